"""``citizencheck labels`` and ``citizencheck tasks``: the language rooms, on their own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import click

from citizencheck.cli.safe import plain
from citizencheck.errors import DataError
from citizencheck.language import SCORED, load_language
from citizencheck.model import LabelContext, LabelVerdict, MatchDecision

FILE = click.File("r", encoding="utf-8", errors="replace")
NAMED_AS_FILE: Final = re.compile(r"\S+\.(?:txt|csv|tsv|json|jsonl|md)", re.IGNORECASE)
"""What is surely meant as the name of a file, and is a mistake where there is none."""


class _Lines(click.ParamType[tuple[str, Iterable[str]]]):
    """A file, ``-`` for standard input, or a text given as it is: (its name, its lines)."""

    name = "file or text"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, Iterable[str]]:
        if isinstance(value, tuple):
            return value
        if value == "-" or Path(value).is_file() or NAMED_AS_FILE.fullmatch(value):
            file = FILE.convert(value, param, ctx)
            return file.name, file
        return "the text", value.splitlines()


LINES = _Lines()


@click.command()
@click.argument("file", type=LINES, default="-")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, in input order.")
def labels(file: tuple[str, Iterable[str]], as_json: bool) -> None:
    """Judge navigation labels, one a line, before a site exists.

    FILE holds plain lines, or JSON lines such as {"label": "Streetscene", "parent": "", "where": "main-nav"}; what names no
    file is itself the label. Without FILE, standard input is read. A label is a task, topic, department, audience, corporate or other.
    """
    language = load_language()
    for row in _rows(file, "label"):
        context = LabelContext(parent=str(row.get("parent") or ""), where=str(row.get("where") or ""))
        verdict = language.orient(row["label"], context)
        click.echo(_label_json(verdict) if as_json else _label_line(verdict))


def _label_json(verdict: LabelVerdict) -> str:
    return json.dumps(
        {
            "label": verdict.label,
            "orientation": verdict.orientation.value,
            "confidence": round(verdict.confidence, 3),
            "why": list(verdict.why),
        },
        ensure_ascii=False,
    )


def _label_line(verdict: LabelVerdict) -> str:
    doubt = "" if verdict.confidence >= SCORED else ", unsure"
    return f"{verdict.orientation.value:<10}  {plain(verdict.label)}  ({plain('; '.join(verdict.why))}{doubt})"


@click.group()
def tasks() -> None:
    """List the citizen tasks, or match texts to them."""


@tasks.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON array.")
def list_tasks(as_json: bool) -> None:
    """List the tasks that citizens come to do, with their LGSL and LGIL ids."""
    catalogue = load_language().catalogue
    if as_json:
        rows = [
            {"id": t.id, "title": t.title, "lgsl": list(t.lgsl), "lgil": list(t.lgil), "tiers": list(t.providers)}
            for t in catalogue
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    width = max(len(t.id) for t in catalogue)
    for task in catalogue:
        lgsl = ", ".join(map(str, task.lgsl)) or "-"
        click.echo(f"{task.id:<{width}}  {task.title}  (LGSL {lgsl}; {', '.join(task.providers) or 'any council'})")


@tasks.command("match")
@click.argument("file", type=LINES, default="-")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, in input order.")
def match_tasks(file: tuple[str, Iterable[str]], as_json: bool) -> None:
    """Say which citizen task each text names: labels, titles, addresses or slugs, one a line.

    What names no FILE is itself the text: citizencheck tasks match "council tax pay". Words in small letters are read as those of
    an address are, so that nearby tasks are listed too. JSON lines hold "text" (or "url" alone), and "parent", the heading it stands under.
    """
    language = load_language()
    for row in _rows(file, "text"):
        decision = language.match_tasks(row["text"], parent=str(row.get("parent") or ""))
        click.echo(_match_json(decision) if as_json else _match_line(decision))


def _match_json(decision: MatchDecision) -> str:
    matches = [{"task": m.task, "lgsl": list(m.lgsl), "score": round(m.score, 3)} for m in decision.matches]
    return json.dumps({"text": decision.text, "decision": decision.decision, "matches": matches}, ensure_ascii=False)


def _match_line(decision: MatchDecision) -> str:
    best = decision.matches[0] if decision.matches else None
    found = f"{best.task} {best.score:.2f} ({plain('; '.join(best.why))})" if best else "-"
    return f"{decision.decision:<6}  {plain(decision.text)}  {found}"


def _rows(given: tuple[str, Iterable[str]], key: str) -> Iterator[dict[str, Any]]:
    """Each line as a row with ``key``; a line that begins with ``{`` is JSON. Blank lines are passed over."""
    name, lines = given
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if not text:
            continue
        if not text.startswith("{"):
            yield {key: text}
            continue
        try:
            row = json.loads(text)
        except json.JSONDecodeError as e:
            raise DataError(
                f"{name}, line {number}: not valid JSON ({e.msg}).", "Give plain lines, or one JSON object a line."
            ) from e
        value = row.get(key, row.get("text") if key == "label" else row.get("label", row.get("url")))
        if not isinstance(value, str):
            raise DataError(
                f'{name}, line {number}: there is no "{key}".', f'Each JSON line needs a "{key}" with text.'
            )
        yield {**row, key: value}
