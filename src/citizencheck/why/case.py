"""All that an explanation may look at: the report, and the run that it was made of, put together again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from citizencheck.judge import look
from citizencheck.language import Language
from citizencheck.model import RunStatus, Site, Snapshot
from citizencheck.model.report import Report, ReportFinding
from citizencheck.rulebook import Rule, RuleSet
from citizencheck.why.values import FindingLine

BODIES: Final = "crawl.db, table bodies"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    report: Report
    rules: RuleSet
    language: Language
    snapshot: Snapshot
    site: Site
    body: Callable[[str], bytes | None]
    """Stored bytes by their name; ``b""`` where they are there and cannot be unpacked."""

    @property
    def name(self) -> str:
        """What to call the site."""
        return self.report.title or self.report.target

    def rule(self, rule_id: str) -> Rule | None:
        """Today's rule with an id."""
        return next((r for r in self.rules.rules if r.id == rule_id), None)


def open_case(
    report: Report, snapshot: Snapshot, rules: RuleSet, language: Language, body: Callable[[str], bytes | None]
) -> Case:
    """The case of a report; the site is built as it was for the report, with the tier and the pack that the report names."""
    site = look(snapshot, language, tier=report.tier, pack=report.pack)
    return Case(report=report, rules=rules, language=language, snapshot=snapshot, site=site, body=body)


def notes_of(case: Case) -> tuple[str, ...]:
    """What a reader must know before believing the rest."""
    made = []
    if case.report.rules_digest != case.rules.digest:
        made.append(
            f"The report was made by other rules ({case.report.rules_digest}) than today's ({case.rules.digest}). "
            "Points and messages are the report's; thresholds and judgements of words are today's. "
            "Run `citizencheck judge` on the run directory to bring them together."
        )
    if (case.report.started, case.report.finished) != (case.snapshot.info.started, case.snapshot.info.finished):
        made.append("The pages were crawled again after the report was made. Run `citizencheck judge` first.")
    if case.report.status != RunStatus.COMPLETE:
        made.append(f"The crawl is {case.report.status}. {case.report.reason}".strip())
    return tuple(made)


def line(finding: ReportFinding) -> FindingLine:
    """A finding in brief."""
    return FindingLine(
        fingerprint=finding.fingerprint,
        rule=finding.rule,
        severity=finding.severity,
        message=finding.message,
        url=finding.url,
        scored=finding.scored,
    )
