"""Number of link texts on a page that open different pages under one heading."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from citizencheck.detectors._labels import labelled_links, link_evidence
from citizencheck.detectors._words import fold, folded_set, listed
from citizencheck.language import Language
from citizencheck.language.jargon import CELL
from citizencheck.model import Link, Measured, Measurement, Node, NotApplicable, Page, Site

SCOPE = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    vague: tuple[str, ...] = ()
    """Texts that need their surroundings to mean anything; only these where it is not empty."""
    min_targets: int = 2


def measure(page: Page, node: Node, site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """How many texts under one heading lead to two or more pages: what stands around cannot tell them apart."""
    links = labelled_links(page)
    if len(links) < 2:
        return NotApplicable("the page has fewer than two links of its own")
    groups: dict[tuple[str, str], list[Link]] = defaultdict(list)
    vague = folded_set(params.vague)
    for k in links:
        if k.heading and (not vague or fold(k.text) in vague):
            groups[fold(k.heading), fold(k.text)].append(k)
    hits = [g for g in groups.values() if len({_end(k, site) for k in g}) >= params.min_targets and _alone(g)]
    return Measured(
        value=len(hits),
        evidence=tuple(link_evidence(page.url, k, f"under “{k.heading}”") for g in hits for k in g),
        data={"count": len(hits), "labels": listed(g[0].text for g in hits), "total": len(links)},
    )


def _end(link: Link, site: Site) -> str:
    i = site.id_of.get(link.url)
    return link.url if i is None else site.nodes[i].url


def _alone(links: list[Link]) -> bool:
    """Nothing but the text stands in the link's own line: no sentence tells which one it is, nor does the row of a table."""
    return all(len(k.context) <= len(k.text) + 3 and not CELL.search(k.selector) for k in links)
