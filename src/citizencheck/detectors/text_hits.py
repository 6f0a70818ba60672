"""How often a page's text does what plain language does without, for every hundred places that were looked at, or as a count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal

from citizencheck.detectors._papers import holds_papers
from citizencheck.detectors._words import listed
from citizencheck.language import Language
from citizencheck.language.firstaction import first_action
from citizencheck.language.jargon import council_terms, empty_link_texts, placeholders, structure_words, words_to_avoid
from citizencheck.language.notices import without_notices
from citizencheck.language.quoting import said
from citizencheck.language.readability import Found, Hit, language_of, long_sentences
from citizencheck.model import (
    Block,
    Channel,
    Evidence,
    Measured,
    Measurement,
    Node,
    NotApplicable,
    Page,
    PageKind,
    Site,
)

SCOPE = "page"
NAMED = frozenset({"terms", "avoid", "structure", "placeholders"})
"""Measures that hit a word, whatever sentence it stands in; its name is that word."""
QUOTED: Final = 2
"""Sentences that a message quotes."""
CONTACT: Final = re.compile(
    r"\b(?:contact|call|ring|phone|telephone|e-?mail|ask|(?:write|apply|speak|talk|go|report|refer|return(?:ed)?|send|sent|post(?:ed)?|made|submit(?:ted)?)(?: \w+){0,3} to|(?:issued|obtained|collected) (?:by|from))\b[^.!?]*$",
    re.IGNORECASE,
)
"""A sentence that has told people whom to turn to, so far."""
NAME: Final = r"(?:(?:the|our|this) )?(?:[\w&,'’/-]+ ){0,7}?"
DOES: Final = r"(?: \([\w&]+\))? (?:is|are|has|(?!sends\b|asks\b)[a-z]{3,}s)\b(?![^.!?]*\b(?:you|your)\b)"
"""What a part of the organisation does is told of it, and sends nobody there: "The Revenues Section collects ..."."""


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
    if params.measure == "terms" and node.kind is PageKind.AZ:
        return NotApplicable("an index lists official words as well, for those who look for them")
    if params.measure == "terms" and holds_papers(page, language.page_words):
        return NotApplicable("the page holds papers for those who know their words")
    found = _found(page, node, language, params.measure)
    if found.of < params.min_places:
        return NotApplicable("the page has too little text to judge")
    sent = [h for h in found.hits if params.measure == "structure" and _sends(h)]
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
        "quotes": listed([_words(h) if i < QUOTED else h.note for i, h in enumerate(sent or found.hits)], QUOTED),
        "does": "sends people to" if sent else "speaks of",
    }
    return Measured(value=value, evidence=evidence, data=data)


def _words(hit: Hit) -> str:
    """What a message says of a hit."""
    at = max(hit.quote.find(hit.note), 0)
    return said(hit.quote, at, at + len(hit.note))


def _sends(hit: Hit) -> bool:
    """Whether people are told to turn to what was hit, not only that there is such a thing."""
    at = hit.quote.find(hit.note)
    return bool(CONTACT.match(hit.note) or (at >= 0 and CONTACT.search(hit.quote[:at])))


def _tells_of_itself(hit: Hit) -> bool:
    """Whether a sentence tells what a part of the organisation is or does, to whoever reads it."""
    return not _sends(hit) and bool(re.match(NAME + re.escape(hit.note) + DOES, hit.quote, re.IGNORECASE))


def _told(hits: tuple[Hit, ...], page: Page, node: Node, language: Language) -> Iterator[Hit]:
    """Without everyday words for those who help ("the benefits team") behind the start of what is done online: nobody needs them to begin."""
    online = node.channel in (Channel.ONLINE, Channel.MIXED)
    start = first_action(page, language.page_words) if online else None
    behind: set[str] = set()
    words = 0
    for block in page.blocks if start else ():
        if start and words > start.offset:
            behind.add(block.selector)
        words += len(block.text.split())
    return (h for h in hits if h.selector not in behind or not (h.note.islower() and h.note.endswith(" team")))


def _found(page: Page, node: Node, language: Language, name: str) -> Found:
    match name:
        case "terms":
            return council_terms(without_notices(page), language.jargon, headings=[h.text for h in page.headings])
        case "avoid":
            return words_to_avoid(without_notices(page), language.jargon)
        case "structure":
            found = structure_words(page.blocks, language.jargon)
            hits = tuple(h for h in found.hits if not _tells_of_itself(h))
            return replace(found, hits=tuple(_told(hits, page, node, language)))
        case "placeholders":
            return placeholders((*_headings(page), *page.blocks))
        case "links":
            return empty_link_texts(page.own_links)
        case _:
            return long_sentences(without_notices(page))


def _headings(page: Page) -> Iterator[Block]:
    """The headings, as blocks of text: a leftover may stand in one."""
    return (Block(tag=f"h{h.level}", text=h.text, selector=h.selector) for h in page.headings)
