"""Findings and pages as CSV (RFC 4180), safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import chain

from citizencheck.gate import GateResult
from citizencheck.model import Outcome
from citizencheck.model.report import Report
from citizencheck.model.url import path_of
from citizencheck.report.escape import for_csv
from citizencheck.report.tables import Table, findings_table, pages_table


def findings_csv(report: Report, decision: GateResult | None = None) -> str:
    """A row for each piece of evidence of each finding."""
    return "".join(csv_lines(findings_table(report, decision)))


def pages_csv(report: Report) -> str:
    """A row for each address."""
    return "".join(csv_lines(pages_table(report)))


def paths_text(report: Report) -> str:
    """The paths of the pages that were read, one a line: what ``--url-list`` takes to ask another host for them."""
    return "".join(f"{path_of(p.url)}\n" for p in report.pages if p.outcome == Outcome.OK and p.kind)


def csv_lines(table: Table) -> Iterator[str]:
    """A table line by line."""
    line = io.StringIO()
    writer = csv.writer(line, lineterminator="\r\n")
    for row in chain((table.head,), ([for_csv("" if c is None else str(c)) for c in row] for row in table.rows)):
        writer.writerow(row)
        yield line.getvalue()
        line.seek(0)
        line.truncate()
