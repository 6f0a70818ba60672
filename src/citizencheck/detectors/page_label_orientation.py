"""Share of a page's own links whose labels do not speak in the named orientations, 0 to 1."""

from __future__ import annotations

from dataclasses import dataclass

from citizencheck.detectors._labels import counted, in_sentence, labelled_links, link_evidence
from citizencheck.detectors._words import fold, listed, pattern
from citizencheck.language import SCORED, Language
from citizencheck.model import (
    LabelContext,
    Link,
    Measured,
    Measurement,
    Node,
    NotApplicable,
    Orientation,
    Page,
    PageKind,
    Site,
)
from citizencheck.model.url import host

SCOPE = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    orientations: tuple[str, ...] = ("department",)
    """Whose share is measured."""
    wanted: bool = False
    """True: the value is the share inside ``orientations``; False: the share outside."""
    where: str = "landing"
    min_links: int = 5
    skip_kinds: tuple[str, ...] = ("news", "democracy")
    """Links to pages of these kinds are not counted."""
    exceptions: tuple[str, ...] = ()


def measure(page: Page, node: Node, site: Site, language: Language, params: Params) -> Measurement:
    """Share of the links' labels inside (or outside) ``orientations``; what is not sure never speaks against the page."""
    own = labelled_links(page)
    links = [k for k in _distinct(own) if not _skipped(k, node, site, params) and not in_sentence(k, own)]
    if len(links) < params.min_links:
        return NotApplicable(f"the page has fewer than {params.min_links} links of its own to services")
    # Of other pages the neighbours say little, and labels judged alone are judged once for the whole site.
    siblings = tuple(k.text for k in links[:60]) if node.id == site.home else ()
    hits: list[tuple[Link, str]] = []
    misses: list[tuple[Link, str]] = []
    for k in links:
        verdict = language.orient(k.text, LabelContext(parent=k.heading, where=params.where, siblings=siblings))
        inside = verdict.orientation in params.orientations
        sure = verdict.confidence >= SCORED
        if (
            params.wanted and verdict.orientation == Orientation.OTHER and sure
        ):  # Home, Log in, a date: neither for nor against
            continue
        if inside and not params.wanted and host(k.url) != host(page.url):  # another body, by its own name
            continue
        (hits if inside and (sure or params.wanted) else misses).append((k, "; ".join(verdict.why)))
    bad = misses if params.wanted else hits
    total = len(hits) + len(misses)
    if total < params.min_links:
        return NotApplicable(f"the page has fewer than {params.min_links} links of its own to services")
    return Measured(
        value=(len(hits) if params.wanted else len(misses)) / total,
        evidence=tuple(link_evidence(page.url, k, why) for k, why in bad),
        illustrates=params.wanted,
        units=counted(len(hits) if params.wanted else len(misses), total),
        data={"count": len(hits), "other": len(misses), "total": total, "labels": listed(k.text for k, _ in bad)},
        support=tuple(link_evidence(page.url, k) for k, _ in (hits if params.wanted else ())[:10]),
    )


def _distinct(links: tuple[Link, ...]) -> tuple[Link, ...]:
    return tuple({fold(k.text): k for k in reversed(links)}.values())[::-1]


def _skipped(link: Link, node: Node, site: Site, params: Params) -> bool:
    """A link to a page of a kind that is not asked, or to the page itself: its own entry in the menu of its section."""
    target = site.node(link.url)
    if target is not None and (target.id == node.id or target.kind in (PageKind(k) for k in params.skip_kinds)):
        return True
    return bool(pattern(params.exceptions).search(link.text))
