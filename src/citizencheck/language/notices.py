"""Statutory notices: their words are the law's, and nobody may make them plainer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from citizencheck.model import Block, Page

OPENING: Final = re.compile(
    r"\bnotice is (?:hereby given|given (?:that|pursuant|under|in accordance))\b|\bhereby gives? (?:public )?notice\b"
    r"|\bgives? (?:public )?notice (?:that|under|pursuant)\b|^(?:public|legal|statutory) notice\b",
    re.IGNORECASE,
)
"""How a notice begins. "Notice: the office is closed" is none."""
GATHERED: Final = re.compile(r"^(?:current |recent |view )?(?:public|legal|statutory) notices?\b", re.IGNORECASE)
"""The heading of a page that holds nothing else."""
HEADING: Final = re.compile(r"h[1-6]$")


def without_notices(page: Page) -> tuple[Block, ...]:
    """What a page says in words that the council chose: a notice runs from its opening to the next heading, or fills its page."""
    return () if GATHERED.match(page.h1 or page.title) else tuple(_chosen(page.blocks))


def _chosen(blocks: Iterable[Block]) -> Iterable[Block]:
    inside = False
    for block in blocks:
        inside = bool(OPENING.search(block.text)) or (inside and not HEADING.match(block.tag))
        if not inside:
            yield block
