"""Reports: one file a format, each a function from ``Report`` to text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from citizencheck.model.report import Report
from citizencheck.report.csv_format import findings_csv, pages_csv
from citizencheck.report.html import Pictures, to_html
from citizencheck.report.json_format import from_json, schema, to_json
from citizencheck.report.markdown import to_markdown

__all__ = [
    "FORMATS", "Format", "Pictures", "findings_csv", "from_json", "pages_csv", "schema", "to_html", "to_json", "to_markdown",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Format:
    """A way to render a report."""

    suffix: str
    render: Callable[[Report], str]


def _terminal(report: Report) -> str:
    from citizencheck.report.terminal import render_terminal  # noqa: PLC0415 - rich is slow to import

    return render_terminal(report)


FORMATS: Final[dict[str, Format]] = {
    "terminal": Format("txt", _terminal),
    "json": Format("json", to_json),
    "html": Format("html", to_html),
    "markdown": Format("md", to_markdown),
    "csv": Format("csv", findings_csv),
    "csv-pages": Format("csv", pages_csv),
}
"""Name -> format; ``csv`` holds the findings, ``csv-pages`` the pages."""
