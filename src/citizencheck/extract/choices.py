"""Lists to choose from that are menus: each choice names a page, and its value is that page's address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from selectolax.lexbor import LexborNode

ADDRESS: Final = re.compile(r"(?:https?://[^\s?#]+|\.{0,2}/[^\s?#]*|[\w./-]+\.(?:html?|aspx?|php))(?:#.*)?")
"""A place to go to. A value with a question in it sorts or filters the page that one is on."""
LEAST: Final = 2
MOST: Final = 200


def ways_of(node: LexborNode, selector: str) -> Iterator[tuple[LexborNode, str]]:
    """The choices of a ``select`` at ``selector``, each with its own selector, where all that have a value hold an address; else none."""
    if node.tag != "select":
        return
    found = [(o, s) for o, s in _choices(node, selector) if (o.attributes.get("value") or "").strip()]
    if LEAST <= len(found) <= MOST and all(ADDRESS.fullmatch((o.attributes["value"] or "").strip()) for o, _ in found):
        yield from found


def _choices(node: LexborNode, selector: str) -> Iterator[tuple[LexborNode, str]]:
    """The options below an element, those of its groups with them."""
    counts: dict[str, int] = {}
    for child in node.iter():
        tag = child.tag or ""
        counts[tag] = counts.get(tag, 0) + 1
        here = f"{selector} > {tag}:nth-of-type({counts[tag]})"
        if tag == "option":
            yield child, here
        elif tag == "optgroup":
            yield from _choices(child, here)
