"""Statutory notices: their words are the law's, and nobody may make them plainer."""

from __future__ import annotations

import re
from typing import Final

from citizencheck.model import Block, Page

OPENING: Final = re.compile(
    r"\bnotice is (?:hereby given|given (?:that|pursuant|under|in accordance))\b|\bhereby gives? (?:public )?notice\b"
    r"|\bgives? (?:public )?notice (?:that|under|pursuant)\b|^(?:public|legal|statutory) notice\b",
    re.IGNORECASE,
)
"""What a notice says of itself. "Notice: the office is closed" is none."""
GATHERED: Final = re.compile(r"^(?:current |recent |view )?(?:public|legal|statutory) notices?\b", re.IGNORECASE)
"""The heading of a page that holds nothing else."""


def without_notices(page: Page) -> tuple[Block, ...]:
    """What a page says in words that the council chose: without the passages that give notice; none of a page of notices."""
    if GATHERED.match(page.h1 or page.title):
        return ()
    return tuple(b for b in page.blocks if not OPENING.search(b.text))
