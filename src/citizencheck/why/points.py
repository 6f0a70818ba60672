"""From a rule's line in the ledger to the headline, in numbers that add up. All of them are the report's own."""

from __future__ import annotations

from collections.abc import Iterable

from citizencheck.model import RuleOutcome
from citizencheck.model.report import LedgerLine, Report, RuleInfo
from citizencheck.score import SEVERITY, taken
from citizencheck.why.values import Points


def points_of(report: Report, rule_id: str) -> Points:
    """How a rule's achievement becomes points lost. ``rule_id`` has a line in the report's ledger."""
    line = next(x for x in report.ledger if x.rule == rule_id)
    infos = {r.id: r for r in report.rules}
    group = next((g for g in report.score.groups if g.id == line.group), None)
    counted = [x for x in report.ledger if x.scored and x.group == line.group]
    measured = [g for g in report.score.groups if g.score is not None]
    return Points(
        outcome=line.outcome,
        sentence=line.sentence,
        reason=_costs_nothing(report, line, infos[rule_id]),
        achieved=line.achieved,
        affected=line.affected,
        of=line.of,
        part=SEVERITY[infos[rule_id].severity],
        takes=taken(infos[rule_id].severity, line.achieved),
        all_take=sum(taken(infos[x.rule].severity, x.achieved) for x in counted),
        rules=len(counted),
        group=line.group,
        group_title=group.title if group else line.group,
        group_score=group.score if group else None,
        group_weight=group.counted if group else 0.0,
        measured_weight=round(sum(g.counted for g in measured), 2),
        not_measured=tuple(g.title for g in report.score.groups if g.score is None),
        share=line.weight,
        lost=line.points_lost,
        lost_in_group=_sum(x for x in counted if x.rule != rule_id),
        lost_elsewhere=_sum(x for x in report.ledger if x.scored and x.group != line.group),
        headline=report.score.value,
        withheld=report.score.withheld,
    )


def _sum(lines: Iterable[LedgerLine]) -> float:
    """Added in whole hundredths, as the score counts them."""
    return sum(round(x.points_lost * 100) for x in lines) / 100


def _costs_nothing(report: Report, line: LedgerLine, rule: RuleInfo) -> str:
    """Why a rule takes no part in the score; ``""`` where it does."""
    if line.scored:
        return ""
    if report.score.value is None:
        return f"There is no score: {report.score.withheld}"
    if line.outcome not in (RuleOutcome.PASS, RuleOutcome.FAIL):
        return rule.reason or "It had nothing to look at."
    if rule.confidence == "low":
        return "Rules of low confidence are shown and never scored."
    if rule.status != "stable":
        return f"Its status is {rule.status}: it is shown and not scored."
    return "It comes from a folder of further rules, and those are shown and never scored."
