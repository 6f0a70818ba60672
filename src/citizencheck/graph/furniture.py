"""What templates repeat: links and menus that stand on many pages, each kept once with a count."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from citizencheck.model import FURNITURE, FurnitureLink, Link, Menu, NavItem, Page, Region

Key = tuple[str, str, str]
REPEATED: Final = 0.5
"""A link of the main part that stands on more than half of at least ``LEAST`` pages is the template's."""
LEAST: Final = 5


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

    def add(self, page: Page) -> None:
        """Takes in a page."""
        self.pages += 1
        for name, link in {link_key(k): k for k in reversed(page.links) if k.region in FURNITURE}.items():
            seen = self.links.get(name)
            if seen is None:
                self.links[name] = Seen(link, 1, page.url)
            else:
                seen.pages += 1
        self.own.update({link_key(k) for k in page.links if k.region in (Region.MAIN, Region.ASIDE)})
        for menu in page.menus:
            self.menus.setdefault(menu.items, menu)
        self.carried.update({m.items for m in page.menus})

    def repeated(self) -> frozenset[Key]:
        """Links of main parts that are the template's all the same."""
        if self.pages < LEAST:
            return frozenset()
        return frozenset(k for k, n in self.own.items() if n > self.pages * REPEATED)

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
