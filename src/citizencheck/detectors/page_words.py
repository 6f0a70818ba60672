"""Number of passages on a page about a service that use one of the named words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from citizencheck.detectors._beside import beside, runs
from citizencheck.detectors._words import regex, stems
from citizencheck.language import Language
from citizencheck.language.quoting import passage, said
from citizencheck.model import Channel, Evidence, LinkKind, Measured, Measurement, Node, NotApplicable, Page, Site

SCOPE = "page"
DOING: Final = frozenset(stems("form forms application applications now pay apply"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    patterns: tuple[str, ...] = ()
    """Regular expressions, tried on each paragraph and list item."""
    needs: tuple[str, ...] = ()
    """Parts of words in small letters without one of which no pattern can match: a page that has none is not searched."""
    together: tuple[tuple[str, ...], ...] = ()
    """Groups of regular expressions: what the items of one list, or the words that lead in to it, say together, each item a part."""
    exceptions: tuple[str, ...] = ()
    """A passage with one of these, or below a heading with one, is left alone."""
    ways: tuple[str, ...] = ()
    """Other ways to do the same: a passage that stands beside one of these, as one item of a list of ways, is left alone."""
    channels: tuple[str, ...] = ()
    """Only pages that tell the citizen to act in one of these ways; all where empty."""
    online: tuple[str, ...] = ()
    """What a link to do it online says: a passage about the same thing as such a link is left alone."""
    max_per_page: int = 5


def measure(page: Page, node: Node, site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """How many passages of the main text match, at most ``max_per_page``."""
    if params.channels and node.channel not in (Channel(c) for c in params.channels):
        return NotApplicable("the page tells the citizen to act in another way")
    if not page.blocks:
        return NotApplicable("the page has no text")
    text = page.text.lower() if params.needs else ""
    if params.needs and not any(part in text for part in params.needs):
        return Measured(value=0, data={"count": 0, "words": ""})
    patterns, spared, ways = regex(params.patterns), regex(params.exceptions), regex(params.ways)
    started = _started_online(page, params)
    parts = _together(page, params)
    hits = [
        (b, found)
        for heading, b in page.headed
        if (found := [*patterns.finditer(b.text)] or parts.get(id(b), []))
        and not any(spared.search(text) for text in (b.text, page.h1, heading.text if heading else ""))
        and not any(thing <= set(stems(b.text)) for thing in started)
        and not any(ways.search(text) for text in beside(page, b))
    ]
    hits = hits[: params.max_per_page]
    return Measured(
        value=len(hits),
        evidence=tuple(
            Evidence(
                kind="text",
                url=page.url,
                selector=b.selector,
                quote=passage(b.text, found[0].start(), found[-1].end()),
                note=said(b.text, *found[0].span()),
                key=found[0][0],
            )
            for b, found in hits
        ),
        data={
            "count": len(hits),
            "words": f"“{said(hits[0][0].text, *hits[0][1][0].span())}”" if hits else "",
        },
    )


def _together(page: Page, params: Params) -> dict[int, list[re.Match[str]]]:
    """The blocks that say a part of what a whole list says, by their identity, each with the words that say it."""
    told: dict[int, list[re.Match[str]]] = {}
    for run in runs(page) if params.together else ():
        if any(regex(params.ways).search(b.text) for b in run):
            continue
        for group in params.together:
            parts = [next(((b, m) for b in run if (m := regex((part,)).search(b.text))), None) for part in group]
            for found in parts if all(parts) else ():
                if found and id(found[0]) not in told:
                    told[id(found[0])] = [found[1]]
    return told


def _started_online(page: Page, params: Params) -> list[set[str]]:
    """What each link to do a thing online says that it is, as stems, without the words for doing it online."""
    online = regex(params.online)
    starts = [k.text for k in page.own_links if k.kind is LinkKind.PAGE and online.search(k.text)]
    return [thing for text in starts if (thing := set(stems(online.sub(" ", text))) - DOING)]
