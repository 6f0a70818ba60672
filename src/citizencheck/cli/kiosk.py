"""``citizencheck kiosk``: lists of what the kiosk in the council's office does."""

from __future__ import annotations

import os
from pathlib import Path

import click

from citizencheck.cli.safe import plain
from citizencheck.errors import OutputError
from citizencheck.files import write_whole
from citizencheck.kiosk import as_toml, starter_csv, starter_toml
from citizencheck.pipeline import BrowserOptions, match_kiosk, read_kiosk, walk_kiosk

FORMATS = ("toml", "csv")


@click.group("kiosk")
def kiosk_group() -> None:
    """Describe the kiosk in the council's office, so that phones can be measured against it."""


@kiosk_group.command("init")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
@click.option(
    "--format", "kind", type=click.Choice(FORMATS), help="What to write (default: by the file's name, else toml)."
)
def init(file: Path | None, kind: str | None) -> None:
    """Write a list to begin with into FILE, or print it: what the payment kiosks of British councils do.

    Then walk up to your kiosk, correct the list, and try `citizencheck kiosk check FILE`.
    """
    kind = kind or (file.suffix.lower().lstrip(".") if file else "")
    text = starter_csv() if kind == "csv" else starter_toml()
    if file is None:
        click.echo(text, nl=False)
        return
    if file.exists():
        raise OutputError(f"{file} is there already.", "Name another file, or move that one away.")
    write_whole(file, text)
    click.echo(f"Wrote {file}. Correct it at the kiosk, then: citizencheck kiosk check {file}", err=True)


@kiosk_group.command("check")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def check(file: Path) -> None:
    """Check a list, and say which of the citizens' tasks each service is taken for and why."""
    kiosk = read_kiosk(file)
    found = match_kiosk(kiosk)
    width = min(40, max(len(m.service.label) for m in found))
    for m in found:
        service = m.service
        task = m.task.id if m.known else "-"
        click.echo(f"{plain(service.label):<{width}}  {task}  ({plain(m.why)})")
        has = "; ".join(
            part
            for part in (
                f"{service.steps} touches"
                if service.steps is not None
                else "touches not told, so taps are not compared",
                ", ".join(c.value for c in service.capabilities),
                f"languages {', '.join(service.languages)}" if service.languages else "",
                f"on the website at {service.web}" if service.web else "",
                f"exempt: {service.exempt}" if service.exempt else "",
            )
            if part
        )
        click.echo(f"{'':<{width}}  {plain(has)}")
    exempt = sum(bool(m.service.exempt) for m in found)
    unknown = sum(not m.known for m in found)
    click.echo(
        f"{len(found)} services, {exempt} exempt. {unknown} are no task of the catalogue and are looked for by their own words; "
        "`web` says where they are.",
        err=True,
    )


@kiosk_group.command("walk")
@click.argument("url")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
@click.option("--browser-path", metavar="FILE", help="The Chromium to use (default: what `citizencheck doctor` finds).")
def walk(url: str, file: Path | None, browser_path: str | None) -> None:
    """Read the services off the kiosk's own web app at URL, and write them as a list into FILE, or print it.

    The app is looked at as the kiosk shows it. Its buttons are touched, and nothing is typed or sent. Correct the list by hand: what the
    kiosk can do besides showing pages is guessed from its words.
    """
    if file is not None and file.exists():
        raise OutputError(f"{file} is there already.", "Name another file, or move that one away.")
    kiosk = walk_kiosk(url, BrowserOptions(path=browser_path or "", environ=dict(os.environ)))
    text = as_toml(kiosk.services, kiosk.name)
    if file is None:
        click.echo(text, nl=False)
        return
    write_whole(file, text)
    click.echo(f"Wrote {file} with {len(kiosk.services)} services. Correct it at the kiosk.", err=True)
