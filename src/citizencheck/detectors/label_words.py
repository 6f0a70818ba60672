"""Number of a page's labels, headings and questions that use one of the named words, and of its passages that do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from citizencheck.detectors._labels import menu_labels
from citizencheck.detectors._words import fold, listed, regex
from citizencheck.language import Language
from citizencheck.language.quoting import passage, said
from citizencheck.model import Evidence, LinkKind, Measured, Measurement, Node, NotApplicable, Page, Site

SCOPE = "page"
CELLS: Final = frozenset({"th", "td", "dt"})
LABEL: Final = 8
"""Words that a cell has at most, to be a label by which a reader chooses a row."""
STEP: Final = re.compile(
    r"\d{1,2}[.):]?\s+(?=(?:are|check|choose|do|enter|find|how|is|select|tell|what|when|where|which|who|your)\b)",
    re.IGNORECASE,
)
"""The number of a step before its question: "2 Who provided it?"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    patterns: tuple[str, ...] = ()
    """Regular expressions, tried on link texts, headings, cells of tables, field labels and the options to choose from."""
    passages: tuple[str, ...] = ()
    """The same of running text."""
    exceptions: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    """Regular expressions for the headings of pages that are left alone."""
    places: tuple[str, ...] = ("link", "heading", "field", "menu", "text")
    """Where to look: ``link heading field menu text``. The menu is looked at once, on the home page."""


def measure(page: Page, node: Node, site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """How many different labels match: what the citizen must choose by. Of running text only ``passages`` count."""
    if regex(params.pages).search(page.h1):
        return NotApplicable("the page is of another kind")
    labels = [e for e in _labels(page, node, site) if {"document": "link"}.get(e.kind, e.kind) in params.places]
    if not labels:
        return NotApplicable("the page has no labels of its own")
    patterns, spared = regex(params.patterns), regex(params.exceptions)
    hits = {fold(e.quote): e for e in reversed(labels) if patterns.search(e.quote) and not spared.search(e.quote)}
    told = tuple(_passages(page, regex(params.passages), spared))
    kept = (*tuple(hits.values())[::-1], *told)
    return Measured(
        value=len(kept),
        evidence=kept,
        data={"count": len(kept), "labels": listed(e.note or e.quote for e in kept)},
    )


def _labels(page: Page, node: Node, site: Site) -> Iterator[Evidence]:
    if node.id == site.home:
        yield from (label.evidence() for label in menu_labels(site))
    for k in page.own_links:
        if k.text and k.kind in (LinkKind.PAGE, LinkKind.DOCUMENT, LinkKind.DEAD):
            yield Evidence(kind="link", url=page.url, selector=k.selector, quote=k.text, target=k.url)
    for h in page.headings:
        yield Evidence(kind="heading", url=page.url, selector=h.selector, quote=_unnumbered(h.text))
    for b in page.blocks:
        if b.tag in CELLS and len(b.text.split()) <= LABEL:
            yield Evidence(kind="text", url=page.url, selector=b.selector, quote=b.text)
    for form in page.forms:
        for f in form.fields:
            for text in (f.label, *f.options):
                if text and not form.search:
                    yield Evidence(kind="field", url=page.url, selector=f.selector, quote=text)


def _passages(page: Page, patterns: re.Pattern[str], spared: re.Pattern[str]) -> Iterator[Evidence]:
    """The first passage of each block that matches."""
    for b in page.blocks:
        found = patterns.search(b.text)
        if found and not spared.search(quote := passage(b.text, *found.span())):
            yield Evidence(
                kind="text", url=page.url, selector=b.selector, quote=quote, note=said(b.text, *found.span())
            )


def _unnumbered(label: str) -> str:
    return STEP.sub("", label, count=1) if STEP.match(label) else label
