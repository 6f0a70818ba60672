"""Number of passages on a page about a service that use one of the named words."""

from __future__ import annotations

from dataclasses import dataclass

from citizencheck.detectors._words import regex
from citizencheck.language import Language
from citizencheck.model import Channel, Evidence, Measured, Measurement, Node, NotApplicable, Page, Site

SCOPE = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    patterns: tuple[str, ...] = ()
    """Regular expressions, tried on each paragraph and list item."""
    exceptions: tuple[str, ...] = ()
    """A passage with one of these is left alone."""
    channels: tuple[str, ...] = ()
    """Only pages that tell the citizen to act in one of these ways; all where empty."""
    max_per_page: int = 5


def measure(page: Page, node: Node, site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """How many passages of the main text match, at most ``max_per_page``."""
    if params.channels and node.channel not in (Channel(c) for c in params.channels):
        return NotApplicable("the page tells the citizen to act in another way")
    if not page.blocks:
        return NotApplicable("the page has no text")
    said, spared = regex(params.patterns), regex(params.exceptions)
    hits = [(b, m) for b in page.blocks if (m := said.search(b.text)) and not spared.search(b.text)][
        : params.max_per_page
    ]
    return Measured(
        value=len(hits),
        evidence=tuple(
            Evidence(
                kind="text",
                url=page.url,
                selector=b.selector,
                quote=b.text[max(0, m.start() - 60) : m.end() + 80].strip(),
                note=m[0],
                key=m[0],
            )
            for b, m in hits
        ),
        data={"count": len(hits), "words": f"“{hits[0][1][0]}”" if hits else ""},
    )
