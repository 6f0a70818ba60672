"""Findings and pages as CSV (RFC 4180), safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from citizencheck.model.report import Report
from citizencheck.report.escape import for_csv


def findings_csv(report: Report) -> str:
    """A row for each piece of evidence of each finding."""
    rows = (
        (
            f.rule,
            f.group,
            f.severity,
            f.confidence,
            "yes" if f.scored else "no",
            f.message,
            f.url,
            e.kind,
            e.url,
            e.quote,
            e.target,
            e.selector,
            e.note,
            e.sha256,
            f.fingerprint,
        )
        for f in report.findings
        for e in f.evidence
    )
    head = (
        "rule",
        "group",
        "severity",
        "confidence",
        "scored",
        "message",
        "page",
        "evidence",
        "evidence_url",
        "quote",
        "target",
        "selector",
        "note",
        "sha256",
        "fingerprint",
    )
    return _table(head, rows)


def pages_csv(report: Report) -> str:
    """A row for each address."""
    head = ("url", "outcome", "status", "reason", "title", "kind", "focus", "channel", "depth", "sha256")
    return _table(
        head,
        (
            (p.url, p.outcome, p.status, p.reason, p.title, p.kind, p.focus, p.channel, p.depth, p.sha256)
            for p in report.pages
        ),
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([for_csv("" if cell is None else str(cell)) for cell in row] for row in rows)
    return out.getvalue()
