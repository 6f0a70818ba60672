"""Reading age of a page's prose, in years, by the Flesch–Kincaid formula."""

from __future__ import annotations

from dataclasses import dataclass

from citizencheck.language import Language
from citizencheck.language.quoting import MOST, clipped
from citizencheck.language.readability import language_of, long_sentences
from citizencheck.language.readability import reading_age as age_of
from citizencheck.model import Evidence, Measured, Measurement, Node, NotApplicable, Page, Site

SCOPE = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    pass


def measure(page: Page, node: Node, site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """Years; pages with too little prose, or in another language, are left alone."""
    if language_of(page) not in ("en", ""):
        return NotApplicable("it can only read English")
    reading = age_of(page.blocks)
    if reading.age is None:
        return NotApplicable(reading.reason)
    longest = sorted(long_sentences(page.blocks).hits, key=lambda h: -h.weight)[:3]
    shown = tuple(
        Evidence(kind="text", url=page.url, selector=h.selector, quote=h.quote, note=f"{h.weight:g} words")
        for h in longest
    )
    first = next((b for b in page.blocks if len(b.text.split()) > 12), page.blocks[0])
    return Measured(
        value=reading.age,
        evidence=shown
        or (Evidence(kind="text", url=page.url, selector=first.selector, quote=clipped(first.text, MOST)),),
        illustrates=True,
        data={"age": round(reading.age)},
    )
