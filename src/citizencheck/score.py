"""Outcomes to points. Nothing here reads a page.

Each rule takes from its group what its severity allows of what the others leave (``takes``): what passes takes nothing and makes up for
nothing, so that a rule more that a site passes changes no score. Only the rules of ``LADDER`` are the levels of one scale, and the group is
their mean. The headline is the mean of the measured groups, weighted by
``model.report.GROUPS`` and by how much of each could be looked at: two rules of twenty must not speak for a group. A group's loss is told
by rule in proportion to what each takes. Points are counted in whole hundredths and shared out by largest remainder, so that the ledger's lines sum exactly to 100 less the headline.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import prod
from typing import Final

from citizencheck.model import RuleOutcome
from citizencheck.model.report import GROUPS, GroupScore
from citizencheck.sampling import DRAWS, Counted, Part, of_many, redrawn

SEVERITY: Final[Mapping[str, int]] = {"minor": 1, "moderate": 3, "serious": 7, "critical": 10}
"""Weights by harm to a citizen; the figures are those of Lighthouse's accessibility score. Beside one another they say how much of a group
could be looked at."""
MOST: Final = 0.9
"""What a critical rule that fails wholly takes of what the others leave of its group, the milder ones in proportion. Judgement: next to
nothing is left, and something is, so that whatever is mended shows."""
LADDER: Final = "kiosk"
"""The group whose rules ask each service for one level more: their mean is the mean level, which the report shows."""
FLOOR: Final = 0.4
"""Below this coverage there is no headline. Judgement: with less than half of the weight looked at, a score misleads."""


def severity_of(rule: str, achieved: float) -> str:
    """How bad a shortfall is: the mildest severity that weighs as much as what is lost of the rule's own.

    ``rule`` is the rule's severity, ``achieved`` (0 to 1) how far it was met: two of 25 labels are not as bad as all of them.
    """
    lost = SEVERITY[rule] * (1 - achieved)
    return next((name for name, weight in SEVERITY.items() if weight >= lost), rule)


def taken(severity: str, achieved: float | None) -> float:
    """0 to 1: how much a rule of ``severity`` takes from its group that achieved so much (0 to 1, None for not judged)."""
    return 0.0 if achieved is None else MOST * SEVERITY[severity] / max(SEVERITY.values()) * (1 - achieved)


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
    parts: tuple[Part, ...] = ()
    """For rules about pages or tasks: each of them, for the interval."""
    counted: Counted | None = None
    """For rules about one thing: the labels that they counted there, for the interval."""

    @property
    def weight(self) -> int:
        """Its weight within its group."""
        return SEVERITY[self.severity]

    @property
    def takes(self) -> float:
        """0 to 1: how much it takes from its group of what the others leave; nothing where it was not judged."""
        return taken(self.severity, self.achieved)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What a rule can take of the headline at most, and what it took, in hundredths of a point."""

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
    measured = _measured(results)
    if not measured:
        return None
    lost = round(sum(share * (1 - _left(rules)) for rules, share in measured), 6)  # beyond this is the noise of adding
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
        score=round(100 * _left(rules), 2),
        weight=weight,
        counted=round(weight * _looked_at(results, group), 2),
        rules_run=len(rules),
        rules_failed=failed,
    )


def _left(rules: Sequence[RuleResult]) -> float:
    """0 to 1: what its rules leave of a group."""
    if rules[0].group == LADDER:
        return sum(r.weight * (r.achieved or 0.0) for r in rules) / sum(r.weight for r in rules)
    return prod(1 - r.takes for r in rules)


def _most(rule: RuleResult, rules: Sequence[RuleResult]) -> float:
    """0 to 1: what a rule could take of its group, of whose rules it is one."""
    return rule.weight / sum(r.weight for r in rules) if rule.group == LADDER else taken(rule.severity, 0.0)


def _looked_at(results: Sequence[RuleResult], group: str) -> float:
    """0 to 1: the share of a group's weight that was judged; what does not apply is not missed, what could not be told is."""
    rules = [r for r in results if r.group == group and r.scored and r.outcome is not RuleOutcome.NOT_APPLICABLE]
    total = sum(r.weight for r in rules)
    return sum(r.weight for r in rules if r.achieved is not None) / total if total else 0.0


def _measured(results: Sequence[RuleResult]) -> list[tuple[list[RuleResult], float]]:
    """The rules that count of each group that was measured, with the group's share of the 100 points, in hundredths."""
    groups = [(rules, w * _looked_at(results, g)) for g, _, w in GROUPS if (rules := judged(results, g))]
    total = sum(w for _, w in groups)
    return [(rules, 10_000 * w / total) for rules, w in groups]


def _lines(results: Sequence[RuleResult], value: float) -> tuple[Line, ...]:
    """Each counting rule with what it can take of the 100 points and what it took, in whole hundredths, the latter shared out so that they sum."""
    rules: list[RuleResult] = []
    most: list[float] = []
    lost: list[float] = []
    for counted, share in _measured(results):
        takes = sum(r.takes for r in counted)
        rules += counted
        most += (share * _most(r, counted) for r in counted)
        lost += (share * (1 - _left(counted)) * r.takes / takes if takes else 0.0 for r in counted)
    whole = _whole(lost, 10_000 - round(value * 100))
    return tuple(Line(rule=r.id, share=round(m), lost=x) for r, m, x in zip(rules, most, whole, strict=True))


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
