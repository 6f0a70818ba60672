"""Number of services told one below the other on a catch-all page that no label of the site names."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

from citizencheck.detectors._words import fold, folded_set, listed, pattern, stems
from citizencheck.language import Language
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
            "page": node.name,
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
    return verdict.orientation in (Orientation.TASK, Orientation.TOPIC, Orientation.DEPARTMENT)


def _told(heading: Heading, page: Page, params: Params) -> bool:
    """The service is told here in words: there is text below the heading and no link that leads on."""
    following = next(
        (h.words_before for h in page.headings if h.words_before > heading.words_before), page.words + 10_000
    )
    told = following - heading.words_before - len(heading.text.split()) >= params.min_words
    own = (k for k in page.own_links if k.heading == heading.text and k.kind is LinkKind.PAGE)
    return told and not any(host(k.url) == host(page.url) for k in own)


def _labels(site: Site) -> frozenset[frozenset[str]]:
    """The words of each label of the site."""
    own = (k.text for links in site.out for k in links)
    return frozenset(frozenset(stems(text)) for text in chain((f.link.text for f in site.furniture), own) if text)
