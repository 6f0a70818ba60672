"""``citizencheck doctor``: is there a browser, and what to do where there is none."""

from __future__ import annotations

import os
import sys

import click

from citizencheck.cli.safe import plain


@click.command()
@click.option("--browser-path", envvar="CITIZENCHECK_BROWSER_PATH", metavar="FILE", help="Try this Chromium alone.")
def doctor(browser_path: str | None) -> int:
    """Say which browser an audit would use, what was tried, and how to mend it.

    Exit code 0 where a Chromium starts, 3 where none does: an audit then judges what the HTML tells, and says what it could not see.
    """
    from citizencheck.render.chromium import Choice, try_all

    tried = try_all(Choice(path=browser_path or "", environ=dict(os.environ)))
    used = next((t for t in tried if t.works), None)
    width = max(len(t.place) for t in tried)
    click.echo("Looked for a Chromium, in this order:")
    for place in tried:
        mark = "->" if place is used else "ok" if place.works else "  "
        where = f"  {plain(place.path)}" if place.path else ""
        click.echo(f"  {mark} {place.place:<{width}}  {plain(place.verdict)}{where}")
    if used is not None:
        click.echo(f"\nAn audit looks at pages with the one marked ->: {plain(used.path) or used.place}.")
        return 0
    click.echo("\nNone starts, so an audit cannot see what a phone shows. To mend it:")
    for line in _mends(any("sandbox" in t.verdict.lower() for t in tried)):
        click.echo(f"  - {line}")
    return 3


def _mends(sandbox: bool) -> list[str]:
    lines = ["On Debian or Ubuntu: apt-get install chromium"]
    if sys.platform == "darwin":
        lines = ["Install Google Chrome, or: brew install --cask chromium"]
    lines += [
        "Anywhere: python -m playwright install --with-deps chromium",
        "One that is elsewhere: --browser-path FILE, or CITIZENCHECK_BROWSER=FILE in the environment",
    ]
    if sandbox:
        lines.append(
            "Its sandbox does not start here: allow user namespaces (sysctl kernel.unprivileged_userns_clone=1), or run in a container."
        )
    return lines
