"""Number of pages to which many unlike labels of one page lead although the page's name speaks of none of them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from citizencheck.detectors._labels import labelled_links, link_evidence
from citizencheck.detectors._words import also, listed, stems
from citizencheck.language import Language
from citizencheck.model import Link, LinkKind, Measured, Measurement, Node, NotApplicable, Page, Site
from citizencheck.model.url import slug_words

SCOPE = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    min_labels: int = 4
    """So many labels without a word in common with the page that they open."""


def measure(page: Page, node: Node, site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """How many targets have at least ``min_labels`` different labels that share no word with the target's name."""
    groups: dict[str, dict[tuple[str, ...], Link]] = defaultdict(dict)
    for k in labelled_links(page):
        target = site.node(k.url)
        to_a_place = "#" in k.href  # a place on the page, or one that is yet to be filled in
        if k.kind is LinkKind.PAGE and target is not None and target.id != node.id and not to_a_place:
            groups[k.url].setdefault(stems(k.text), k)
    if not groups:
        return NotApplicable("the page leads to no other page of the site")
    ends = [(site.nodes[site.id_of[url]], links) for url, links in groups.items()]
    strangers = [(n, [k for s, k in links.items() if s and not _speaks(s, n)]) for n, links in ends]
    hits = [(n, links) for n, links in strangers if len(links) >= params.min_labels]
    return Measured(
        value=len(hits),
        evidence=tuple(link_evidence(page.url, k, f"opens {n.called}") for n, links in hits for k in links),
        data={
            "count": len(hits),
            "opened": hits[0][0].called if hits else "",
            "labels": listed(k.text for k in (hits[0][1] if hits else ())),
            "rest": also(sum(len(links) for _, links in hits[1:])),
        },
    )


def _speaks(said: tuple[str, ...], target: Node) -> bool:
    named = stems(f"{target.h1} {target.title} {target.description} {slug_words(target.url)}")
    return any(s in named for s in said)
