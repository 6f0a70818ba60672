"""Two reports on one site: what moved between them, line by line of the ledger."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from citizencheck.compare.findings import Grown, match
from citizencheck.model.report import LedgerLine, Report, ReportFinding, ReportTask


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupMove:
    id: str
    title: str
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleMove:
    """A line of the ledger, before and after."""

    rule: str
    points: float
    """What the headline gains by it: negative where it loses."""
    outcome_before: str
    outcome_after: str
    achieved_before: float | None
    """0 to 1; None where it did not judge the site."""
    achieved_after: float | None
    before: str
    """What the rule says of the site."""
    after: str

    @property
    def told(self) -> bool:
        """The rule judges otherwise; if not, only its share of the score moved, because others joined or left its group."""
        return (self.outcome_before, self.achieved_before, self.before) != (
            self.outcome_after,
            self.achieved_after,
            self.after,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskMove:
    id: str
    title: str
    status_before: str
    status_after: str
    stars_before: int | None
    stars_after: int | None
    clicks_before: int | None
    clicks_after: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    before: float | None
    """The headline; None where it was withheld."""
    after: float | None
    groups: tuple[GroupMove, ...]
    rules: tuple[RuleMove, ...]
    """Those that moved or say something else, largest moves first; where both headlines stand, their points sum exactly to ``points``."""
    gone: tuple[ReportFinding, ...]
    new: tuple[ReportFinding, ...]
    grown: tuple[Grown, ...]
    """Findings on both sides that show more after than before."""
    tasks: tuple[TaskMove, ...]

    @property
    def points(self) -> float | None:
        """What the headline gains; None where there is none before or after."""
        return None if self.before is None or self.after is None else round(self.after - self.before, 2)


def compare(before: Report, after: Report) -> Difference:
    """What differs between two reports. A rule that only one of them was judged by has no line on the other side."""
    found = match(before, after)
    groups = {g.id: g for g in after.score.groups}
    return Difference(
        before=before.score.value,
        after=after.score.value,
        groups=tuple(
            GroupMove(id=a.id, title=a.title, before=a.score, after=groups[a.id].score)
            for a in before.score.groups
            if a.id in groups and a.score != groups[a.id].score
        ),
        rules=_rules(before.ledger, after.ledger),
        gone=(*found.fixed, *(u.finding for u in found.unseen)),
        new=found.new,
        grown=found.grown,
        tasks=_tasks(before.tasks, after.tasks),
    )


def _rules(before: Iterable[LedgerLine], after: Iterable[LedgerLine]) -> tuple[RuleMove, ...]:
    was, now = ({line.rule: line for line in lines} for lines in (before, after))
    moves = [_move(rule, was.get(rule), now.get(rule)) for rule in {**was, **now}]
    return tuple(sorted((m for m in moves if m.points or m.told), key=lambda m: (-abs(m.points), m.rule)))


def _move(rule: str, a: LedgerLine | None, b: LedgerLine | None) -> RuleMove:
    return RuleMove(
        rule=rule,
        points=round((a.points_lost if a else 0.0) - (b.points_lost if b else 0.0), 2),
        outcome_before=a.outcome if a else "not asked",
        outcome_after=b.outcome if b else "not asked",
        achieved_before=a.achieved if a else None,
        achieved_after=b.achieved if b else None,
        before=a.sentence if a else "This rule was not asked.",
        after=b.sentence if b else "This rule was not asked.",
    )


def _tasks(before: Iterable[ReportTask], after: Iterable[ReportTask]) -> tuple[TaskMove, ...]:
    """Tasks whose page, stars or clicks changed; one that a report leaves out has none of them."""
    was, now = ({t.id: t for t in tasks} for tasks in (before, after))
    titles = {t.id: t.title for t in (*was.values(), *now.values())}
    moves = []
    for task_id, title in titles.items():
        a, b = was.get(task_id), now.get(task_id)
        move = TaskMove(
            id=task_id,
            title=title,
            status_before=a.status if a else "absent",
            status_after=b.status if b else "absent",
            stars_before=a.stars if a else None,
            stars_after=b.stars if b else None,
            clicks_before=a.clicks if a else None,
            clicks_after=b.clicks if b else None,
        )
        if (move.status_before, move.stars_before, move.clicks_before) != (
            move.status_after,
            move.stars_after,
            move.clicks_after,
        ):
            moves.append(move)
    return tuple(moves)
