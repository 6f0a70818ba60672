"""Where reports go: standard output, or a file each."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from citizencheck.errors import UsageError
from citizencheck.files import write_whole
from citizencheck.model.report import Report
from citizencheck.report import FORMATS, Pictures, to_html


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
    if name not in FORMATS:
        near = difflib.get_close_matches(name, list(FORMATS), n=1)
        hint = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(FORMATS)}."
        raise UsageError(f"There is no report format {name!r}.", hint)
    return OutputFormat(name=name, path=Path(path) if path else None)


def emit(report: Report, formats: Sequence[OutputFormat], pictures: Pictures) -> None:
    """Renders ``report`` in each format and sends it where it belongs; ``pictures`` are its run's."""
    for wanted in formats:
        if wanted.path is not None:
            write_whole(wanted.path, _rendered(report, wanted.name, pictures))
            click.echo(f"Wrote {wanted.path}", err=True)
        elif wanted.name == "terminal":
            from citizencheck.report.terminal import print_report

            print_report(report)
        else:
            _print(_rendered(report, wanted.name, pictures))


def _rendered(report: Report, name: str, pictures: Pictures) -> str:
    return to_html(report, pictures) if name == "html" else FORMATS[name].render(report)


def _print(content: str | bytes) -> None:
    """Prints a report for machines: in UTF-8 whatever the terminal speaks, so that nothing of it becomes ``?``."""
    if isinstance(content, str):
        content = (content if content.endswith("\n") else content + "\n").encode("utf-8", errors="replace")
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
