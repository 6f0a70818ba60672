"""``citizencheck status``: how far a run has come, and how to go on."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import click

from citizencheck.cli.safe import plain
from citizencheck.errors import CitizencheckError
from citizencheck.model import RunStatus
from citizencheck.pipeline import REPORT, read_report
from citizencheck.store import Standing, State, standing


@click.command()
@click.argument("run", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object, for supervisors.")
def status(run: Path, as_json: bool) -> None:
    """Say how far the run in the directory RUN has come, and how to go on.

    Works while the crawl is under way and after it has ended. The file status.json in RUN says the same, once a second.
    """
    now = standing(run)
    if as_json:
        click.echo(json.dumps(_facts(now, run), ensure_ascii=False))
        return
    for line in (*_sentences(now, run), "", *_numbers(now)):
        click.echo(plain(line))


def _facts(now: Standing, run: Path) -> dict[str, object]:
    return {
        "state": now.state,
        "status": now.info.status if now.info else "",
        "reason": now.info.reason if now.info else "",
        "target": now.target,
        "pages": now.pages,
        "waiting": now.waiting,
        "outcomes": now.outcomes,
        "updated": now.updated,
        "report": (run / REPORT).is_file(),
    }


def _sentences(now: Standing, run: Path) -> list[str]:
    pages = f"{now.pages} {'page' if now.pages == 1 else 'pages'} read"
    go_on = f"Go on with it: {_resume(now, run)}"
    if now.state is State.CRAWLING:
        alive = f" It last said so at {now.updated}." if now.updated else ""
        return [
            f"The crawl of {now.target or 'its site'} is under way: {pages}, {now.waiting} addresses waiting.{alive}"
        ]
    if now.state is State.JUDGING:
        return [f"The crawl of {now.target} has ended with {pages}; the report is being written."]
    if now.state is State.CUT_OFF or now.info is None:
        begun = f"The crawl of {now.start} was cut off" if now.start else "The crawl was cut off before it began"
        return [f"{begun}: {pages}, {now.waiting} addresses waiting. Nothing of it is lost.", go_on]
    whole = now.info.status == RunStatus.COMPLETE
    said = f"The crawl of {now.target} {'is complete' if whole else 'is not complete'}: {pages}. {now.info.reason}".rstrip()
    return [said, *([] if whole else [go_on]), _judged(run)]


def _judged(run: Path) -> str:
    if not (run / REPORT).is_file():
        return f"It was not judged yet. Next: citizencheck judge {shlex.quote(str(run))}"
    try:
        value = read_report(run).score.value
    except CitizencheckError as e:
        return f"Its report cannot be read: {e.message}"
    return f"It was judged: {'no score' if value is None else f'{value:g} of 100'}. To read it: citizencheck report {shlex.quote(str(run))}"


def _resume(now: Standing, run: Path) -> str:
    return f"citizencheck audit {shlex.quote(now.target or 'TARGET')} -o {shlex.quote(str(run))} --resume"


def _numbers(now: Standing) -> list[str]:
    rows = [*((name.replace("_", " "), n) for name, n in now.outcomes.items()), ("waiting", now.waiting)]
    return [f"{n:>7}  {words}" for words, n in rows if n]
