"""The report as a spreadsheet: five sheets, and no cell of them a formula or a link. The only file that imports xlsxwriter."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any, Final

from citizencheck.errors import UsageError
from citizencheck.gate import GateResult
from citizencheck.model.report import Report
from citizencheck.report.escape import plain
from citizencheck.report.tables import Table, findings_table, ledger_table, pages_table, summary_table, tasks_table

MOST_ROWS: Final = 1_048_575
"""Rows that a sheet holds below its head."""
MOST_CHARACTERS: Final = 32_767
"""Of one cell."""
WIDTHS: Final = {
    "message": 60,
    "sentence": 60,
    "quote": 40,
    "url": 40,
    "page": 40,
    "value": 60,
    "title": 40,
    "reasons": 60,
    "reason": 40,
}


def to_xlsx(report: Report, decision: GateResult | None = None) -> bytes:
    """The workbook's bytes, the same for the same report. Raises UsageError where the extra ``xlsx`` is not installed."""
    try:
        import xlsxwriter  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as e:
        raise UsageError(
            "A spreadsheet needs the package xlsxwriter.",
            "Install it: pip install 'citizencheck[xlsx]'; or use -f csv.",
        ) from e
    out = io.BytesIO()
    safe = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    book = xlsxwriter.Workbook(out, safe)
    book.set_properties({"title": plain(report.title or report.target), "created": _day(report)})
    head, body = book.add_format({"bold": True}), book.add_format({"valign": "top"})
    tables = (
        summary_table(report),
        ledger_table(report),
        findings_table(report, decision),
        tasks_table(report),
        pages_table(report),
    )
    for table in tables:
        _sheet(book.add_worksheet(table.name), table, head, body)
    book.close()
    return out.getvalue()


def _sheet(sheet: Any, table: Table, head: Any, body: Any) -> None:
    for column, name in enumerate(table.head):
        sheet.write_string(0, column, name, head)
        sheet.set_column(column, column, WIDTHS.get(name, 16), body)
    last = 0
    for last, row in enumerate(table.rows, 1):
        if last > MOST_ROWS:
            break
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(last, column, plain(cell)[:MOST_CHARACTERS])
            elif cell is not None:
                sheet.write_number(last, column, cell)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, min(last, MOST_ROWS), len(table.head) - 1)


def _day(report: Report) -> datetime:
    """When the site was read; a workbook must bear some date, and never that of today."""
    try:
        return datetime.fromisoformat(report.finished).replace(tzinfo=None)
    except ValueError:
        return datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
