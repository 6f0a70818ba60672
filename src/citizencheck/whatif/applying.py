"""Edits, made on a snapshot in memory: the store and the bytes that were judged stay as they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from citizencheck.model import FURNITURE, Block, Crumb, Heading, Link, LinkKind, Menu, NavItem, Page, Region, Snapshot
from citizencheck.whatif.edits import AddLink, DropLink, Edit, Rename, Retarget

CONTEXT: Final = 200
"""So much of a block's text a link carries with it (``Link.context``)."""

Change = Callable[[Page], Page]


def apply(snapshot: Snapshot, edits: Sequence[Edit]) -> Snapshot:
    """The snapshot with the edits made, one after the other. Pages past the border belong to others and stay."""
    everywhere = [(i, _change(e)) for i, e in enumerate(edits) if _page_of(e) == ""]
    own: dict[str, list[tuple[int, Change]]] = {}
    for i, edit in enumerate(edits):
        if _page_of(edit):
            own.setdefault(_page_of(edit), []).append((i, _change(edit)))

    def changed(page: Page) -> Page:
        changes = [*everywhere, *own.get(page.url, ())]
        for _, change in sorted(changes, key=lambda c: c[0]):
            page = change(page)
        return page

    def one(url: str) -> Page | None:
        page = snapshot.page(url)
        return None if page is None else changed(page)

    return replace(snapshot, pages=lambda: map(changed, snapshot.pages()), page=one)


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """A label as it is compared: case and white space aside."""
    return " ".join(text.split()).casefold()


def _page_of(edit: Edit) -> str:
    """The only page that an edit changes; ``""`` where it may change any."""
    return "" if isinstance(edit, Rename) else edit.page


def _change(edit: Edit) -> Change:
    match edit:
        case Rename():
            return lambda page: _renamed(page, fold(edit.old), edit.new)
        case AddLink():
            return lambda page: _with_link(page, edit)
        case DropLink():
            return lambda page: _without_link(page, edit)
        case Retarget():
            return lambda page: _led_elsewhere(page, edit)


# Renaming


def _renamed(page: Page, old: str, new: str) -> Page:
    said = {k.text for k in page.links if fold(k.text) == old}
    entries = any(_bears(m.items, old) for m in page.menus)
    crumbs = any(c.url and fold(c.text) == old for c in page.breadcrumb)
    if not (said or entries or crumbs):
        return page
    titled = _linked_headings(page, old)
    headings = tuple(replace(h, text=new) if h in titled else h for h in page.headings)
    kept = any(fold(h.text) == old for h in headings)
    blocks, contexts = _retold(page, old, new)
    return replace(
        page,
        links=tuple(_renamed_link(k, old, new, contexts, above=bool(titled) and not kept) for k in page.links),
        menus=tuple(_renamed_menu(m, old, new) for m in page.menus),
        headings=headings,
        breadcrumb=tuple(Crumb(text=new, url=c.url) if c.url and fold(c.text) == old else c for c in page.breadcrumb),
        blocks=blocks,
        words=page.words + _words(blocks) - _words(page.blocks) + _words(headings) - _words(page.headings),
    )


def _linked_headings(page: Page, old: str) -> frozenset[Heading]:
    """Headings below the main one that are a link, or hold nothing but one: their words are the link's label."""
    if not any(k.region in (Region.MAIN, Region.ASIDE) and fold(k.text) == old for k in page.links):
        return frozenset()
    return frozenset(h for h in page.headings if h.level > 1 and fold(h.text) == old)


def _renamed_link(link: Link, old: str, new: str, contexts: dict[str, str], *, above: bool) -> Link:
    """``above``: the heading of that name is itself a label that was renamed, so links below it stand under the new name."""
    under = link.region in FURNITURE and bool(link.trail)
    return replace(
        link,
        text=new if fold(link.text) == old else link.text,
        heading=new if fold(link.heading) == old and (under or above) else link.heading,
        trail=tuple(new if fold(t) == old else t for t in link.trail),
        context=contexts.get(link.context, link.context),
    )


def _renamed_menu(menu: Menu, old: str, new: str) -> Menu:
    return replace(menu, items=_renamed_items(menu.items, old, new)) if _bears(menu.items, old) else menu


def _renamed_items(items: tuple[NavItem, ...], old: str, new: str) -> tuple[NavItem, ...]:
    return tuple(
        replace(i, text=new if fold(i.text) == old else i.text, children=_renamed_items(i.children, old, new))
        for i in items
    )


def _bears(items: tuple[NavItem, ...], old: str) -> bool:
    return any(fold(i.text) == old or _bears(i.children, old) for i in items)


def _retold(page: Page, old: str, new: str) -> tuple[tuple[Block, ...], dict[str, str]]:
    """(blocks, old context -> new one): a label inside a sentence changes the sentence too."""
    labels: dict[str, set[str]] = {}
    for link in page.links:
        if link.context and link.region in (Region.MAIN, Region.ASIDE) and fold(link.text) == old:
            labels.setdefault(link.context, set()).add(link.text)
    contexts = {context: _said(context, texts, new) for context, texts in labels.items()}
    blocks = []
    for block in page.blocks:
        texts = labels.get(block.text[:CONTEXT])
        told = replace(block, text=_said(block.text, texts, new)) if texts else block
        blocks.append(told)
        if texts:
            contexts[block.text[:CONTEXT]] = told.text[:CONTEXT]
    return tuple(blocks), contexts


def _said(text: str, labels: set[str], new: str) -> str:
    for label in sorted(labels):
        text = re.sub(rf"(?<!\w){re.escape(label)}(?!\w)", lambda _: new, text)
    return text


def _words(things: Sequence[Block] | Sequence[Heading]) -> int:
    return sum(len(t.text.split()) for t in things)


# Adding, taking out, leading elsewhere


def _with_link(page: Page, edit: AddLink) -> Page:
    if any(_same(k, edit.label, edit.target) and k.region is Region.MAIN for k in page.links):
        return page
    link = Link(
        text=edit.label, url=edit.target, href=edit.target, kind=LinkKind.PAGE, region=Region.MAIN, context=edit.label[:CONTEXT]
    )  # fmt: skip
    after = max((i + 1 for i, k in enumerate(page.links) if k.region is Region.MAIN), default=len(page.links))
    return replace(
        page,
        links=(*page.links[:after], link, *page.links[after:]),
        blocks=(*page.blocks, Block(tag="li", text=edit.label)),
        words=page.words + len(edit.label.split()),
    )


def _without_link(page: Page, edit: DropLink) -> Page:
    links = tuple(k for k in page.links if not _goes(k, edit))
    if len(links) == len(page.links):
        return page
    return replace(
        page,
        links=links,
        menus=tuple(replace(m, items=_without_entry(m.items, edit)) for m in page.menus),
    )


def _goes(link: Link, edit: DropLink) -> bool:
    return (edit.any_label and link.url == edit.target) or _same(link, edit.label, edit.target)


def _without_entry(items: tuple[NavItem, ...], edit: DropLink) -> tuple[NavItem, ...]:
    """Entries without the one that is taken out; one that holds others stays as their heading."""
    kept = []
    for item in items:
        children = _without_entry(item.children, edit)
        if not ((edit.any_label and item.url == edit.target) or _same_entry(item, edit.label, edit.target)):
            kept.append(replace(item, children=children))
        elif children:
            kept.append(replace(item, url="", children=children))
    return tuple(kept)


def _led_elsewhere(page: Page, edit: Retarget) -> Page:
    if not any(_same(k, edit.label, edit.target) for k in page.links):
        return page
    return replace(
        page,
        links=tuple(
            replace(k, url=edit.to, href=edit.to, kind=LinkKind.PAGE) if _same(k, edit.label, edit.target) else k
            for k in page.links
        ),
        menus=tuple(replace(m, items=_led_entries(m.items, edit)) for m in page.menus),
    )


def _led_entries(items: tuple[NavItem, ...], edit: Retarget) -> tuple[NavItem, ...]:
    return tuple(_led_entry(i, edit) for i in items)


def _led_entry(item: NavItem, edit: Retarget) -> NavItem:
    """The same object where nothing changes: a menu holds many entries, on every page."""
    children = _led_entries(item.children, edit)
    if _same_entry(item, edit.label, edit.target):
        return replace(item, url=edit.to, children=children)
    return item if children == item.children else replace(item, children=children)


def _same(link: Link, label: str, target: str) -> bool:
    return (link.url or link.href) == target and fold(link.text or link.href) == fold(label)


def _same_entry(item: NavItem, label: str, target: str) -> bool:
    """A menu keeps no href: an entry without address is the link that leads nowhere."""
    leads = item.url == target or (not item.url and "://" not in target)
    return leads and fold(item.text) == fold(label)
