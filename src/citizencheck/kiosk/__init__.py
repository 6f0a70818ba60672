"""The kiosk in the council's office against the phone in a citizen's hand: lists of services, and how far each is matched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from citizencheck.kiosk.manifest import listed, parse
from citizencheck.kiosk.matching import Matched, match
from citizencheck.kiosk.parity import Eyes, parity
from citizencheck.kiosk.places import journeys_of, locate
from citizencheck.kiosk.walk import walks
from citizencheck.language import Language
from citizencheck.model import Site
from citizencheck.model.kiosk import KioskList, ServiceParity
from citizencheck.model.phone import View

__all__ = ["Matched", "compare_kiosk", "listed", "match", "pages_needed", "parse"]


def compare_kiosk(
    kiosk: KioskList, site: Site, language: Language, views: Iterable[View] = ()
) -> tuple[ServiceParity, ...]:
    """Each service of the list with its level, in the list's order. ``site`` has its journeys; ``views`` are of phone and desktop."""
    kept = list(views)
    eyes = Eyes(phones=_of("phone", kept), desks=_of("desktop", kept))
    matched = match(kiosk, language)
    journeys = journeys_of(matched, site, language)
    walked = walks(site, eyes.phones)
    return tuple(parity(m, locate(m, journeys, site, language), site, language, walked, eyes) for m in matched)


def _of(device: str, views: Iterable[View]) -> Mapping[str, View]:
    return {v.url: v for v in views if v.device == device}


def pages_needed(kiosk: KioskList, site: Site, language: Language) -> tuple[str, ...]:
    """Addresses that a browser should look at so that the list can be compared: each way from home to a start."""
    found = compare_kiosk(kiosk, site, language)
    return tuple(
        dict.fromkeys(u for p in found if not p.exempt for u in (*(s.url for s in p.steps), p.url, p.start) if u)
    )
