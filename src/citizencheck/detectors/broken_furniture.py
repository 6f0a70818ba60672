"""Number of links in headers, menus and footers that end on nothing, each counted once however many pages carry it."""

from __future__ import annotations

from dataclasses import dataclass

from citizencheck.detectors._labels import ending, followed, link_evidence
from citizencheck.detectors._words import listed
from citizencheck.language import Language
from citizencheck.model import BROKEN, LinkKind, Measured, Measurement, NotApplicable, Site

SCOPE = "site"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    min_pages: int = 1


def measure(site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """How many addresses of the site's furniture are broken; what was not asked for is not counted."""
    links = [
        f for f in site.furniture if f.link.kind in (LinkKind.PAGE, LinkKind.DOCUMENT) and f.pages >= params.min_pages
    ]
    asked = [f for f in links if followed(site, f.link.url)]
    if not asked:
        return NotApplicable("no link in the site's header, menus or footer was followed")
    first = {f.link.url: f for f in reversed(asked) if ending(site, f.link.url) in BROKEN}
    hits = [f for f in asked if first.get(f.link.url) is f]
    return Measured(
        value=len(hits),
        evidence=tuple(link_evidence(f.example, f.link, _note(site, f.link.url, f.pages)) for f in hits),
        data={"count": len(hits), "labels": listed(f.link.text or f.link.href for f in hits),
              "pages": max((f.pages for f in hits), default=0)},
    )  # fmt: skip


def _note(site: Site, url: str, pages: int) -> str:
    return f"{site.records[url].reason or site.outcome(url)}; on {pages} pages"
