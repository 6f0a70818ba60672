"""Findings as the page groups them: by rule, what costs most first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from citizencheck.model.report import LedgerLine, Report, ReportFinding, RuleInfo

SEVERITIES: Final = ("critical", "serious", "moderate", "minor")


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleGroup:
    """The findings of one rule."""

    rule: RuleInfo
    line: LedgerLine
    findings: Sequence[ReportFinding]
    total: int

    @property
    def severity(self) -> str:
        """The worst of its findings."""
        return min((f.severity for f in self.findings), key=SEVERITIES.index)

    @property
    def left(self) -> int:
        """Findings that the page leaves to the CSV."""
        return self.total - len(self.findings)


def by_rule(report: Report, most: int) -> list[RuleGroup]:
    """The findings by rule, in the order of the ledger; at most ``most`` of each."""
    rules = {r.id: r for r in report.rules}
    held: dict[str, list[ReportFinding]] = {}
    for finding in report.findings:
        held.setdefault(finding.rule, []).append(finding)
    return [
        RuleGroup(rule=rules[line.rule], line=line, findings=held[line.rule][:most], total=len(held[line.rule]))
        for line in report.ledger
        if line.rule in held and line.rule in rules
    ]
