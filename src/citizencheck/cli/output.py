"""Where reports go: standard output, or a file each."""

from __future__ import annotations

import difflib
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import click

from citizencheck.errors import OutputError, UsageError
from citizencheck.files import write_whole
from citizencheck.gate import GateResult
from citizencheck.model.report import Report
from citizencheck.report import FORMATS, Pictures, render, to_html

PRINTED: Final = "pdf"
"""The HTML, printed by a browser: the one format that is no function of the report alone."""
NAMES: Final = (*FORMATS, PRINTED)
BINARY: Final = frozenset({"xlsx", PRINTED})
BY_FILE: Final = frozenset({"sarif", "github", "gitlab"})
"""Formats that name files of a repository."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputFormat:
    name: str
    path: Path | None


def parse_formats(values: Sequence[str]) -> tuple[OutputFormat, ...]:
    """``json``, ``html:report.html`` ... as formats. Only one may go to standard output; without any, it is the terminal's.

    Raises UsageError naming what exists.
    """
    formats = tuple(_parse(v) for v in values) or (OutputFormat(name="terminal", path=None),)
    printed = [f.name for f in formats if f.path is None]
    if len(printed) > 1:
        raise UsageError(
            f"Only one report can be printed, and {' and '.join(printed)} were asked for.",
            "Give the others a path: -f html:report.html",
        )
    return formats


def _parse(value: str) -> OutputFormat:
    name, _, path = value.partition(":")
    if name not in NAMES:
        near = difflib.get_close_matches(name, NAMES, n=1)
        hint = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(NAMES)}."
        raise UsageError(f"There is no report format {name!r}.", hint)
    if name in BINARY and not path and sys.stdout.isatty():
        raise UsageError(f"A terminal cannot show {name}.", f"Give it a path: -f {name}:report.{name}")
    return OutputFormat(name=name, path=Path(path) if path else None)


def emit(
    report: Report, formats: Sequence[OutputFormat], pictures: Pictures, decision: GateResult | None = None
) -> None:
    """Renders ``report`` in each format and sends it where it belongs; ``pictures`` are its run's, ``decision`` is there where a gate has spoken."""
    if decision is not None and any(f.name == "github" for f in formats):
        _add_step_summary(report, decision)
    for wanted in formats:
        if wanted.path is not None:
            write_whole(wanted.path, _rendered(report, wanted.name, pictures, decision))
            click.echo(f"Wrote {wanted.path}", err=True)
        elif wanted.name == "terminal":
            from citizencheck.report.terminal import print_report

            print_report(report, width=_columns())
        else:
            _print(_rendered(report, wanted.name, pictures, decision))


def _columns() -> int | None:
    """The width that COLUMNS asks for; None where it says nothing that can be used."""
    asked = os.environ.get("COLUMNS", "")
    return max(40, int(asked)) if asked.isdecimal() and int(asked) else None


def _rendered(report: Report, name: str, pictures: Pictures, decision: GateResult | None) -> str | bytes:
    if name == PRINTED:
        from citizencheck.pipeline import BrowserOptions, print_report

        return print_report(report, BrowserOptions(environ=dict(os.environ)), pictures)
    if name == "html":
        return to_html(report, pictures, decision)
    return render(_from_here(report) if name in BY_FILE else report, name, decision)


def _from_here(report: Report) -> Report:
    """The report of a folder with its target as a path from here, where it lies below: the paths that code scanning wants."""
    target = Path(report.target)
    if "://" in report.target or not target.is_absolute() or not target.is_relative_to(Path.cwd()):
        return report
    return replace(report, target=str(target.relative_to(Path.cwd())))


def _add_step_summary(report: Report, decision: GateResult) -> None:
    """The Markdown report on the page of a GitHub workflow's run, where there is one."""
    place = os.environ.get("GITHUB_STEP_SUMMARY")
    if not place:
        return
    try:
        with Path(place).open("a", encoding="utf-8") as file:
            file.write(str(render(report, "markdown", decision)))
    except OSError as e:
        raise OutputError(f"The step summary {place} cannot be written: {e.strerror}.") from e


def _print(content: str | bytes) -> None:
    """Prints a report for machines: in UTF-8 whatever the terminal speaks, so that nothing of it becomes ``?``."""
    if isinstance(content, str):
        content = (content if content.endswith("\n") else content + "\n").encode("utf-8", errors="replace")
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
