"""Number of a page's labels, headings and questions that use one of the named words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from citizencheck.detectors._words import fold, listed, regex
from citizencheck.language import Language
from citizencheck.model import Evidence, LinkKind, Measured, Measurement, Node, NotApplicable, Page, Site

SCOPE = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    patterns: tuple[str, ...] = ()
    """Regular expressions, tried on link texts, headings, field labels and the options to choose from."""
    exceptions: tuple[str, ...] = ()
    places: tuple[str, ...] = ("link", "heading", "field")
    """Where to look: ``link heading field``."""


def measure(page: Page, node: Node, site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """How many different labels match: what the citizen must choose by, running text left out."""
    labels = [e for e in _labels(page) if {"document": "link"}.get(e.kind, e.kind) in params.places]
    if not labels:
        return NotApplicable("the page has no labels of its own")
    said, spared = regex(params.patterns), regex(params.exceptions)
    hits = {fold(e.quote): e for e in reversed(labels) if said.search(e.quote) and not spared.search(e.quote)}
    kept = tuple(hits.values())[::-1]
    return Measured(value=len(kept), evidence=kept, data={"count": len(kept), "labels": listed(e.quote for e in kept)})


def _labels(page: Page) -> Iterator[Evidence]:
    for k in page.own_links:
        if k.text and k.kind in (LinkKind.PAGE, LinkKind.DOCUMENT, LinkKind.DEAD):
            yield Evidence(kind="link", url=page.url, selector=k.selector, quote=k.text, target=k.url)
    for h in page.headings:
        yield Evidence(kind="heading", url=page.url, selector=h.selector, quote=h.text)
    for form in page.forms:
        for f in form.fields:
            for text in (f.label, *f.options):
                if text and not form.search:
                    yield Evidence(kind="field", url=page.url, selector=f.selector, quote=text)
