"""How far judging is: it reads the pages of a run several times, and says now and then where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from citizencheck.model import Page, Snapshot

READINGS: Final = 4
"""Times that the pages are read: what templates repeat, what each page is, what it says of tasks, what the rules say of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judging:
    """How far judging is."""

    reading: int
    """1 for the first reading of the pages; beyond ``READINGS`` it is tried what would gain most."""
    pages: int
    """Read so far, of this reading."""
    of: int

    def __str__(self) -> str:
        if self.reading > READINGS:
            return f"trying what would gain most: {self.pages} of {self.of} pages"
        return f"judging, reading {self.reading} of {READINGS}: {self.pages} of {self.of} pages"


def watched(snapshot: Snapshot, tell: Callable[[Judging], None], of: int) -> Snapshot:
    """The snapshot, which tells how far it was read; ``of`` is how many pages it has."""
    readings = 0

    def pages() -> Iterator[Page]:
        nonlocal readings
        readings += 1
        this = readings
        for number, page in enumerate(snapshot.pages(), 1):
            tell(Judging(reading=this, pages=number, of=of))
            yield page

    return replace(snapshot, pages=pages)
