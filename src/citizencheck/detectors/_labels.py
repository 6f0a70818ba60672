"""The labels that a site shows in its menus and on its pages, each once, with the place where a reader finds it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from citizencheck.detectors._words import fold
from citizencheck.language import Language
from citizencheck.language.entries import entry_verdict, opening
from citizencheck.model import (
    Evidence,
    LabelVerdict,
    Link,
    LinkKind,
    NavItem,
    Outcome,
    Page,
    Region,
    Site,
)

MAX_HOPS: Final = 12
SENTENCE_BEFORE: Final = re.compile(r"\w[,;]? [a-z]+ $")
"""The words that stand before a link inside a sentence: "Bands are set by the "."""
LIST_OF_UNITS: Final = re.compile(r"(?:(?:our|the|city|town|county|council) )?(?:departments|directorates)")
NOT_FOLLOWED: Final = frozenset(
    {"", Outcome.OUT_OF_SCOPE, Outcome.ROBOTS_DISALLOWED, Outcome.UNSUPPORTED_SCHEME, Outcome.SKIPPED_BUDGET,
     Outcome.SKIPPED_UNSAFE, Outcome.SKIPPED_INTERRUPTED, Outcome.INTERNAL_ERROR}
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    text: str
    url: str
    selector: str
    depth: int
    """1 for a menu's first level."""
    parent: str
    siblings: tuple[str, ...]
    children: tuple[NavItem, ...]
    page: str
    """Where it stands."""

    def evidence(self, note: str = "") -> Evidence:
        return Evidence(kind="menu", url=self.page, selector=self.selector, quote=self.text, target=self.url, note=note)


def counted(ones: int, total: int) -> tuple[float, ...]:
    """``Measured.units`` of labels that are told apart by yes and no."""
    return (1.0,) * ones + (0.0,) * (total - ones)


def home_url(site: Site) -> str:
    """The address of the home page, as it was judged or as it was asked for."""
    return site.nodes[site.home].url if site.home >= 0 else site.info.start_url


def menu_labels(site: Site, depth: int = 2) -> tuple[Label, ...]:
    """Entries of the site's menus down to ``depth``, each label once, in the order of the menus; footers are no menus.

    Where a site marks up no menu, the links that its header repeats are its menu.
    """
    page = home_url(site)
    found: dict[tuple[str, str], Label] = {}
    for menu in site.menus:
        if menu.region is Region.NAV:
            for label in _walk(menu.items, page, depth, 1, ""):
                found.setdefault((fold(label.text), label.parent), label)
    if not found:
        for label in _header_links(site, page):
            found.setdefault((fold(label.text), ""), label)
    return tuple(found.values())


def lists_of_units(site: Site) -> frozenset[str]:
    """First labels of the menu that name a list of departments, folded: where else the same word stands, it tells no more than the menu."""
    return frozenset(fold(x.text) for x in menu_labels(site, 1) if LIST_OF_UNITS.fullmatch(fold(x.text)))


def _walk(items: tuple[NavItem, ...], page: str, depth: int, level: int, parent: str) -> Iterator[Label]:
    siblings = tuple(i.text for i in items)
    for item in items:
        yield Label(text=item.text, url=item.url, selector=item.selector, depth=level, parent=parent,
                    siblings=siblings, children=item.children, page=page)  # fmt: skip
        if level < depth:
            yield from _walk(item.children, page, depth, level + 1, item.text)


def _header_links(site: Site, page: str) -> Iterator[Label]:
    many = max(2, len(site.nodes) // 3)
    links = [f.link for f in site.furniture if f.link.region in (Region.HEADER, Region.NAV) and f.pages >= many]
    kept = [k for k in links if k.text and k.kind in (LinkKind.PAGE, LinkKind.DEAD)]
    siblings = tuple(k.text for k in kept)
    for k in kept:
        yield Label(
            text=k.text, url=k.url, selector=k.selector, depth=1, parent="", siblings=siblings, children=(), page=page
        )


def judged(site: Site, language: Language, label: Label) -> LabelVerdict:
    """What a menu's label is, with all that stands around it and the heading of the page that it opens."""
    context = opening(site.node(label.url), parent=label.parent, where="main-nav", siblings=label.siblings)
    return entry_verdict(language, label.text, context, tier=site.tier, children=label.children)


def link_evidence(page_url: str, link: Link, note: str = "", better: str = "") -> Evidence:
    """A link as evidence."""
    kind = "document" if link.kind is LinkKind.DOCUMENT else "link"
    return Evidence(
        kind=kind,
        url=page_url,
        selector=link.selector,
        quote=link.text or link.href,
        target=link.url or link.href,
        note=note,
        better=better,
    )


def labelled_links(page: Page) -> tuple[Link, ...]:
    """The page's own links that have words and lead to a page or a file."""
    return tuple(k for k in page.own_links if k.text and k.kind in (LinkKind.PAGE, LinkKind.DOCUMENT))


def in_sentence(link: Link, links: Sequence[Link]) -> bool:
    """The link stands inside running text, so that its words are no label; ``links`` are those of the page."""
    before, found, _ = link.context.partition(link.text)
    for other in links:
        if found and other.context == link.context:
            before = before.replace(other.text, "|")
    return bool(found) and bool(SENTENCE_BEFORE.search(before))


def followed(site: Site, url: str) -> bool:
    """The address was asked for, so that its outcome says something of it."""
    return ending(site, url) not in NOT_FOLLOWED


def ending(site: Site, url: str) -> str:
    """What became of an address in the end, redirects followed."""
    for _ in range(MAX_HOPS):
        record = site.records.get(url)
        if record is None or record.outcome != Outcome.REDIRECT or not record.target:
            return record.outcome if record else ""
        url = record.target
    return str(Outcome.REDIRECT_LOOP)
