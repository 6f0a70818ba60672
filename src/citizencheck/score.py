"""Outcomes to points. Nothing here reads a page.

A group is the mean of its rules' achievements, weighted by severity. Where one of its essential rules achieved less than that, the
group lies half-way between the mean and the weakest of them: that rare oddities are absent must not make up for a menu of departments. The headline is the mean of the measured groups, weighted by ``model.report.GROUPS`` and by how much of each could
be looked at: two rules of twenty must not speak for a group. Points are counted in whole
hundredths and shared out by largest remainder, so that the ledger's lines sum exactly to 100 less the headline.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from citizencheck.model import RuleOutcome
from citizencheck.model.report import GROUPS, GroupScore
from citizencheck.sampling import DRAWS, Counted, Part, of_many, redrawn

SEVERITY: Final[Mapping[str, int]] = {"minor": 1, "moderate": 3, "serious": 7, "critical": 10}
"""Weights by harm to a citizen; the figures are those of Lighthouse's accessibility score."""
WEAKEST: Final = 0.5
"""How far a group is drawn from its mean to its weakest essential rule: who fails that wholly keeps half at most. Socitm's Better
Connected capped a task at two of four stars where an essential question was answered No; that a group is like a task is our judgement."""
FLOOR: Final = 0.4
"""Below this coverage there is no headline. Judgement: with less than half of the weight looked at, a score misleads."""


def severity_of(rule: str, achieved: float) -> str:
    """How bad a shortfall is: the mildest severity that weighs as much as what is lost of the rule's own.

    ``rule`` is the rule's severity, ``achieved`` (0 to 1) how far it was met: two of 25 labels are not as bad as all of them.
    """
    lost = SEVERITY[rule] * (1 - achieved)
    return next((name for name, weight in SEVERITY.items() if weight >= lost), rule)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleResult:
    """What one rule came to."""

    id: str
    group: str
    severity: str
    outcome: RuleOutcome
    achieved: float | None
    """0 to 1; None unless it passed or failed."""
    scored: bool
    essential: bool = False
    """One of the few of its group that say what the group is about."""
    parts: tuple[Part, ...] = ()
    """For rules about pages or tasks: each of them, for the interval."""
    counted: Counted | None = None
    """For rules about one thing: the labels that they counted there, for the interval."""

    @property
    def weight(self) -> int:
        """Its weight within its group."""
        return SEVERITY[self.severity]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A rule's share of the headline and what it lost of it, in hundredths of a point."""

    rule: str
    share: int
    lost: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    value: float | None
    low: float | None
    high: float | None
    coverage: float
    groups: tuple[GroupScore, ...]
    lines: tuple[Line, ...]


def score(results: Sequence[RuleResult], *, read_share: float, reasons: Mapping[str, str]) -> Result:
    """The score of a run: ``read_share`` is the share (0 to 1) of pages that could be read, ``reasons`` says why a group has no rules."""
    groups = tuple(_group(g, title, weight, results, reasons) for g, title, weight in GROUPS)
    coverage = read_share * sum(w * _looked_at(results, g) for g, _, w in GROUPS) / sum(w for *_, w in GROUPS)
    value = headline(results)
    if value is None or coverage < FLOOR:
        return Result(value=None, low=None, high=None, coverage=round(coverage, 4), groups=groups, lines=())
    low, high = _interval(results, value)
    return Result(
        value=value, low=low, high=high, coverage=round(coverage, 4), groups=groups, lines=_lines(results, value)
    )


def headline(results: Sequence[RuleResult]) -> float | None:
    """The headline alone; None where nothing counts. Whether it may be shown is ``score``'s to say."""
    shared = _shared(results)
    if not shared:
        return None
    lost = round(sum(s * (1 - (r.achieved or 0.0)) for r, s in shared), 6)  # beyond this is the noise of adding
    return (10_000 - round(lost)) / 100


def judged(results: Sequence[RuleResult], group: str) -> list[RuleResult]:
    """The rules of a group that count."""
    return [r for r in results if r.group == group and r.scored and r.achieved is not None]


def _group(
    group: str, title: str, weight: int, results: Sequence[RuleResult], reasons: Mapping[str, str]
) -> GroupScore:
    rules = judged(results, group)
    failed = sum(1 for r in results if r.group == group and r.outcome is RuleOutcome.FAIL)
    if not rules:
        reason = reasons.get(group) or "No rule of this group could judge the site."
        return GroupScore(id=group, title=title, score=None, weight=weight, reason=reason, rules_failed=failed)
    return GroupScore(
        id=group,
        title=title,
        score=round(100 * _mean(rules), 2),
        weight=weight,
        counted=round(weight * _looked_at(results, group), 2),
        rules_run=len(rules),
        rules_failed=failed,
    )


def _mean(rules: Sequence[RuleResult]) -> float:
    return sum(part * (r.achieved or 0.0) for r, part in zip(rules, _parts(rules), strict=True))


def _parts(rules: Sequence[RuleResult]) -> list[float]:
    """The share of its group that each rule holds, 1 together: by severity; where an essential rule lies below the mean, half is the
    weakest's. Equals share it."""
    total = sum(r.weight for r in rules)
    mean = [r.weight / total for r in rules]
    weakest = _weakest(rules, sum(m * (r.achieved or 0.0) for r, m in zip(rules, mean, strict=True)))
    least = sum(r.weight for r in weakest)
    return [
        m * (1 - WEAKEST if weakest else 1) + (WEAKEST * r.weight / least if r in weakest else 0)
        for r, m in zip(rules, mean, strict=True)
    ]


def _weakest(rules: Sequence[RuleResult], mean: float) -> list[RuleResult]:
    """The essential rules that achieved least; none where that is no less than the mean."""
    essential = [r for r in rules if r.essential]
    low = min((r.achieved or 0.0 for r in essential), default=1.0)
    return [r for r in essential if (r.achieved or 0.0) == low] if low < mean else []


def _looked_at(results: Sequence[RuleResult], group: str) -> float:
    """0 to 1: the share of a group's weight that was judged; what does not apply is not missed, what could not be told is."""
    rules = [r for r in results if r.group == group and r.scored and r.outcome is not RuleOutcome.NOT_APPLICABLE]
    total = sum(r.weight for r in rules)
    return sum(r.weight for r in rules if r.achieved is not None) / total if total else 0.0


def _shared(results: Sequence[RuleResult]) -> list[tuple[RuleResult, float]]:
    """Each counting rule with its share of the 100 points, in hundredths."""
    groups = [(rules, w * _looked_at(results, g)) for g, _, w in GROUPS if (rules := judged(results, g))]
    total = sum(w for _, w in groups)
    return [(r, 10_000 * w / total * part) for rules, w in groups for r, part in zip(rules, _parts(rules), strict=True)]


def _lines(results: Sequence[RuleResult], value: float) -> tuple[Line, ...]:
    """Each counting rule with its share of the 100 points and what it lost of it; both are whole hundredths, shared out so that they sum."""
    shared = _shared(results)
    shares = _whole([s for _, s in shared], 10_000)
    lost = _whole([s * (1 - (r.achieved or 0.0)) for r, s in shared], 10_000 - round(value * 100))
    return tuple(Line(rule=r.id, share=s, lost=x) for (r, _), s, x in zip(shared, shares, lost, strict=True))


def _whole(parts: Sequence[float], total: int) -> list[int]:
    """Parts as whole numbers that sum to ``total``: the largest remainders are rounded up, of equals the first."""
    floors = [int(p) for p in parts]
    order = sorted(range(len(parts)), key=lambda i: (floors[i] - parts[i], i))
    for i in order[: total - sum(floors)]:
        floors[i] += 1
    return floors


def _interval(results: Sequence[RuleResult], value: float) -> tuple[float, float]:
    """(low, high): where the headline lies in 95 of 100 draws of pages, tasks and labels like those that were met."""
    parts = {r.id: r.parts for r in results if r.parts}
    counted = {r.id: r.counted for r in results if r.counted is not None}
    drawn = sorted(
        headline([replace(r, achieved=_again(r, again)) for r in results]) or 0.0 for again in redrawn(parts, counted)
    )
    low, high = drawn[int(DRAWS * 0.025)], drawn[int(DRAWS * 0.975) - 1]
    return round(min(low, value), 2), round(max(high, value), 2)


def _again(result: RuleResult, drawn: Mapping[str, float]) -> float | None:
    """What a rule would have achieved in one draw; as it is where it does not vary."""
    mean = drawn.get(result.id)
    if mean is None or not result.parts:
        return result.achieved if mean is None else mean
    return of_many(mean, kind=result.parts[0].kind, count=len(result.parts))
