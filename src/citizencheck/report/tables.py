"""The report as tables: what CSV and the spreadsheet share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from citizencheck.gate import GateResult
from citizencheck.model.report import Report
from citizencheck.report.decision import standing

Cell = str | int | float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    name: str
    head: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def findings_table(report: Report, decision: GateResult | None = None) -> Table:
    """A row for each piece of evidence of each finding; where a gate decided, the last column says how it takes the finding."""
    gate = standing(decision)
    return Table(
        name="Findings",
        head=(
            "rule", "group", "severity", "confidence", "scored", "message", "page", "evidence", "evidence_url", "quote", "target",
            "selector", "note", "sha256", "fingerprint", "gate",
        ),
        rows=(
            (f.rule, f.group, f.severity, f.confidence, "yes" if f.scored else "no", f.message, f.url, e.kind, e.url, e.quote,
             e.target, e.selector, e.note, e.sha256, f.fingerprint, gate.get(f.fingerprint, ""))
            for f in report.findings for e in f.evidence
        ),
    )  # fmt: skip


def pages_table(report: Report) -> Table:
    """A row for each address."""
    return Table(
        name="Pages",
        head=("url", "outcome", "status", "reason", "title", "kind", "focus", "channel", "depth", "sha256"),
        rows=(
            (p.url, p.outcome, p.status, p.reason, p.title, p.kind, p.focus, p.channel, p.depth, p.sha256)
            for p in report.pages
        ),
    )


def tasks_table(report: Report) -> Table:
    """A row for each citizen task."""
    return Table(
        name="Tasks",
        head=("task", "title", "lgsl", "asked_for", "status", "stars", "clicks", "url", "channel", "section", "reasons"),
        rows=(
            (t.id, t.title, " ".join(map(str, t.lgsl)), "yes" if t.expected else "no", t.status, t.stars, t.clicks, t.url, t.channel,
             t.section, " ".join(t.reasons))
            for t in report.tasks
        ),
    )  # fmt: skip


def ledger_table(report: Report) -> Table:
    """A row for each rule, the costliest first."""
    return Table(
        name="Ledger",
        head=("rule", "group", "outcome", "points_lost", "weight", "achieved", "scored", "affected", "of", "sentence"),
        rows=(
            (x.rule, x.group, x.outcome, x.points_lost, x.weight, x.achieved, "yes" if x.scored else "no", x.affected, x.of, x.sentence)
            for x in report.ledger
        ),
    )  # fmt: skip


def summary_table(report: Report) -> Table:
    """The answer, as names and values."""
    s = report.score
    return Table(
        name="Summary",
        head=("what", "value"),
        rows=(
            ("site", report.title or report.target), ("address", report.start_url), ("crawled", report.finished), ("status", report.status),
            ("answer", report.summary), ("score", s.value), ("score_low", s.low), ("score_high", s.high), ("coverage", s.coverage),
            ("why_no_score", s.withheld), ("tool", report.tool), ("rules", report.rules_digest),
            *((f"group: {g.title}", g.score) for g in s.groups), *(("not measured", line) for line in s.not_measured),
        ),
    )  # fmt: skip
