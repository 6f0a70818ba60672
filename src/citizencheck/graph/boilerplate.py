"""Text that a template repeats: said on many pages, so said by none of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from citizencheck.graph.counting import PageCounter, name_of
from citizencheck.model import Page, Site

SHARE: Final = 0.3
"""A block that stands on so large a share of pages is the template's. Judgement: notices and feedback boxes stand on nearly
all pages, and what an author repeats by hand on a few."""
LEAST: Final = 4


class BlockCounter:
    """Counts on how many pages each block of text stands."""

    def __init__(self) -> None:
        self._blocks = PageCounter()

    def add(self, page: Page) -> None:
        """Takes in a page."""
        self._blocks.add(key(b.text) for b in page.blocks)

    def boilerplate(self) -> frozenset[int]:
        """Names of the blocks that the template repeats."""
        return self._blocks.on(max(LEAST, self._blocks.pages * SHARE))


def key(text: str) -> int:
    """A short name for a block's text."""
    return name_of(text.lower())


def without_boilerplate(page: Page, site: Site) -> Page:
    """The page with the blocks that the template repeats taken out."""
    return without(page, site.boilerplate)


def without(page: Page, repeated: frozenset[int]) -> Page:
    """The page with the blocks of these names taken out."""
    if not repeated:
        return page
    kept = tuple(b for b in page.blocks if key(b.text) not in repeated)
    if len(kept) == len(page.blocks):
        return page
    return replace(page, blocks=kept, words=sum(len(b.text.split()) for b in kept))
