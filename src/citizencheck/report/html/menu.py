"""The menu as it is, and the menu as citizens would say it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from citizencheck.model.report import MenuEntry, ReportTask

SURE = 0.6
"""Below this confidence a verdict is shown as a doubt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A label of the menu with what it could say."""

    entry: MenuEntry
    level: int
    said: str
    """In citizens' words; ``""`` where the label stays."""
    joins: bool
    """The words are there already, for another label: the two become one entry."""
    doubt: bool
    unit: bool
    """It names a unit of the council, surely enough to count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """An entry of the menu that the site's own tasks would make."""

    words: str
    tasks: tuple[ReportTask, ...]


def labels(menu: Sequence[MenuEntry]) -> list[Label]:
    """Each label once, in the order of the menu, with what it could say."""
    rows: list[Label] = []
    seen: set[tuple[str, str]] = set()
    taken = {e.label.casefold() for e, _ in _walk(menu, 0)}
    for entry, level in _walk(menu, 0):
        if (entry.label, entry.url) in seen:
            continue
        seen.add((entry.label, entry.url))
        said = entry.plain
        rows.append(
            Label(
                entry=entry, level=level, said=said, joins=bool(said) and said.casefold() in taken,
                doubt=entry.confidence < SURE, unit=entry.orientation == "department" and entry.confidence >= SURE,
            )
        )  # fmt: skip
        if said:
            taken.add(said.casefold())
    return rows


def leading(rows: Sequence[Label], most: int) -> list[Label]:
    """The labels to show: all of a short menu; of a long one its first level and what names a unit."""
    return list(rows) if len(rows) <= most else [x for x in rows if x.unit or x.level == 0]


def subjects(tasks: Sequence[ReportTask]) -> list[Subject]:
    """The tasks that have a page here, by subject in citizens' words; the most wanted subject first."""
    by: dict[str, list[ReportTask]] = {}
    for task in sorted(tasks, key=lambda t: (-t.demand, t.title)):
        if task.subject and task.status == "found":
            by.setdefault(task.subject, []).append(task)
    ordered = sorted(by.items(), key=lambda kv: (-sum(t.demand for t in kv[1]), kv[0]))
    return [Subject(words=words, tasks=tuple(held)) for words, held in ordered]


def _walk(menu: Sequence[MenuEntry], level: int) -> Iterator[tuple[MenuEntry, int]]:
    for entry in menu:
        yield entry, level
        yield from _walk(entry.children, level + 1)
