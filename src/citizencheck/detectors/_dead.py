"""Links that look alive and lead nowhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import islice
from typing import Final

from citizencheck.detectors._words import fold, folded_set, pattern
from citizencheck.language import Language
from citizencheck.model import FurnitureLink, LabelContext, Link, LinkKind, Orientation, Region, Site

MAX_WORDS: Final = 8
"""A longer text is a sentence that a script shows, and no label."""
LEGAL: Final = re.compile(
    r"(?:website )?accessibility statement|(?:website |our )?privacy(?: (?:policy|notice|statement))?|cookies? (?:policy|notice|statement)"
    r"|terms(?: and conditions| of use)?|(?:legal|copyright)(?: (?:notice|statement))?|disclaimer|freedom of information"
    r"|datganiad hygyrchedd|(?:hysbysiad )?preifatrwydd|polisi (?:preifatrwydd|cwcis)"
)
SHORT_FOR_LEGAL: Final = frozenset({"accessibility", "hygyrchedd"})
MOST_PAGES: Final = 500
"""Pages whose breadcrumbs are read: a template's fault shows on fewer."""
SUBJECTS: Final = frozenset(
    {Orientation.TASK, Orientation.TOPIC, Orientation.CORPORATE, Orientation.DEPARTMENT, Orientation.AUDIENCE}
)


def dead(link: Link) -> bool:
    """The link opens nothing: ``#``, nothing at all, a script that does nothing."""
    return link.kind is LinkKind.DEAD


def unfinished(link: Link) -> bool:
    """The address ends in a bare ``#``: written as a place to be filled in."""
    return link.kind is LinkKind.PAGE and link.href.endswith("#") and len(link.href) > 1


def given_up(links: Iterable[Link], least: int) -> frozenset[str]:
    """The unfinished addresses that ``least`` different labels share: nothing was ever written behind them."""
    shared = Counter(url for url, _ in dict.fromkeys((k.url, fold(k.text)) for k in links if unfinished(k)))
    return frozenset(url for url, labels in shared.items() if labels >= least)


def names_a_subject(link: Link, language: Language, controls: tuple[str, ...]) -> bool:
    """The label names something to go to; a control that a script runs (close, show more, accept) does not."""
    text = fold(link.text)
    if (
        not text
        or len(text.split()) > MAX_WORDS
        or link.button
        or text in folded_set(controls)
        or pattern(controls).match(text)
    ):
        return False
    verdict = language.orient(link.text, LabelContext(parent=link.heading))
    return verdict.orientation in SUBJECTS


def dead_furniture(site: Site, language: Language, controls: tuple[str, ...]) -> list[FurnitureLink]:
    """Labels of header, menus and footer that name something and open nothing; one that only holds a menu's other labels is not one."""
    holders = frozenset(fold(t) for f in site.furniture for t in f.link.trail)
    return [
        f
        for f in site.furniture
        if dead(f.link)
        and fold(f.link.text) not in holders
        and (
            is_legal(f.link.text, footer=f.link.region is Region.FOOTER) or names_a_subject(f.link, language, controls)
        )
    ]


def dead_crumbs(site: Site, language: Language, controls: tuple[str, ...]) -> list[FurnitureLink]:
    """Labels of breadcrumbs above a page that name something and open nothing, each once with the pages that carry it; more than one does."""
    found: dict[str, tuple[Link, list[str]]] = {}
    for node, links in islice(zip(site.nodes, site.out, strict=True), MOST_PAGES):
        own = {fold(t) for t in (node.h1, node.title, *node.breadcrumb[-1:])}
        for link in links:
            if link.region is Region.BREADCRUMB and dead(link) and fold(link.text) not in own:
                found.setdefault(fold(link.text), (link, []))[1].append(node.url)
    return [
        FurnitureLink(link=link, pages=len(set(pages)), example=pages[0])
        for link, pages in found.values()
        if len(set(pages)) > 1 and names_a_subject(link, language, controls)
    ]


def is_legal(label: str, *, footer: bool = False) -> bool:
    """What the law wants on a site; "Accessibility" alone opens a panel, other than in a footer."""
    text = fold(label)
    return bool(LEGAL.fullmatch(text)) or (footer and text in SHORT_FOR_LEGAL)
