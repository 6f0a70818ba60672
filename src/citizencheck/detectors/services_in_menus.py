"""Share of the services told one below the other on a catch-all page that some label of the site names, 0 to 1."""

from __future__ import annotations

from dataclasses import dataclass

from citizencheck.detectors._words import fold, folded_set, listed, pattern, stems
from citizencheck.language import Language
from citizencheck.model import (
    Evidence,
    Heading,
    LabelContext,
    Measured,
    Measurement,
    Node,
    NotApplicable,
    Orientation,
    Page,
    Site,
)

SCOPE = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    names: tuple[str, ...] = ()
    """Headings of catch-all pages: *Services*, *Other services*; ``*`` stands for the place's own name."""
    levels: tuple[int, ...] = (2, 3)
    min_services: int = 3
    skip: tuple[str, ...] = ()
    """Headings that name no service: opening hours, contact, staff."""


def measure(page: Page, node: Node, site: Site, language: Language, params: Params) -> Measurement:
    """Of the services under their own heading on a catch-all page, how many any link or menu of the site names."""
    if not pattern(params.names).fullmatch(fold(page.h1)) and fold(page.h1) not in folded_set(params.names):
        return NotApplicable("the page is about one subject")
    services = [h for h in page.headings if h.level in params.levels and _service(h, page, language, params)]
    if len(services) < params.min_services:
        return NotApplicable("the page holds few services")
    labels = frozenset(s for text in _texts(site) for s in [frozenset(stems(text))] if s)
    hidden = [
        h for h in services if not any(set(stems(h.text)) <= said or said <= set(stems(h.text)) for said in labels)
    ]
    return Measured(
        value=1 - len(hidden) / len(services),
        evidence=tuple(Evidence(kind="heading", url=page.url, selector=h.selector, quote=h.text) for h in hidden),
        data={
            "count": len(hidden),
            "total": len(services),
            "labels": listed(h.text for h in hidden),
            "page": node.name,
        },
    )


def _service(heading: Heading, page: Page, language: Language, params: Params) -> bool:
    if pattern(params.skip).search(heading.text) or not stems(heading.text):
        return False
    verdict = language.orient(heading.text, LabelContext(parent=page.h1, where="landing"))
    return verdict.orientation in (Orientation.TASK, Orientation.TOPIC, Orientation.DEPARTMENT)


def _texts(site: Site) -> tuple[str, ...]:
    own = (k.text for links in site.out for k in links if k.text)
    return tuple(dict.fromkeys([*(f.link.text for f in site.furniture if f.link.text), *own]))
