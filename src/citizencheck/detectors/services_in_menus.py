"""Number of services told one below the other on a catch-all page that no label of the site names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from typing import Final

from citizencheck.detectors._words import fold, folded_set, listed, pattern, stems
from citizencheck.language import SCORED, Language
from citizencheck.model import (
    Evidence,
    Heading,
    LabelContext,
    LinkKind,
    Measured,
    Measurement,
    Node,
    NotApplicable,
    Orientation,
    Page,
    Site,
)
from citizencheck.model.url import host

SCOPE = "page"
TO_PEOPLE: Final = re.compile(
    r"\b(?:you|your|yours|please|residents?|customers?|citizens?|contact|call|apply|report)\b", re.IGNORECASE
)
"""Words that offer a thing to people. Without one a text tells what the council has or does, which is no service that one looks for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    names: tuple[str, ...] = ()
    """Headings of catch-all pages: *Services*, *Other services*; ``*`` stands for the place's own name."""
    levels: tuple[int, ...] = (2, 3)
    min_services: int = 3
    max_links: int = 8
    """A page with more links to pages of the site is an index."""
    min_words: int = 12
    """Words below a heading that tell a service."""
    units: tuple[str, ...] = ("department", "division", "team", "unit", "service", "services", "office")
    """Words for a unit: they name no service."""
    skip: tuple[str, ...] = ()
    """Headings that name no service: opening hours, contact, staff."""


def measure(page: Page, node: Node, site: Site, language: Language, params: Params) -> Measurement:
    """How many of the services under their own heading on a catch-all page no link or menu of the site names."""
    if not pattern(params.names).fullmatch(fold(page.h1)) and fold(page.h1) not in folded_set(params.names):
        return NotApplicable("the page is about one subject")
    if len([k for k in page.own_links if k.kind is LinkKind.PAGE and host(k.url) == host(page.url)]) > params.max_links:
        return NotApplicable("the page leads on to others")
    services = [h for h in page.headings if h.level in params.levels and _service(h, page, language, params)]
    if len(services) < params.min_services:
        return NotApplicable("the page holds few services")
    labels = site.once(_labels)
    bare = frozenset(stems(f"{site.nodes[site.home].title} {site.nodes[site.home].h1}" if site.home >= 0 else ""))
    hidden = [h for h in services if not _named(h, labels, bare | frozenset(stems(" ".join(params.units))))]
    return Measured(
        value=len(hidden),
        evidence=tuple(Evidence(kind="heading", url=page.url, selector=h.selector, quote=h.text) for h in hidden),
        data={
            "count": len(hidden),
            "total": len(services),
            "labels": listed(h.text for h in hidden),
            "page": node.called,
        },
    )


def _named(heading: Heading, labels: frozenset[frozenset[str]], bare: frozenset[str]) -> bool:
    """Some label holds two thirds of the heading's words; the place's own name and words for a unit are not counted."""
    said = frozenset(stems(heading.text)) - bare
    return not said or any(3 * len(said & label) >= 2 * len(said) for label in labels)


def _service(heading: Heading, page: Page, language: Language, params: Params) -> bool:
    if pattern(params.skip).search(heading.text) or not stems(heading.text) or not _told(heading, page, params):
        return False
    verdict = language.orient(heading.text, LabelContext(parent=page.h1, where="landing"))
    if verdict.orientation in (Orientation.TASK, Orientation.TOPIC) and verdict.confidence >= SCORED:
        return True
    return verdict.orientation in (Orientation.TOPIC, Orientation.DEPARTMENT) and _offers(heading, page)


def _told(heading: Heading, page: Page, params: Params) -> bool:
    """The service is told here in words: there is text below the heading that says enough, and no link that leads on."""
    following = next(
        (h.words_before for h in page.headings if h.words_before > heading.words_before), page.words + 10_000
    )
    if following - heading.words_before - len(heading.text.split()) < params.min_words:
        return False
    own = (k for k in page.own_links if k.heading == heading.text)
    return not any(k.kind is LinkKind.PAGE and host(k.url) == host(page.url) for k in own)


def _offers(heading: Heading, page: Page) -> bool:
    """The text below the heading speaks to people, or names a number or an address to reach."""
    reaches = any(k.heading == heading.text and k.kind in (LinkKind.TEL, LinkKind.MAIL) for k in page.own_links)
    return reaches or bool(TO_PEOPLE.search(_below(heading, page)))


def _below(heading: Heading, page: Page) -> str:
    """The text between a heading and the next. ``words_before`` counts headings too, which are no blocks."""
    starts, named = [], 0
    for h in page.headings:
        starts.append(h.words_before - named)
        named += len(h.text.split())
    place = page.headings.index(heading)
    start, end = starts[place], (*starts, page.words + 1)[place + 1]
    above, texts = 0, []
    for block in page.blocks:
        if start <= above < end:
            texts.append(block.text)
        above += len(block.text.split())
    return " ".join(texts)


def _labels(site: Site) -> frozenset[frozenset[str]]:
    """The words of each label of the site."""
    own = (k.text for links in site.out for k in links)
    return frozenset(frozenset(stems(text)) for text in chain((f.link.text for f in site.furniture), own) if text)
