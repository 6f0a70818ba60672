"""What ``--kiosk`` names: a file to read, or the address of the kiosk's own app to walk."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from citizencheck.cli.safe import plain
from citizencheck.crawl import CrawlPlan
from citizencheck.errors import UsageError
from citizencheck.model.kiosk import KioskList
from citizencheck.pipeline import BrowserOptions, kiosk_of, read_kiosk, walk_kiosk


def kiosk_list(given: dict[str, Any], plan: CrawlPlan, browser: BrowserOptions) -> KioskList | None:
    """The list that a crawl is given; None where there is none. An app is walked first, so that its pages can be planned for."""
    named = given["kiosk"]
    if not named:
        return None
    if not is_address(named):
        return read_kiosk(Path(named))
    kiosk = walk_kiosk(named, browser, plan)
    if not given["quiet"]:
        click.echo(
            f"The kiosk at {plain(named)} has {len(kiosk.services)} services: {plain(', '.join(s.label for s in kiosk.services))}.",
            err=True,
        )
    return kiosk


def kiosk_kept(named: str | None, run: Path) -> KioskList | None:
    """The list that a run is judged by, where another than its own is named. Judging walks no app, since it touches no network."""
    if not named:
        return None
    if not is_address(named):
        return read_kiosk(Path(named))
    kept = kiosk_of(run)
    if kept is None or kept.source != named:
        raise UsageError(
            f"{named} was not walked for this run, and judging touches no network.",
            f"citizencheck kiosk walk {named} kiosk.toml reads the kiosk's services into a file; then give --kiosk kiosk.toml.",
        )
    return kept


def is_address(named: str) -> bool:
    """Whether an address is meant rather than a file."""
    return "://" in named
