"""Two reports side by side: one site before and after it was rebuilt, or two councils."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal
from urllib.parse import urlsplit

from citizencheck.compare.addresses import Addresses, follow
from citizencheck.compare.difference import Difference, TaskMove, compare
from citizencheck.compare.labels import Labels, labels
from citizencheck.compare.scores import Gap, gap
from citizencheck.model import RuleOutcome, RunStatus
from citizencheck.model.report import Report, ReportTask
from citizencheck.model.url import host

Kind = Literal["redesign", "councils"]
JUDGED: Final = (RuleOutcome.PASS, RuleOutcome.FAIL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What one of the two is."""

    name: str
    address: str
    tier: str
    pages: int
    whole: bool
    """The crawl came to its end: every page that is linked was read."""
    finished: str
    score: float | None
    low: float | None
    high: float | None
    coverage: float
    withheld: str
    navigation: str
    content: str
    """Verdicts on whose words they speak."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """How the tasks of one subject fare on both sides."""

    group: str
    tasks: int
    found: tuple[int, int]
    stars: tuple[float | None, float | None]
    """Means over the tasks that have stars."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    kind: Kind
    before: Side
    after: Side
    gap: Gap | None
    difference: Difference
    """Line by line of the ledger; for two councils only the tasks that both provide."""
    shared: int
    """Tasks that are asked of both."""
    gained: tuple[TaskMove, ...]
    """They have a page of their own after, and had none before."""
    lost: tuple[TaskMove, ...]
    longer: tuple[TaskMove, ...]
    """More clicks than before, or no way by links any more."""
    shorter: tuple[TaskMove, ...]
    subjects: tuple[Subject, ...]
    only_before: tuple[str, ...]
    """Tasks that only one of them is asked for, since they are councils of different kinds."""
    only_after: tuple[str, ...]
    labels: Labels | None
    """None for two councils."""
    addresses: Addresses | None
    notes: tuple[str, ...]
    """What the reader must know before believing the rest."""


def kind_of(before: Report, after: Report) -> Kind:
    """Two reports on one host, or on a folder and anything, are of one site; others are of two councils."""
    hosts = {host(r.start_url).removeprefix("www.") for r in (before, after)}
    return "redesign" if len(hosts) == 1 or "folder.invalid" in hosts else "councils"


def side_by_side(before: Report, after: Report, kind: Kind) -> Comparison:
    """What differs, and how sure that is."""
    whole = compare(before, after)
    was, now = _asked(before), _asked(after)
    shared = [i for i in was if i in now]
    counted = set(shared) if kind == "councils" else {*was, *now}
    tasks = tuple(t for t in whole.tasks if t.id in counted)
    found = [(t, t.status_before == "found", t.status_after == "found") for t in tasks]
    both = [t for t, a, b in found if a and b]
    return Comparison(
        kind=kind,
        before=_side(before),
        after=_side(after),
        gap=gap(before.score, after.score),
        difference=Difference(
            before=whole.before, after=whole.after, groups=whole.groups, rules=whole.rules, gone=whole.gone if kind == "redesign" else (),
            new=whole.new if kind == "redesign" else (), grown=whole.grown if kind == "redesign" else (), tasks=tasks,
        ),
        shared=len(shared),
        gained=tuple(t for t, a, b in found if b and not a),
        lost=tuple(t for t, a, b in found if a and not b),
        longer=tuple(t for t in both if _clicks(t.clicks_after) > _clicks(t.clicks_before)),
        shorter=tuple(t for t in both if _clicks(t.clicks_after) < _clicks(t.clicks_before)),
        subjects=_subjects([(was[i], now[i]) for i in shared]),
        only_before=tuple(t.title for i, t in was.items() if i not in now) if kind == "councils" else (),
        only_after=tuple(t.title for i, t in now.items() if i not in was) if kind == "councils" else (),
        labels=labels(before, after) if kind == "redesign" else None,
        addresses=follow(before, after) if kind == "redesign" else None,
        notes=tuple(_notes(before, after, kind)),
    )  # fmt: skip


def _asked(report: Report) -> dict[str, ReportTask]:
    return {t.id: t for t in report.tasks if t.expected}


def _clicks(count: int | None) -> int:
    """No way by links is longer than any way."""
    return 1_000_000 if count is None else count


def _side(report: Report) -> Side:
    return Side(
        name=report.title or report.target, address=report.start_url, tier=report.tier, pages=report.outcomes.get("ok", 0),
        whole=report.status == RunStatus.COMPLETE and not report.budget_reached, finished=report.finished,
        score=report.score.value, low=report.score.low, high=report.score.high, coverage=report.score.coverage, withheld=report.score.withheld,
        navigation=report.orientation.navigation.verdict, content=report.orientation.content.verdict,
    )  # fmt: skip


def _subjects(pairs: Sequence[tuple[ReportTask, ReportTask]]) -> tuple[Subject, ...]:
    made = []
    for group in dict.fromkeys(a.group for a, _ in pairs):
        own = [(a, b) for a, b in pairs if a.group == group]
        made.append(
            Subject(
                group=group,
                tasks=len(own),
                found=(sum(a.status == "found" for a, _ in own), sum(b.status == "found" for _, b in own)),
                stars=(_mean(a.stars for a, _ in own), _mean(b.stars for _, b in own)),
            )
        )
    return tuple(sorted(made, key=lambda s: s.group))


def _mean(stars: Iterable[int | None]) -> float | None:
    known = [s for s in stars if s is not None]
    return round(sum(known) / len(known), 2) if known else None


def _notes(before: Report, after: Report, kind: Kind) -> Iterable[str]:
    if before.rules_digest != after.rules_digest:
        yield "The two were judged by different rules, so their points cannot be held against each other. Judge both again: citizencheck judge RUN"
    if kind == "councils" and before.tier != after.tier:
        yield f"They are councils of different kinds ({before.tier}, {after.tier}): their scores are made of different tasks. Compare the tasks that both provide."
    if before.pack != after.pack:
        yield f"Only one of them was asked for the UK's tasks (packs: {before.pack}, {after.pack})."
    for word, report in (("first", before), ("second", after)):
        if report.status != "complete":
            yield f"The crawl of the {word} is {report.status}. {report.reason}".strip()
        if report.budget_reached:
            yield f"The page budget was reached in the {word}: pages beyond it were not read."
        if report.score.value is None:
            yield f"The {word} has no score: {report.score.withheld}"
    yield from _unjudged(before, after)
    if kind == "redesign" and urlsplit(before.start_url).path.rstrip("/") != urlsplit(after.start_url).path.rstrip("/"):
        yield "The two begin at different paths, so their addresses may not match: audit both from the same path."


def _unjudged(before: Report, after: Report) -> Iterable[str]:
    ran = [{r.id for r in report.rules if r.outcome in JUDGED} for report in (before, after)]
    silent = [{r.id for r in report.rules if r.outcome in (RuleOutcome.ERROR, RuleOutcome.CANNOT_TELL)} for report in (before, after)]  # fmt: skip
    for word, mine, theirs in (("first", ran[0], silent[1]), ("second", ran[1], silent[0])):
        if lost := sorted(mine & theirs):
            yield f"Only the {word} could be judged by {', '.join(lost)}."
