"""The site's top level: its entries, and the pages that hang under each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from citizencheck.language import Language
from citizencheck.language.entries import opening
from citizencheck.model import Link, LinkKind, Menu, NavItem, Node, Orientation, Region, Section

MOST: Final = 40
STRUCTURE: Final = re.compile(
    r"\b(?:departments?|directorates?|council structure|organi[sz]ation(?:al)? (?:chart|structure)|service areas|who does what|management structure|our structure)\b",
    re.IGNORECASE,
)


def top_entries(
    menus: Sequence[Menu], home_links: Iterable[Link], home_url: str
) -> list[tuple[str, str, tuple[NavItem, ...]]]:
    """(label, address, children) of the top level: the main menu's, and home's own links where the menu has few."""
    entries: dict[str, tuple[str, str, tuple[NavItem, ...]]] = {}
    for menu in menus:
        if menu.region in (Region.NAV, Region.HEADER):
            for item in menu.items:
                entries.setdefault(item.text.casefold(), (item.text, item.url, item.children))
    if len(entries) < 12:
        for link in home_links:
            if link.kind is LinkKind.PAGE and link.region is Region.MAIN and link.text and link.url != home_url:
                entries.setdefault(link.text.casefold(), (link.text, link.url, ()))
    return list(entries.values())[:MOST]


def sections_of(
    entries: Sequence[tuple[str, str, tuple[NavItem, ...]]],
    nodes: Sequence[Node],
    id_of: dict[str, int],
    parent: Sequence[int],
    home: int,
    language: Language,
) -> tuple[Section, ...]:
    """The top level as sections; each page hangs under the entry that its shortest walk from home goes through first."""
    first = _first_steps(parent, home)
    siblings = tuple(label for label, _, _ in entries)
    made = []
    for label, url, children in entries:
        node = id_of.get(url, -1)
        if node == home:
            continue
        opened = nodes[node] if node >= 0 else None
        verdict = language.orient(label, opening(opened, where="main-nav", siblings=siblings))
        if verdict.orientation is Orientation.OTHER and not children:
            continue
        under = {node} | {id_of[c.url] for c in _all(children) if c.url in id_of}
        pages = sum(1 for i in range(len(nodes)) if i in under or first[i] in under) if node >= 0 or children else 0
        made.append(Section(label=label, url=url, node=node, pages=pages, verdict=verdict))
    return tuple(made)


def _first_steps(parent: Sequence[int], home: int) -> list[int]:
    """For each node: the page after home on its shortest walk (itself where home links to it); -1 for home and the unreached."""
    first = [-1] * len(parent)
    for i in range(len(parent)):
        path: list[int] = []
        here = i
        while here >= 0 and here != home and first[here] < 0 and len(path) <= len(parent):
            path.append(here)
            here = parent[here]
        if here < 0 and not (path and parent[path[-1]] == home):
            continue
        step = first[here] if here != home and here >= 0 else (path[-1] if path else -1)
        for node in path:
            first[node] = step
    return first


def names_structure(heading: str) -> bool:
    """Whether a page with that heading shows how the council is arranged."""
    return STRUCTURE.search(heading) is not None


def units_of(menus: Sequence[Menu], pages: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """The council's own units as its menus and its structure pages name them: ``pages`` gives the labels on each of those."""
    named: Counter[str] = Counter()
    for menu in menus:
        for item in menu.items:
            if names_structure(item.text):
                named.update(c.text for c in item.children)
    for labels in pages:
        named.update(labels)
    return tuple(dict.fromkeys(label for label in named if 3 < len(label) < 80))[:60]


def _all(items: Sequence[NavItem]) -> list[NavItem]:
    out: list[NavItem] = []
    for item in items:
        out.append(item)
        out += _all(item.children)
    return out
