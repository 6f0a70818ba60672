"""Pages that hold papers: those who need these know the law and the words that they are written in."""

from __future__ import annotations

from typing import Final

from citizencheck.language.firstaction import first_action
from citizencheck.language.pagewords import PageWords
from citizencheck.model import LinkKind, Page

PAPERS: Final = 3
"""Documents that make a page of papers, where most of its links are such."""


def holds_papers(page: Page, words: PageWords) -> bool:
    """Most links of the page's own open documents, and nothing on it tells anybody how to act."""
    kinds = [k.kind for k in page.own_links if k.kind in (LinkKind.PAGE, LinkKind.DOCUMENT)]
    papers = kinds.count(LinkKind.DOCUMENT)
    return papers >= PAPERS and 2 * papers > len(kinds) and first_action(page, words) is None
