"""How often a page's text does what plain language does without, for every hundred places that were looked at, or as a count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from citizencheck.detectors._words import listed
from citizencheck.language import Language
from citizencheck.language.jargon import council_terms, empty_link_texts, placeholders, structure_words, words_to_avoid
from citizencheck.language.notices import without_notices
from citizencheck.language.readability import Found, language_of, long_sentences
from citizencheck.model import Evidence, Measured, Measurement, Node, NotApplicable, Page, Site

SCOPE = "page"
NAMED = frozenset({"terms", "avoid", "structure", "placeholders"})
"""Measures that hit a word, whatever sentence it stands in; its name is that word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    measure: Literal["terms", "avoid", "structure", "placeholders", "links", "sentences"]
    unit: Literal["count", "percent"] = "count"
    min_places: int = 1
    """Below so many places (words, links, sentences) there is too little to judge."""


def measure(page: Page, node: Node, site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """Hits on one page; pages in another language are left alone."""
    if params.measure != "placeholders" and language_of(page) not in ("en", ""):
        return NotApplicable("it can only read English")
    found = _found(page, language, params.measure)
    if found.of < params.min_places:
        return NotApplicable("the page has too little text to judge")
    value = float(len(found.hits)) if params.unit == "count" else 100 * found.share
    evidence = tuple(
        Evidence(
            kind="text",
            url=page.url,
            selector=h.selector,
            quote=h.quote,
            note=h.note,
            key=h.note if params.measure in NAMED else "",
        )
        for h in found.hits
    )
    data: dict[str, str | int | float] = {
        "count": len(found.hits),
        "places": found.of,
        "words": listed([h.note or h.quote for h in found.hits]),
        "quotes": listed([h.quote for h in found.hits], 2),
    }
    return Measured(value=value, evidence=evidence, data=data)


def _found(page: Page, language: Language, name: str) -> Found:
    match name:
        case "terms":
            return council_terms(without_notices(page), language.jargon)
        case "avoid":
            return words_to_avoid(without_notices(page), language.jargon)
        case "structure":
            return structure_words(page.blocks, language.jargon)
        case "placeholders":
            return placeholders(page.blocks)
        case "links":
            return empty_link_texts(page.own_links)
        case _:
            return long_sentences(without_notices(page))
