"""Text that a template repeats: said on many pages, so said by none of them."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from citizencheck.model import Page, Site

SHARE: Final = 0.3
"""A block that stands on so large a share of pages is the template's. Judgement: notices and feedback boxes stand on nearly
all pages, and what an author repeats by hand on a few."""
LEAST: Final = 4


class BlockCounter:
    """Counts on how many pages each block of text stands, by its hash: memory grows with distinct blocks alone."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._pages = 0

    def add(self, page: Page) -> None:
        """Takes in a page."""
        self._pages += 1
        self._counts.update({key(b.text) for b in page.blocks})

    def boilerplate(self) -> frozenset[str]:
        """Hashes of the blocks that the template repeats."""
        least = max(LEAST, self._pages * SHARE)
        return frozenset(k for k, n in self._counts.items() if n >= least)


def key(text: str) -> str:
    """A short name for a block's text."""
    return hashlib.blake2b(text.lower().encode("utf-8", "replace"), digest_size=8).hexdigest()


def without_boilerplate(page: Page, site: Site) -> Page:
    """The page with the blocks that the template repeats taken out."""
    return without(page, site.boilerplate)


def without(page: Page, repeated: Iterable[str]) -> Page:
    """The page with the blocks of these hashes taken out."""
    known = repeated if isinstance(repeated, frozenset) else frozenset(repeated)
    if not known:
        return page
    kept = tuple(b for b in page.blocks if key(b.text) not in known)
    return (
        page
        if len(kept) == len(page.blocks)
        else replace(page, blocks=kept, words=sum(len(b.text.split()) for b in kept))
    )
