"""What to call each page in a sentence, so that a reader knows which is meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final
from urllib.parse import unquote, urlsplit

from citizencheck.model import Node

HOME: Final = "the home page"
BETWEEN: Final = re.compile(r"\s+[|–—·:-]\s+|:\s+")
"""What stands between the parts of a title: the page's own words, and those of the site."""
LONGEST: Final = 90
"""Characters of a heading or title in a sentence."""


def called(nodes: Sequence[Node], home: int) -> tuple[str, ...]:
    """Per node what to call it, quotation marks included: by its heading; by its title where several pages share the heading; with its
    path where they share both."""
    headings = Counter(n.h1.casefold() for n in nodes)
    titles = Counter(_own_title(n).casefold() for n in nodes)
    return tuple(HOME if n.id == home else _called(n, headings, titles) for n in nodes)


def _called(node: Node, headings: Counter[str], titles: Counter[str]) -> str:
    path = unquote(urlsplit(node.url).path)
    title = _own_title(node)
    if node.h1 and headings[node.h1.casefold()] == 1:
        return _quoted(node.h1)
    if title and titles[title.casefold()] == 1:
        return _quoted(title)
    if node.h1 or title:
        return f"{_quoted(node.h1 or title)} at {path}"
    return f"the page at {path}"


def _own_title(node: Node) -> str:
    """The first part of a title: the site's name, which all pages share, follows it."""
    return BETWEEN.split(node.title)[0].strip()


def _quoted(text: str) -> str:
    return f"“{text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + '…'}”"
