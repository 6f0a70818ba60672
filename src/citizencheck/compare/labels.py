"""Labels of the menus that speak otherwise than before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from citizencheck.model.report import MenuEntry, Report
from citizencheck.model.url import place

SURE: Final = 0.6
"""Below this confidence a verdict is shown and never scored (the method); here it is not even compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelMove:
    """The entry of the menu that leads to one page, or that bears one label, and whose words it speaks."""

    url: str
    before: str
    after: str
    orientation_before: str
    orientation_after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    moved: tuple[LabelMove, ...]
    units_gone: tuple[str, ...]
    """Names of the council's units that the menus no longer say."""
    units_new: tuple[str, ...]


def labels(before: Report, after: Report) -> Labels:
    """Labels by the page that they lead to, or else by their words, where the verdict on both is sure."""
    was, now = _sure(before.menu), _sure(after.menu)
    by_place = {place(e.url): e for e in reversed(now) if e.url}
    by_words = {_fold(e.label): e for e in reversed(now)}
    pairs = [(e, (by_place.get(place(e.url)) if e.url else None) or by_words.get(_fold(e.label))) for e in was]
    return Labels(
        moved=tuple(dict.fromkeys(
            LabelMove(url=place(a.url) if a.url else "", before=a.label, after=b.label, orientation_before=a.orientation, orientation_after=b.orientation)
            for a, b in pairs if b is not None and a.orientation != b.orientation
        )),
        units_gone=_units(was, now),
        units_new=_units(now, was),
    )  # fmt: skip


def _units(here: Iterable[MenuEntry], other: Iterable[MenuEntry]) -> tuple[str, ...]:
    known = {_fold(e.label) for e in other}
    return tuple(dict.fromkeys(e.label for e in here if e.orientation == "department" and _fold(e.label) not in known))


def _sure(menu: Iterable[MenuEntry]) -> list[MenuEntry]:
    return [e for e in _flat(menu) if e.confidence >= SURE]


def _flat(menu: Iterable[MenuEntry]) -> Iterator[MenuEntry]:
    for entry in menu:
        yield entry
        yield from _flat(entry.children)


def _fold(text: str) -> str:
    return " ".join(text.casefold().split())
