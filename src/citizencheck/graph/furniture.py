"""What templates repeat: links and menus that stand on many pages, each kept once with a count.

Menus of a section stand in many main parts without a mark. They are known by being *closed*: each page of the section lists the
others, so that what a page lists and the page itself are together the same on all of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from citizencheck.graph.counting import PageCounter, name_of
from citizencheck.model import FURNITURE, FurnitureLink, Link, LinkKind, Menu, NavItem, Page, Region
from citizencheck.model.page import SKIP_LINK

Key = tuple[str, str, str]
REPEATED: Final = 0.5
"""A link of the main part that stands on more than half of at least ``LEAST`` pages is the template's."""
LEAST: Final = 5
CLOSED: Final = 3
"""Pages that a section has at least whose menu is known by its being closed; two that name each other are a cross-reference."""
SECTION: Final = 60
"""Links that a section's menu has at most (judgement)."""
REMEMBERED: Final = 256


@dataclass(slots=True)
class Seen:
    link: Link
    pages: int
    example: str


@dataclass(slots=True)
class Carried:
    pages: int
    example: str
    """The first page that carries it."""


@dataclass(slots=True)
class FurnitureCounter:
    """Collects furniture while pages stream by. Of menus no more is kept than where they stand: a site may have one for each page."""

    pages: int = 0
    links: dict[Key, Seen] = field(default_factory=dict)
    menus: dict[int, Carried] = field(default_factory=dict)
    own: PageCounter = field(default_factory=PageCounter)
    closed: PageCounter = field(default_factory=PageCounter)
    _names: dict[int, tuple[tuple[NavItem, ...], int]] = field(default_factory=dict)
    """Of the menus met last, by where they lie in memory: most pages share theirs."""

    def add(self, page: Page) -> None:
        """Takes in a page."""
        self.pages += 1
        for key, link in {link_key(k): k for k in reversed(page.links) if k.region in FURNITURE}.items():
            seen = self.links.get(key)
            if seen is None:
                self.links[key] = Seen(link, 1, page.url)
            else:
                seen.pages += 1
        self.own.add(map(link_name, page.inner_links))
        self.closed.add(listed for listed, _ in lists_of(page))
        for menu in {self._name(m.items): None for m in page.menus}:
            self.menus.setdefault(menu, Carried(0, page.url)).pages += 1

    def _name(self, items: tuple[NavItem, ...]) -> int:
        known = self._names.get(id(items))
        if known is None or known[0] is not items:
            if len(self._names) >= REMEMBERED:
                self._names.clear()
            known = self._names[id(items)] = (items, name_of(repr(items)))
        return known[1]

    def repeated(self) -> frozenset[int]:
        """Names of links of main parts that are the template's all the same."""
        least = int(self.pages * REPEATED) + 1  # more than the share
        return self.own.on(least) if self.pages >= LEAST else frozenset()

    def local_lists(self) -> frozenset[int]:
        """Names of the lists that are menus of a section: two of its pages at least carry it, each with the other in it."""
        return self.closed.on(CLOSED - 1)

    def note(self, link: Link, url: str) -> None:
        """Takes in a link of the main part that ``repeated`` names, on the page ``url``: it is furniture."""
        if link.kind is LinkKind.PAGE:
            self.links.setdefault(link_key(link), Seen(replace(link, region=Region.NAV), 0, url)).pages += 1

    def furniture(self, home: Page | None) -> tuple[FurnitureLink, ...]:
        """All furniture links, those of home first and in its order, then the most carried."""
        order = {link_key(k): i for i, k in reversed(list(enumerate(home.links)))} if home else {}
        ranked = sorted(self.links.items(), key=lambda kv: (order.get(kv[0], len(order) + 1), -kv[1].pages, kv[0]))
        return tuple(
            FurnitureLink(link=s.link, pages=s.pages, example=home.url if home and k in order else s.example)
            for k, s in ranked
        )

    def site_menus(self, home: Page | None, page: Callable[[str], Page | None]) -> tuple[Menu, ...]:
        """Menus of the home page or of a third of all pages, most carried first; the header's links where nothing is marked up.

        ``page`` reads the pages again that show them.
        """
        on_home = {self._name(m.items) for m in home.menus} if home else set()
        kept = [name for name, c in self.menus.items() if name in on_home or c.pages * 3 >= self.pages]
        kept.sort(key=lambda name: -self.menus[name].pages)
        menus = [m for name in kept for m in self._found(name, page(self.menus[name].example))]
        if home and not any(m.region is Region.NAV for m in menus):
            made = _header_menu(home)
            menus = [made, *menus] if made else menus
        return tuple(menus)

    def _found(self, name: int, page: Page | None) -> list[Menu]:
        return [m for m in page.menus if self._name(m.items) == name][:1] if page else []


def lists_of(page: Page) -> Iterator[tuple[int, tuple[Link, ...]]]:
    """The lists of links in a page's main part that may be a section's menu: each with a name that all pages of the section share."""
    under: dict[tuple[Region, str], list[Link]] = defaultdict(list)
    for link in page.own_links:
        if link.kind is LinkKind.PAGE and link.context in ("", link.text) and link.heading != page.h1:
            under[link.region, link.heading].append(link)
    for (region, heading), links in under.items():
        held = sorted({page.url, *(k.url for k in links)})
        if CLOSED <= len(held) <= SECTION:
            yield name_of(region.value, heading, *held), tuple(links)


def link_key(link: Link) -> Key:
    """What makes two links the same: region, words and target; one that stays on its page is the same on every page."""
    return (link.region.value, link.text, link.href if link.kind is LinkKind.ANCHOR else link.url or link.href)


def link_name(link: Link) -> int:
    """The same for links of main parts, of which there are too many to keep, in short."""
    return name_of(link.region.value, link.text, link.url or link.href)


def _header_menu(home: Page) -> Menu | None:
    """The header's own links as a menu, where a site marks up none."""
    items = tuple(
        NavItem(text=k.text, url=k.url, selector=k.selector)
        for k in home.links
        if k.region is Region.HEADER
        and k.text
        and not SKIP_LINK.match(k.text)
        and k.url.rstrip("/") != home.url.rstrip("/")
    )
    return Menu(name="", region=Region.HEADER, items=items, selector="header") if len(items) >= 2 else None
