"""``citizencheck compare``: before and after, or two councils."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import click

from citizencheck.compare import Comparison, Kind, kind_of, side_by_side
from citizencheck.errors import UsageError
from citizencheck.files import write_whole
from citizencheck.model.report import Report
from citizencheck.model.url import host, resolve
from citizencheck.pipeline import read_report
from citizencheck.report.comparison import comparison_html, comparison_json, comparison_markdown, comparison_text

WIDE: Final = 120
PIPED: Final = 100
FORMATS: Final[dict[str, Callable[[Comparison], str]]] = {
    "terminal": comparison_text,
    "json": comparison_json,
    "markdown": comparison_markdown,
    "html": comparison_html,
}


@click.command()
@click.argument("first", type=click.Path(path_type=Path))
@click.argument("second", type=click.Path(path_type=Path))
@click.option(
    "--as",
    "kind",
    type=click.Choice(("auto", "redesign", "councils")),
    default="auto",
    show_default=True,
    help="One site before and after, or two councils. auto: by their hosts.",
)
@click.option(
    "--base-url",
    metavar="URL",
    help="The live address that one of the two, crawled on a staging host, stands for: they are one site.",
)
@click.option(
    "-f",
    "--format",
    "formats",
    multiple=True,
    metavar="FORMAT[:PATH]",
    help=f"{', '.join(FORMATS)} (default: terminal); with a path it is written there. Repeatable.",
)
def compare(first: Path, second: Path, kind: str, base_url: str | None, formats: tuple[str, ...]) -> None:
    """Compare two reports: FIRST and SECOND are run directories, or the report.json of each.

    For one site before and after it was rebuilt: the score with its difference and whether that is more than chance, tasks gained
    and lost, journeys that got longer, labels that speak otherwise, addresses lost without a redirect. For two councils: the tasks
    that both are asked for, by subject.

    \b
    citizencheck compare live-run/ staging-run/ --base-url https://www.anytown.gov.uk
    citizencheck compare anytown/ othertown/ -f markdown
    """
    wanted = [_format(f) for f in formats] or [("terminal", None)]
    before, after = read_report(first), read_report(second)
    told = side_by_side(before, after, _kind(kind, base_url, before, after))
    for name, path in wanted:
        if path is not None:
            write_whole(path, FORMATS[name](told))
            click.echo(f"Wrote {path}", err=True)
        else:
            click.echo(comparison_text(told, _width()) if name == "terminal" else FORMATS[name](told), nl=False)


def _format(value: str) -> tuple[str, Path | None]:
    name, _, path = value.partition(":")
    if name not in FORMATS:
        raise UsageError(f"A comparison has no format {name!r}.", f"There are: {', '.join(FORMATS)}.")
    return name, Path(path) if path else None


def _kind(asked: str, base_url: str | None, before: Report, after: Report) -> Kind:
    if base_url:
        address = resolve(base_url, "")
        if address is None or not host(address):
            raise UsageError(f"--base-url {base_url!r} is not an address.", "Give one that begins with https://.")
        hosts = [host(r.start_url).removeprefix("www.") for r in (before, after)]
        if host(address).removeprefix("www.") not in hosts:
            raise UsageError(
                f"Neither of the two is of {host(address)}: they are of {' and '.join(hosts)}.",
                "Give --base-url the address of the one that is live.",
            )
        if asked == "councils":
            raise UsageError("--base-url says that the two are one site, and --as that they are two.", "Leave one out.")
        return "redesign"
    if asked == "auto":
        return kind_of(before, after)
    return "redesign" if asked == "redesign" else "councils"


def _width() -> int:
    return min(WIDE, shutil.get_terminal_size().columns) if sys.stdout.isatty() else PIPED
