"""Text and links that a template repeats: said on many pages, so said by none of them."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Container, Iterator
from dataclasses import replace
from typing import Final

from citizencheck.graph.counting import PageCounter, name_of
from citizencheck.graph.furniture import link_name, lists_of
from citizencheck.model import Block, Heading, Page, Region, Site

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
    """The page as itself: see ``without``."""
    home = site.home >= 0 and page.url == site.nodes[site.home].url
    return without(page, site.boilerplate, frozenset() if home else site.repeated_links, site.local_lists)


def without(page: Page, blocks: frozenset[int], links: frozenset[int], lists: frozenset[int]) -> Page:
    """The page without the blocks of these names; its links of these names are menu, those in these lists local menu."""
    return _without_menus(_without_blocks(page, blocks), links, lists)


def _without_blocks(page: Page, repeated: frozenset[int]) -> Page:
    if not repeated:
        return page
    kept = tuple(b for b in page.blocks if key(b.text) not in repeated)
    if not kept:
        return page  # what many pages say and nothing else is all that those pages hold
    return page if len(kept) == len(page.blocks) else _saying(page, kept)


def _without_menus(page: Page, links: frozenset[int], lists: frozenset[int]) -> Page:
    local = {k: Region.LOCAL for name, found in lists_of(page) if name in lists for k in found} if lists else {}
    template = {k: Region.NAV for k in page.inner_links if link_name(k) in links} if links else {}
    if not (local or template):
        return page
    moved = {**local, **template}
    labels = {k.text for k in moved}
    left = {k.heading for k in page.own_links if k not in moved}
    heads = {k.heading for k in moved} - left - {page.h1, ""}
    heads -= {
        h.text for h, b in page.headed if h is not None and b.text not in labels
    }  # it stands above more than the menu
    return replace(
        _saying(page, tuple(b for b in page.blocks if b.text not in labels), heads),
        links=tuple(replace(k, region=moved[k]) if k in moved else k for k in page.links),
    )


def _saying(page: Page, blocks: tuple[Block, ...], heads: Collection[str] = ()) -> Page:
    """The page with these of its blocks, and without the headings of these words."""
    return replace(
        page,
        blocks=blocks,
        words=sum(len(b.text.split()) for b in blocks),
        headings=tuple(_headings(page, {id(b) for b in blocks}, heads)),
    )


def _headings(page: Page, kept: Container[int], heads: Collection[str]) -> Iterator[Heading]:
    """The page's headings, each with the words that are left above it, so that it keeps its place among the blocks."""
    waiting, above, gone = deque(page.headings), 0, 0
    for block in (*page.blocks, None):
        while waiting and (block is None or waiting[0].words_before <= above):
            heading = waiting.popleft()
            words = len(heading.text.split())
            above += words
            if heading.text in heads and heading.level > 1:
                gone += words
            else:
                yield replace(heading, words_before=heading.words_before - gone)
        if block is not None:
            words = len(block.text.split())
            above += words
            gone += 0 if id(block) in kept else words
