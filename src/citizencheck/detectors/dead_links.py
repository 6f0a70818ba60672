"""Number of a page's own links that name something and lead nowhere."""

from __future__ import annotations

from dataclasses import dataclass

from citizencheck.detectors._dead import dead, given_up, names_a_subject, unfinished
from citizencheck.detectors._labels import ending, link_evidence
from citizencheck.detectors._words import fold, listed
from citizencheck.language import Language
from citizencheck.model import BROKEN, Link, LinkKind, Measured, Measurement, Node, NotApplicable, Page, Site

SCOPE = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    controls: tuple[str, ...] = ()
    """First words of labels that are controls of the page, not links: *close*, *show*, *accept*."""
    same_unfinished: int = 3
    """An address that ends in a bare ``#`` counts when so many different labels on the page share it."""


def measure(page: Page, node: Node, site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """How many labels that name a subject open nothing: a bare ``#``, or one unfinished address for many labels.

    An unfinished address whose page is missing or broken is a broken link, and counted as one.
    """
    links = [k for k in page.own_links if k.text and k.kind in (LinkKind.PAGE, LinkKind.DEAD, LinkKind.DOCUMENT)]
    if not links:
        return NotApplicable("the page has no links of its own")
    shared = frozenset(u for u in given_up(links, params.same_unfinished) if ending(site, u) not in BROKEN)
    hits = [k for k in _once(links) if _hit(k, shared) and names_a_subject(k, language, params.controls)]
    return Measured(
        value=len(hits),
        evidence=tuple(link_evidence(page.url, k, f"href {k.href or 'empty'}") for k in hits),
        data={"count": len(hits), "total": len(links), "labels": listed(k.text for k in hits)},
    )


def _hit(link: Link, shared: frozenset[str]) -> bool:
    return dead(link) or (unfinished(link) and link.url in shared)


def _once(links: list[Link]) -> tuple[Link, ...]:
    return tuple({(fold(k.text), k.href): k for k in reversed(links)}.values())[::-1]
