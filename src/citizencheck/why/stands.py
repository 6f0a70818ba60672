"""Where labels stand: each once for a region and a target, with the number of pages that show it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from citizencheck.model import Link, LinkKind, Menu, NavItem, Page
from citizencheck.why.case import Case
from citizencheck.why.values import Stand

Key = tuple[str, str, str]


@dataclass(slots=True)
class _Seen:
    link: Link
    example: str
    pages: list[str] = field(default_factory=list)


def stands(case: Case, wanted: Callable[[Link], bool]) -> tuple[Stand, ...]:
    """The wanted links of all stored pages, home's first, then the most carried; a menu's headings without a link too.

    Links within a page are no way to anywhere and are left out.
    """
    seen: dict[Key, _Seen] = {}
    home = case.site.nodes[case.site.home].url if case.site.home >= 0 else ""
    for page in case.snapshot.pages():
        for link in (*page.links, *_silent(page)):
            if link.text and link.kind is not LinkKind.ANCHOR and wanted(link):
                entry = seen.setdefault((link.region.value, link.text, link.url or link.href), _Seen(link, page.url))
                if page.url not in entry.pages[-1:]:
                    entry.pages.append(page.url)
                if page.url == home:
                    entry.example = home
    ordered = sorted(seen.values(), key=lambda s: (s.example != home, -len(s.pages)))
    return tuple(_stand(case, s) for s in ordered)


def _stand(case: Case, seen: _Seen) -> Stand:
    link = seen.link
    return Stand(
        label=link.text, region=link.region.value, target=link.url or link.href, outcome=case.site.outcome(link.url),
        parent=link.heading, pages=len(seen.pages), example=seen.example, selector=link.selector,
    )  # fmt: skip


def _silent(page: Page) -> list[Link]:
    """Menu entries that are no links: they head others, and are labels all the same."""
    return [
        _as_link(item, menu)
        for menu in page.menus
        for item in _walk(menu.items)
        if not item.url and not _linked(page, item)
    ]


def _linked(page: Page, item: NavItem) -> bool:
    """A link without an address is a link all the same."""
    return any(k.selector == item.selector for k in page.links)


def _walk(items: tuple[NavItem, ...]) -> list[NavItem]:
    return [x for item in items for x in (item, *_walk(item.children))]


def _as_link(item: NavItem, menu: Menu) -> Link:
    return Link(
        text=item.text,
        url="",
        href="",
        kind=LinkKind.OTHER,
        region=menu.region,
        selector=item.selector,
        heading=menu.name,
    )
