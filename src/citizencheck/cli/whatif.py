"""``citizencheck whatif``: an edit, tried before it is made."""

from __future__ import annotations

import json
import shutil
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import click

from citizencheck.cli.audit import judge_options, judging
from citizencheck.cli.safe import plain
from citizencheck.compare import Difference, RuleMove, TaskMove
from citizencheck.errors import UsageError
from citizencheck.model.report import ReportFinding
from citizencheck.pipeline import WhatIf, what_if
from citizencheck.report.escape import short_url
from citizencheck.report.words import STATUSES, points, signed, stars

MOST: Final = 10
"""Findings and tasks of a kind that are printed; JSON has them all."""
WIDE: Final = 110
PIPED: Final = 100


@click.command()
@click.argument("run", type=click.Path(path_type=Path))
@click.option("--rename", "renames", multiple=True, metavar="OLD=NEW", help="Every label OLD says NEW. Repeatable.")
@click.option(
    "--link",
    "links",
    multiple=True,
    metavar="FROM->TO[=LABEL]",
    help="The page FROM links to the page TO, by TO's heading or LABEL. Repeatable.",
)
@click.option(
    "--promote",
    "promotions",
    multiple=True,
    metavar="TASK",
    help="The home page links to the task's page (`citizencheck tasks list` shows the tasks). Repeatable.",
)
@click.option(
    "-f",
    "--format",
    "as_format",
    type=click.Choice(("terminal", "json")),
    default="terminal",
    show_default=True,
    help="What to print.",
)
@judge_options
def whatif(
    run: Path,
    renames: tuple[str, ...],
    links: tuple[str, ...],
    promotions: tuple[str, ...],
    as_format: str,
    **given: Any,
) -> None:
    """Try edits on the run directory RUN before making them, and see what they would gain.

    The site is judged as it is and with the edits, in memory: neither the run nor its report changes. Titles and main headings
    of pages keep their words. FROM and TO are addresses or paths of the site.

    \b
    citizencheck whatif run/ --rename 'Streetscene=Street cleaning'
    citizencheck whatif run/ --link '/->/bins/missed/' --promote pay-council-tax
    """
    if not (renames or links or promotions):
        raise UsageError("There is nothing to try.", "Give at least one --rename, --link or --promote.")
    tried = what_if(run, renames=renames, links=links, promotions=promotions, options=judging(given))
    if as_format == "json":
        click.echo(_json(tried))
        return
    width = min(WIDE, shutil.get_terminal_size().columns) if sys.stdout.isatty() else PIPED
    for line in _lines(tried):
        click.echo("\n".join(_wrapped(plain(line), width)))


def _json(tried: WhatIf) -> str:
    edits = [{"kind": type(e).__name__, "words": str(e), **asdict(e), "idle": e in tried.idle} for e in tried.edits]
    whole = {"edits": edits, "points": tried.difference.points, **asdict(tried.difference)}
    return json.dumps(whole, ensure_ascii=False, indent=2).encode("utf-8", "replace").decode("utf-8")


def _wrapped(line: str, width: int) -> list[str]:
    indent = len(line) - len(line.lstrip())
    return textwrap.wrap(line, width, subsequent_indent=" " * indent, break_on_hyphens=False) or [""]


def _lines(tried: WhatIf) -> Iterator[str]:
    for edit in tried.edits:
        yield f"What if: {edit}" + (" (it is so already)" if edit in tried.idle else "")
    found = tried.difference
    yield ""
    yield _headline(found)
    yield from _groups(found)
    yield from _rules(found)
    yield from _findings("Findings gone", found.gone)
    yield from _findings("Findings new", found.new)
    yield from _tasks(found)


def _headline(found: Difference) -> str:
    if found.points is None:
        return f"Score: {_score(found.before)} -> {_score(found.after)}"
    if not found.points:
        return f"Score: {_score(found.before)} of 100, before and after."
    return f"Score: {_score(found.before)} -> {_score(found.after)} of 100 ({signed(found.points)})"


def _score(value: float | None) -> str:
    return "none" if value is None else points(value)


def _groups(found: Difference) -> Iterator[str]:
    if found.groups:
        yield ""
        yield "Groups that move"
    for group in found.groups:
        yield f"  {group.title}: {_measured(group.before)} -> {_measured(group.after)}"


def _measured(score: float | None) -> str:
    return "not measured" if score is None else points(score)


def _rules(found: Difference) -> Iterator[str]:
    told = [m for m in found.rules if m.told]
    shared = [m for m in found.rules if not m.told]
    if not found.rules:
        yield ""
        yield "No rule says anything else than before."
        return
    yield ""
    yield "Rules that move"
    for move in told:
        yield from _rule(move)
    if shared:
        total = signed(sum(m.points for m in shared))
        count = f"{len(shared)} other rules" if len(shared) > 1 else "1 other rule"
        yield f"  {total} points: {count} of the same groups, which share the points anew."


def _rule(move: RuleMove) -> Iterator[str]:
    yield f"  {f'{signed(move.points)} points' if move.points else 'No points'} [{move.rule}]"
    if move.before == move.after:
        yield f"      still:  {move.before} ({_achieved(move.achieved_before)} -> {_achieved(move.achieved_after)} achieved)"
        return
    yield f"      before: {move.before}"
    yield f"      after:  {move.after}"


def _achieved(share: float | None) -> str:
    return "not" if share is None else f"{share:.0%}"


def _findings(title: str, findings: tuple[ReportFinding, ...]) -> Iterator[str]:
    if not findings:
        return
    yield ""
    yield f"{title} ({len(findings)})"
    for finding in findings[:MOST]:
        yield f"  {finding.severity}: {finding.message} {short_url(finding.url)} [{finding.rule}]"
    if len(findings) > MOST:
        yield f"  … and {len(findings) - MOST} more; --format json has them all"


def _tasks(found: Difference) -> Iterator[str]:
    if not found.tasks:
        return
    yield ""
    yield f"Tasks that fare otherwise ({len(found.tasks)})"
    for task in found.tasks[:MOST]:
        yield f"  {task.title}: {_fares(task)}"
    if len(found.tasks) > MOST:
        yield f"  … and {len(found.tasks) - MOST} more; --format json has them all"


def _fares(task: TaskMove) -> str:
    parts = []
    if task.status_before != task.status_after:
        parts.append(f"{STATUSES[task.status_before]} -> {STATUSES[task.status_after]}")
    if task.stars_before != task.stars_after:
        parts.append(f"{stars(task.stars_before) or 'no stars'} -> {stars(task.stars_after) or 'no stars'}")
    if task.clicks_before != task.clicks_after:
        parts.append(f"{_clicks(task.clicks_before)} -> {_clicks(task.clicks_after)}")
    return ", ".join(parts)


def _clicks(count: int | None) -> str:
    return "no way by links" if count is None else "1 click" if count == 1 else f"{count} clicks"
