"""Share of the contacts listed on a page that say what to contact them for, 0 to 1."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from citizencheck.detectors._words import fold, listed, pattern, regex
from citizencheck.language import SCORED, Language
from citizencheck.model import (
    Block,
    Evidence,
    Heading,
    LabelContext,
    Link,
    LinkKind,
    Measured,
    Measurement,
    Node,
    NotApplicable,
    Orientation,
    Page,
    Site,
)

SCOPE = "page"
NUMBERS: Final = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w.-]+|[\d()+\s.,:–-]{5,}")
OTHERWISE: Final = "the page does not list contacts by parts of the council"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    units: tuple[str, ...] = ()
    """Words that make a heading the name of a part of the organisation, whatever else it says."""
    places: tuple[str, ...] = ()
    """Regular expressions for places that are open to everybody: what one rings a library for needs no telling."""
    min_contacts: int = 4
    min_units: int = 2
    """So many of the headings must be units: else the page lists contacts by subject, which is right."""
    reason_words: int = 8
    """Words beside number and address that count as a reason."""


def measure(page: Page, node: Node, site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """Of the headings with a telephone number or mail address below, how many also say what for, in words or links."""
    whole = site.page(page.url) or page
    if len(whole.headings) < params.min_contacts:
        return NotApplicable(OTHERWISE)
    parts = [(h, blocks, links) for h, blocks, links in _parts(whole) if _contact(blocks, links)]
    units = [h for h, _, _ in parts if _unit(h, language, params)]
    parts = [
        x for x in parts if not units or x[0].level >= units[0].level
    ]  # what stands above the list is none of its contacts
    if len(parts) < params.min_contacts or len(units) < params.min_units:
        return NotApplicable(OTHERWISE)
    intro = _intro(whole, next(h for h, _, _ in parts if h.level == units[0].level))
    silent = [h for h, blocks, links in parts if not (_is_told(h, intro, params) or _reason(blocks, links, params))]
    return Measured(
        value=1 - len(silent) / len(parts),
        evidence=tuple(Evidence(kind="heading", url=page.url, selector=h.selector, quote=h.text) for h in silent),
        data={"count": len(silent), "total": len(parts), "labels": listed(h.text for h in silent)},
    )


def _parts(page: Page) -> Iterator[tuple[Heading, list[Block], list[Link]]]:
    """The page cut at its headings: each with the blocks below it, found by how many words stand before."""
    starts = [h.words_before + len(h.text.split()) for h in page.headings]
    ends = [h.words_before for h in page.headings[1:]] + [10**9]
    places, at, inside = [], 0, {h.words_before: len(h.text.split()) for h in page.headings}
    for b in page.blocks:
        while at in inside:
            at += inside.pop(at)
        places.append((at, b))
        at += len(b.text.split())
    for h, start, end in zip(page.headings, starts, ends, strict=False):
        blocks = [b for place, b in places if start <= place < end]
        yield h, blocks, [k for k in page.own_links if k.heading == h.text]


def _intro(page: Page, first: Heading) -> str:
    """What the page says above the first contact of the list."""
    above, said = 0, []
    for b in page.blocks:
        if above >= first.words_before:
            break
        said.append(b.text)
        above += len(b.text.split())
    return fold(" ".join(said))


def _is_told(heading: Heading, intro: str, params: Params) -> bool:
    """Whether it needs no reason of its own: a place, or one that the words above the list name."""
    return bool(regex(params.places).search(heading.text)) or bool(
        re.search(rf"\b{re.escape(fold(heading.text))}\b", intro)
    )


def _contact(blocks: list[Block], links: list[Link]) -> bool:
    return any(k.kind in (LinkKind.TEL, LinkKind.MAIL) for k in links) or any(
        re.search(r"(?<!\d)0\d[\d\s]{8,12}|@[\w-]+\.|\(\d{3}\)\s?\d{3}", b.text) for b in blocks
    )


def _unit(heading: Heading, language: Language, params: Params) -> bool:
    if pattern(params.units).search(heading.text):
        return True
    verdict = language.orient(heading.text, LabelContext(where="dept-list"))
    return verdict.orientation == Orientation.DEPARTMENT and verdict.confidence >= SCORED


def _reason(blocks: list[Block], links: list[Link], params: Params) -> bool:
    if any(k.kind is LinkKind.PAGE for k in links):
        return True
    return any(len(NUMBERS.sub(" ", b.text).split()) >= params.reason_words for b in blocks)
