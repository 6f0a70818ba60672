"""What templates repeat: links and menus that stand on many pages, each kept once with a count.

Menus of a section stand in many main parts without a mark. They are known by being *closed*: each page of the section lists the
others, so that what a page lists and the page itself are together the same on all of them.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from citizencheck.model import FURNITURE, FurnitureLink, Link, LinkKind, Menu, NavItem, Page, Region

Key = tuple[str, str, str]
REPEATED: Final = 0.5
"""A link of the main part that stands on more than half of at least ``LEAST`` pages is the template's."""
LEAST: Final = 5
CLOSED: Final = 3
"""Pages that a section has at least whose menu is known by its being closed; two that name each other are a cross-reference."""
SECTION: Final = 60
"""Links that a section's menu has at most (judgement)."""


@dataclass(slots=True)
class Seen:
    link: Link
    pages: int
    example: str


@dataclass(slots=True)
class FurnitureCounter:
    """Collects furniture while pages stream by."""

    pages: int = 0
    links: dict[Key, Seen] = field(default_factory=dict)
    menus: dict[tuple[NavItem, ...], Menu] = field(default_factory=dict)
    carried: Counter[tuple[NavItem, ...]] = field(default_factory=Counter)
    own: Counter[Key] = field(default_factory=Counter)
    closed: Counter[str] = field(default_factory=Counter)
    members: dict[str, int] = field(default_factory=dict)

    def add(self, page: Page) -> None:
        """Takes in a page."""
        self.pages += 1
        for name, link in {link_key(k): k for k in reversed(page.links) if k.region in FURNITURE}.items():
            seen = self.links.get(name)
            if seen is None:
                self.links[name] = Seen(link, 1, page.url)
            else:
                seen.pages += 1
        self.own.update({link_key(k) for k in page.inner_links})
        for listed, links in lists_of(page):
            self.closed[listed] += 1
            self.members[listed] = len({page.url, *(k.url for k in links)})
        for menu in page.menus:
            self.menus.setdefault(menu.items, menu)
        self.carried.update({m.items for m in page.menus})

    def repeated(self) -> frozenset[Key]:
        """Links of main parts that are the template's all the same."""
        if self.pages < LEAST:
            return frozenset()
        return frozenset(k for k, n in self.own.items() if n > self.pages * REPEATED)

    def local_lists(self) -> frozenset[str]:
        """Names of the lists that are menus of a section: at least half of its pages carry it."""
        return frozenset(name for name, n in self.closed.items() if n >= max(CLOSED - 1, self.members[name] / 2))

    def note(self, link: Link, url: str) -> None:
        """Takes in a link of the main part that ``repeated`` names, on the page ``url``."""
        if link.kind is LinkKind.PAGE:
            self.links.setdefault(link_key(link), Seen(replace(link, region=Region.NAV), self.own[link_key(link)], url))

    def furniture(self, home: Page | None) -> tuple[FurnitureLink, ...]:
        """All furniture links, those of home first and in its order, then the most carried."""
        order = {link_key(k): i for i, k in reversed(list(enumerate(home.links)))} if home else {}
        ranked = sorted(self.links.items(), key=lambda kv: (order.get(kv[0], len(order) + 1), -kv[1].pages, kv[0]))
        return tuple(
            FurnitureLink(link=s.link, pages=s.pages, example=home.url if home and k in order else s.example)
            for k, s in ranked
        )

    def site_menus(self, home: Page | None) -> tuple[Menu, ...]:
        """Menus of the home page or of a third of all pages, most carried first; the header's links where nothing is marked up."""
        on_home = {m.items for m in home.menus} if home else set()
        kept = [m for items, m in self.menus.items() if items in on_home or self.carried[items] * 3 >= self.pages]
        menus = sorted(kept, key=lambda m: -self.carried[m.items])
        if home and not any(m.region is Region.NAV for m in menus):
            made = _header_menu(home)
            menus = [made, *menus] if made else menus
        return tuple(menus)


def lists_of(page: Page) -> Iterator[tuple[str, tuple[Link, ...]]]:
    """The lists of links in a page's main part that may be a section's menu: each with a name that all pages of the section share."""
    under: dict[tuple[Region, str], list[Link]] = defaultdict(list)
    for link in page.own_links:
        if link.kind is LinkKind.PAGE and link.context in ("", link.text) and link.heading != page.h1:
            under[link.region, link.heading].append(link)
    for (region, heading), links in under.items():
        held = sorted({page.url, *(k.url for k in links)})
        if CLOSED <= len(held) <= SECTION:
            said = "\n".join((region.value, heading, *held))
            yield hashlib.blake2b(said.encode("utf-8", "replace"), digest_size=8).hexdigest(), tuple(links)


def link_key(link: Link) -> Key:
    """What makes two links the same: region, words and target."""
    return (link.region.value, link.text, link.url or link.href)


def _header_menu(home: Page) -> Menu | None:
    """The header's own links as a menu, where a site marks up none."""
    items = tuple(
        NavItem(text=k.text, url=k.url, selector=k.selector)
        for k in home.links
        if k.region is Region.HEADER
        and k.text
        and not k.text.lower().startswith("skip ")
        and k.url.rstrip("/") != home.url.rstrip("/")
    )
    return Menu(name="", region=Region.HEADER, items=items, selector="header") if len(items) >= 2 else None
