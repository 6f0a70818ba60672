"""Findings and pages as CSV (RFC 4180), safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io

from citizencheck.gate import GateResult
from citizencheck.model import Outcome
from citizencheck.model.report import Report
from citizencheck.model.url import path_of
from citizencheck.report.escape import for_csv
from citizencheck.report.tables import Table, findings_table, pages_table


def findings_csv(report: Report, decision: GateResult | None = None) -> str:
    """A row for each piece of evidence of each finding."""
    return _written(findings_table(report, decision))


def pages_csv(report: Report) -> str:
    """A row for each address."""
    return _written(pages_table(report))


def paths_text(report: Report) -> str:
    """The paths of the pages that were read, one a line: what ``--url-list`` takes to ask another host for them."""
    return "".join(f"{path_of(p.url)}\n" for p in report.pages if p.outcome == Outcome.OK and p.kind)


def _written(table: Table) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.head)
    writer.writerows([for_csv("" if cell is None else str(cell)) for cell in row] for row in table.rows)
    return out.getvalue()
