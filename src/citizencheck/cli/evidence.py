"""``citizencheck archive`` and ``citizencheck verify``: the evidence, for the record."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from citizencheck.cli.safe import plain
from citizencheck.pipeline import JudgeOptions, archive_run, verify_run
from citizencheck.report.escape import short_url

MOST: Final = 20


@click.command()
@click.argument("run", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.wacz",
    help="The file to write.",
)
def archive(run: Path, output: Path) -> None:
    """Write what the run directory RUN has read as one WACZ file, which ReplayWeb.page and other web archives open.

    It holds the bytes of every page, the redirects, and the report. Nothing is asked of the site.
    Needs the extra: pip install 'citizencheck[archive]'
    """
    count = archive_run(run, output)
    click.echo(f"Wrote {output}: {count} records.", err=True)


@click.command()
@click.argument("report", type=click.Path(path_type=Path))
@click.argument("run", type=click.Path(path_type=Path))
@click.option(
    "--rules",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="A folder of further rules that the run was judged with. Repeatable.",
)
def verify(report: Path, run: Path, rules: tuple[Path, ...]) -> int:
    """Prove that the findings of REPORT (a report.json, or a run directory) rest on the bytes stored in RUN.

    Of each piece of evidence the stored bytes are hashed again, and the words that it quotes are looked up in them. Exit code 1
    where one does not hold.
    """
    told = verify_run(report, run, JudgeOptions(rules=rules))
    for note in told.notes:
        click.echo(plain(note), err=True)
    for problem in told.problems[:MOST]:
        quote = f" “{problem.quote[:80]}”" if problem.quote else ""
        click.echo(plain(f"Not proven: {problem.rule} on {short_url(problem.url)}{quote}: {problem.what}."))
    if len(told.problems) > MOST:
        click.echo(f"and {len(told.problems) - MOST} more")
    seen = f", {told.seen} of them by what a browser showed" if told.seen else ""
    bare = f"; {told.without_bytes} name no bytes" if told.without_bytes else ""
    click.echo(f"{told.proven} of {told.pieces} pieces of evidence in {told.findings} findings proven{seen}{bare}.")
    return 1 if told.problems else 0
