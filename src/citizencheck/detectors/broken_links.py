"""Number of a page's own links that end on nothing."""

from __future__ import annotations

from dataclasses import dataclass

from citizencheck.detectors._labels import ending, followed, link_evidence
from citizencheck.detectors._words import fold, listed
from citizencheck.language import Language
from citizencheck.model import BROKEN, Link, LinkKind, Measured, Measurement, Node, NotApplicable, Page, Site

SCOPE = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    kinds: tuple[str, ...] = ("page",)
    """``page`` and ``document`` links are told apart by the kind of link."""


def measure(page: Page, node: Node, site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """How many of the page's own links end on nothing; what was not asked for is not counted."""
    kinds = tuple(LinkKind(k) for k in params.kinds)
    links = [k for k in page.inner_links if k.kind in kinds and k.url and followed(site, k.url)]
    if not links:
        return NotApplicable("the page has no link of its own that was followed")
    told = {
        (fold(k.text), k.url): k for k in reversed(links)
    }  # each label once, although two may share a broken address
    hits = [k for k in links if told[fold(k.text), k.url] is k and ending(site, k.url) in BROKEN]
    return Measured(
        value=len(hits),
        evidence=tuple(link_evidence(page.url, k, _reason(site, k.url), _elsewhere(k, site)) for k in hits),
        data={
            "count": len(hits),
            "total": len(told),
            "labels": listed(k.text or k.href for k in hits),
        },
    )


def _elsewhere(link: Link, site: Site) -> str:
    """The page that the same label opens in the menus; "" where none does."""
    return site.once(_opened_by_label).get(fold(link.text), "") if link.kind is LinkKind.PAGE else ""


def _opened_by_label(site: Site) -> dict[str, str]:
    return {fold(f.link.text): f.link.url for f in site.furniture if f.link.url in site.id_of and f.link.text}


def _reason(site: Site, url: str) -> str:
    last = ending(site, url)
    return site.records[url].reason if site.outcome(url) == last else last.replace("_", " ")
