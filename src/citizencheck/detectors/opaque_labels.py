"""Number of menu and home labels that are a proper name whose page must first say what kind of thing it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from citizencheck.detectors._labels import menu_labels
from citizencheck.detectors._words import fold, listed, regex
from citizencheck.language import SCORED, Language
from citizencheck.language.quoting import MOST, clipped
from citizencheck.model import Evidence, LabelContext, Measured, Measurement, NotApplicable, Orientation, Site

SCOPE = "site"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    kinds: tuple[str, ...] = ()
    """Nouns for what such a name may be: *committee*, *partnership*, *scheme*, *programme*."""
    depth: int = 2
    max_words: int = 40
    """The saying must stand within so many words of the page's start."""


def measure(site: Site, language: Language, params: Params) -> Measurement:
    """How many labels say neither task nor topic while their page opens with "… is a committee", the kind missing in the label."""
    labels = [
        label for label in menu_labels(site, params.depth) if label.url in site.id_of and len(label.text.split()) <= 6
    ]
    if not labels:
        return NotApplicable("the site's menus open no page of the site")
    hits = []
    for label in labels:
        verdict = language.orient(
            label.text, LabelContext(parent=label.parent, where="main-nav", siblings=label.siblings)
        )
        plain = verdict.orientation in (Orientation.TASK, Orientation.TOPIC, Orientation.CORPORATE)
        if plain and verdict.confidence >= SCORED:
            continue
        if said := _kind(label.text, label.url, site, params):
            hits.append((label, said))
    return Measured(
        value=len(hits),
        evidence=tuple(
            e for label, (kind, quote, selector) in hits
            for e in (Evidence(kind="text", url=label.url, selector=selector, quote=quote, note=label.text, key=label.text), label.evidence(kind))
        ),
        data={"count": len(hits), "labels": listed(label.text for label, _ in hits), "kind": hits[0][1][0] if hits else ""},
    )  # fmt: skip


def _kind(label: str, url: str, site: Site, params: Params) -> tuple[str, str, str] | None:
    """What the page says the name is, with the block that says so; None where it does not or the label says it too."""
    node = site.node(url)
    page = site.page(node.url) if node else None
    if page is None or regex(params.kinds).search(label):
        return None
    name = re.escape(fold(label))
    saying = re.compile(
        rf"\b{name}\s+(?:(?P<next>(?:{'|'.join(params.kinds)}))\b|(?:is|are)\s+(?:(?:a|an|the|our|your)\s+)?(?:[\w'-]+\s+){{0,5}}?(?P<is>(?:{'|'.join(params.kinds)}))\b)"
    )
    seen = 0
    for block in page.blocks[:6]:
        match = saying.search(fold(block.text)) if seen <= params.max_words else None
        if match:
            return match["next"] or match["is"], clipped(block.text, MOST), block.selector
        seen += len(block.text.split())
    return None
