"""What stands beside a passage of a page: the other ways that its list, its paragraphs or its headings name for the same thing."""

from __future__ import annotations

import re
from typing import Final

from citizencheck.model import Block, Heading, Page

ITEM: Final = re.compile(
    r"(?P<list>.* > (?:ul|ol|dl|table)\b[^ >]*)(?: > t(?:head|body|foot)\b[^ >]*)?(?: > tr\b[^ >]*)?"
    r" > (?:li(?: > (?:p|div|span)\b)?|dt|dd|td|th)\b[^ >]*"
)
"""The place of an item of a list, or of a cell of a table."""
LEADS_IN: Final = 5
"""Words of a passage that only leads in to its list."""
NAMED: Final = re.compile(r"[A-Z][\w'’/-]*(?: [\w'’/-]+){0,3}:\s")
"""A paragraph that begins with the name of a way: "Direct Debit: the simplest way"."""
WAY: Final = re.compile(
    r"(?:(?:apply|applying|book|booking|buy|claim|join|order|pay|paying|register|renew|renewing|report|reporting|or)\s+)?(?:(?:by|over the|on|in)\s+)?"
    r"(?:(?:tele)?phone|post|mail|e-?mail|person|paper|cheque|card|online|direct debit)",
    re.IGNORECASE,
)
"""A heading that names a way and nothing else: "Apply online", "By post"."""


def beside(page: Page, block: Block) -> list[str]:
    """The texts that stand beside ``block`` as its equals.

    Of an item of a list the other items and the words that lead in; of a paragraph that begins with the name of a way those that do so below the
    same heading; below a heading that names a way, the other such headings.
    """
    headed = list(page.headed)
    own = next((heading for heading, b in headed if b is block), None)
    texts = [h.text for h in page.headings if h is not own and _is_way(h)] if own and _is_way(own) else []
    place = _list_of(block)
    if place:
        return texts + _items(page, place, block)
    if NAMED.match(block.text):
        texts += [b.text for heading, b in headed if heading is own and b is not block and NAMED.match(b.text)]
    return texts


def runs(page: Page) -> list[list[Block]]:
    """The lists of the page, each with the passage above it, and with the one above that where a word or two lead in ("Bring:")."""
    lists: dict[str, list[int]] = {}
    for i, block in enumerate(page.blocks):
        if place := _list_of(block):
            lists.setdefault(place, []).append(i)
    found = []
    for within in lists.values():
        first = max(within[0] - 1, 0)
        if first and len(page.blocks[first].text.split()) <= LEADS_IN:
            first -= 1
        found.append([*page.blocks[first : within[0]], *(page.blocks[i] for i in within)])
    return found


def _is_way(heading: Heading) -> bool:
    return bool(WAY.fullmatch(heading.text.strip(" :.")))


def _items(page: Page, place: str, block: Block) -> list[str]:
    """What stands in the list at ``place``, without ``block``, and the passage above it."""
    within = [i for i, b in enumerate(page.blocks) if _list_of(b) == place]
    above = [page.blocks[within[0] - 1].text] if within[0] else []
    return above + [page.blocks[i].text for i in within if page.blocks[i] is not block]


def _list_of(block: Block) -> str:
    found = ITEM.fullmatch(block.selector)
    return found["list"] if found else ""
