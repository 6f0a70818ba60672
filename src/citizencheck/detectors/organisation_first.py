"""Words about the organisation that stand before a service page's first word about acting, as a count of passages."""

from __future__ import annotations

from dataclasses import dataclass

from citizencheck.detectors._words import regex
from citizencheck.language import Language
from citizencheck.language.channel import first_action
from citizencheck.model import Evidence, Measured, Measurement, Node, NotApplicable, Page, Site

SCOPE = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    patterns: tuple[str, ...]
    """Regular expressions for passages about units, staff, contracts, powers."""
    first_words: int = 80
    """Only so much of the page's beginning is looked at."""


def measure(page: Page, node: Node, site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """Passages at the beginning of the page, before it first tells how to act."""
    action = first_action(page, language.page_words, within=params.first_words)
    limit = params.first_words if action is None else min(params.first_words, action.offset)
    said = regex(params.patterns)
    hits: list[Evidence] = []
    above = 0
    for block in page.blocks:
        if above >= limit:
            break
        match = said.search(block.text)
        if match and above + len(block.text[: match.start()].split()) < limit:
            hits.append(
                Evidence(kind="text", url=page.url, selector=block.selector, quote=block.text[:240], note=match[0])
            )
        above += len(block.text.split())
    if not page.blocks:
        return NotApplicable("the page has no text")
    return Measured(
        value=len(hits),
        evidence=tuple(hits),
        illustrates=True,
        data={"words": f"“{hits[0].note}”" if hits else "", "count": len(hits)},
    )
