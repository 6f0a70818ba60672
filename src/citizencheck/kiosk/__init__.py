"""The kiosk in the council's office against the phone in a citizen's hand: lists of services, and how far each is matched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from citizencheck.kiosk.manifest import listed, parse
from citizencheck.kiosk.matching import Matched, match
from citizencheck.kiosk.mentions import mentions_of
from citizencheck.kiosk.parity import Eyes, parity
from citizencheck.kiosk.places import journeys_of, locate
from citizencheck.kiosk.starter import as_toml, starter_csv, starter_toml
from citizencheck.kiosk.walk import walks
from citizencheck.language import Language
from citizencheck.model import Site
from citizencheck.model.kiosk import KioskList, ServiceParity
from citizencheck.model.phone import View

__all__ = [
    "Matched", "as_toml", "compare", "listed", "match", "pages_needed", "parse", "starter_csv", "starter_toml", "with_parity",
]  # fmt: skip


def with_parity(site: Site, language: Language) -> Site:
    """The site, its journeys found, with each service of its kiosk compared; as it is where there is no list."""
    return replace(site, parity=compare(site.kiosk, site, language)) if site.kiosk else site


def compare(kiosk: KioskList, site: Site, language: Language) -> tuple[ServiceParity, ...]:
    """Each service of the list with its level, in the list's order. ``site`` has its journeys and what browsers saw."""
    eyes = Eyes(phones=_seen(site, "phone"), desks=_seen(site, "desktop"), why_not=_why_not(site))
    matched = match(kiosk, language)
    journeys = journeys_of(matched, site, language)
    mentions = mentions_of(matched, journeys, site)
    walked = walks(site, eyes.phones)
    return tuple(
        parity(m, locate(m, journeys, mentions, site, language), site, language, walked, eyes) for m in matched
    )


def _seen(site: Site, device: str) -> Mapping[str, View]:
    return {url: view for url in site.views if (view := site.view(url, device)) is not None}


def _why_not(site: Site) -> str:
    if site.looking is None:
        return "no browser was asked for"
    return site.looking.why_not or "it was not among the pages that were looked at"


def pages_needed(site: Site, language: Language) -> tuple[str, ...]:
    """Addresses that a browser should look at so that the site's kiosk can be compared: each way from home to a start."""
    found = [p for p in compare(site.kiosk, site, language) if not p.exempt] if site.kiosk else []
    return tuple(dict.fromkeys(u for p in found for u in (*(s.url for s in p.steps), p.url, p.start) if u))
