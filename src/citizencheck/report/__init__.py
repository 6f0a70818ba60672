"""Reports: one file a format, each a function from ``Report`` to text or bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from citizencheck.gate import GateResult
from citizencheck.model.report import Report
from citizencheck.report.csv_format import csv_lines, findings_csv, pages_csv, paths_text
from citizencheck.report.earl import to_earl
from citizencheck.report.github import to_github
from citizencheck.report.gitlab import to_gitlab
from citizencheck.report.html import Pictures, to_html
from citizencheck.report.json_format import from_json, json_parts, schema, to_json
from citizencheck.report.junit import to_junit
from citizencheck.report.markdown import to_markdown
from citizencheck.report.sarif import to_sarif
from citizencheck.report.tables import findings_table, pages_table
from citizencheck.report.xlsx import to_xlsx

__all__ = [
    "FORMATS",
    "Format",
    "Pictures",
    "csv_lines",
    "findings_csv",
    "findings_table",
    "from_json",
    "json_parts",
    "pages_csv",
    "pages_table",
    "render",
    "schema",
    "to_html",
    "to_json",
    "to_markdown",
]

Render = Callable[[Report, GateResult | None], str | bytes]


@dataclass(frozen=True, slots=True)
class Format:
    """A way to render a report."""

    suffix: str
    write: Render
    """With what a gate decided, where one was asked."""

    def render(self, report: Report, decision: GateResult | None = None) -> str | bytes:
        """The report in this format."""
        return self.write(report, decision)


def _alone(write: Callable[[Report], str]) -> Render:
    """A format that says the same whatever the gate decided."""
    return lambda report, _: write(report)


def _terminal(report: Report, decision: GateResult | None) -> str:
    from citizencheck.report.terminal import render_terminal  # noqa: PLC0415 - rich is slow to import

    return render_terminal(report, decision)


def _html(report: Report, decision: GateResult | None) -> str:
    return to_html(report, decision=decision)


FORMATS: Final[dict[str, Format]] = {
    "terminal": Format("txt", _terminal),
    "json": Format("json", _alone(to_json)),
    "html": Format("html", _html),
    "markdown": Format("md", to_markdown),
    "csv": Format("csv", findings_csv),
    "csv-pages": Format("csv", _alone(pages_csv)),
    "paths": Format("txt", _alone(paths_text)),
    "xlsx": Format("xlsx", to_xlsx),
    "sarif": Format("sarif", to_sarif),
    "junit": Format("xml", to_junit),
    "github": Format("txt", to_github),
    "gitlab": Format("json", to_gitlab),
    "earl": Format("jsonld", to_earl),
}
"""Name -> format; ``csv`` holds the findings, ``csv-pages`` the pages, ``paths`` what ``--url-list`` takes."""


def render(report: Report, name: str, decision: GateResult | None = None) -> str | bytes:
    """The report in the format ``name``."""
    return FORMATS[name].render(report, decision)
