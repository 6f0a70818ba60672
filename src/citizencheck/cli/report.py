"""``citizencheck report``."""

from __future__ import annotations

from pathlib import Path

import click

from citizencheck.cli.output import emit, parse_formats
from citizencheck.pipeline import pictures_of, read_report


@click.command()
@click.argument("run", type=click.Path(path_type=Path))
@click.option(
    "-f",
    "--format",
    "formats",
    multiple=True,
    metavar="FORMAT[:PATH]",
    help="What to print (default: terminal), or to write to PATH. Repeatable.",
)
def report(run: Path, formats: tuple[str, ...]) -> None:
    """Render the report of the run directory RUN (or of a report.json) again, in any format."""
    wanted = parse_formats(formats)
    emit(read_report(run), wanted, pictures_of(run))
