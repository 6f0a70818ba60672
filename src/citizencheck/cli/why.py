"""``citizencheck why``: the chain from bytes to points. The keys of its JSON are those of ``citizencheck.why.values``."""

from __future__ import annotations

import dataclasses
import json
import os
import shutil
import sys
from pathlib import Path
from typing import Final

import click

from citizencheck.cli.whytext import Line, lines, wrapped
from citizencheck.pipeline import JudgeOptions, explain_in_run
from citizencheck.report.escape import CONTROLS

WIDE: Final = 110
PIPED: Final = 100


@click.command()
@click.argument("run", type=click.Path(path_type=Path))
@click.argument("what")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["terminal", "json"]),
    default="terminal",
    show_default=True,
    help="What to print.",
)
@click.option(
    "--rules",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="A folder of further rules that the run was judged with. Repeatable.",
)
def why(run: Path, what: str, form: str, rules: tuple[Path, ...]) -> None:
    """Show why the report on RUN says what it says of WHAT: every step from the stored bytes to the points.

    WHAT is a rule (its id stands in brackets in the report), a finding's fingerprint or the beginning of one, an address of the
    site (whole, or as /path), or the words of a menu entry or a link.

    \b
    citizencheck why run/ department-words-in-menu
    citizencheck why run/ 8252fad6
    citizencheck why run/ /council-tax/
    citizencheck why run/ "Revenues and Benefits"

    Nothing is asked of the site. What was measured is measured again on the stored pages; points are the report's. With
    -f json one object is printed, its kind "rule" (for findings too), "page" or "label".
    """
    told = explain_in_run(run, what, JudgeOptions(rules=rules))
    if form == "json":
        click.echo(_json(dataclasses.asdict(told)))
        return
    width = (
        min(WIDE, shutil.get_terminal_size((PIPED, 24)).columns)
        if sys.stdout.isatty() or "COLUMNS" in os.environ
        else PIPED
    )
    for line in lines(told):
        for text in wrapped(line, width):
            click.echo(_styled(line, text))


def _json(told: dict[str, object]) -> str:
    """JSON in which nothing moves a cursor: what ``json.dumps`` leaves alone is escaped as well."""
    return CONTROLS.sub(lambda m: f"\\u{ord(m.group()):04x}", json.dumps(told, ensure_ascii=False, indent=2))


def _styled(line: Line, text: str) -> str:
    if "NO_COLOR" in os.environ:
        return text
    return click.style(text, bold=True) if line.head else click.style(text, dim=True) if line.small else text
