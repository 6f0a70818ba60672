"""One service, level by level: is it told of, is there a way, does it start on a phone, is it as good as the kiosk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from citizencheck.kiosk.comparison import compare
from citizencheck.kiosk.fit import trials, unfit
from citizencheck.kiosk.located import Located
from citizencheck.kiosk.matching import Matched
from citizencheck.kiosk.start import Search, find_start
from citizencheck.kiosk.substitutes import offices
from citizencheck.kiosk.walk import Walks
from citizencheck.kiosk.way import Way, way_to
from citizencheck.language import Language
from citizencheck.model import Channel, LinkKind, Region, Site
from citizencheck.model.kiosk import Fault, ServiceParity
from citizencheck.model.phone import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Eyes:
    """What browsers saw, by address."""

    phones: Mapping[str, View]
    desks: Mapping[str, View]
    why_not: str
    """Why they saw no more."""


def parity(found: Matched, place: Located, site: Site, language: Language, walked: Walks, eyes: Eyes) -> ServiceParity:
    """How far a phone does what the kiosk's button does."""
    base = ServiceParity(
        service=found.service,
        task=found.task.id if found.known else "",
        matched=found.why + (f"; {place.why}" if place.why and place.status == "page" else ""),
        url=place.url,
    )
    if place.status == "unknown":
        return _between(base, 0, 4, place.why)
    if place.status == "absent":
        home = site.nodes[site.home].url if site.home >= 0 else site.info.start_url
        return _at(
            base, 0, Fault(kind="absent", level=1, words=place.why or "nothing on the website speaks of it", url=home)
        )
    if place.status == "mention":
        words = "the website speaks of it and has no page for it"
        return _at(
            base,
            1,
            Fault(kind="mentioned", level=2, words=words, url=place.url, selector=place.selector, quote=place.quote),
        )
    if place.part and found.task.nature == "find":
        return _between(base, 1, 4, "a part of a page tells of it, and whether that is all could not be told")
    search = find_start(site, place.url, found.task, language, eyes.phones)
    way = way_to(place.url, search.start, site, walked, eyes.phones)
    base = replace(base, steps=way.steps, taps=way.taps, start=search.start.url if search.start else "")
    if search.start is None:
        return _without_start(base, search, way, site, language)
    bar = way.cut or unfit(search.start, way.last, eyes.phones, eyes.desks, eyes.why_not)
    if isinstance(bar, str):
        return _between(base, 2, 4, bar)
    if bar is not None:
        return _at(base, 2, bar)
    return _started(base, search, way, site, language, eyes)


def _at(base: ServiceParity, level: int, *faults: Fault) -> ServiceParity:
    return replace(base, level=level, least=level, most=level, faults=faults)


def _between(base: ServiceParity, least: int, most: int, unseen: str) -> ServiceParity:
    return replace(base, level=None, least=least, most=most, unseen=unseen)


def _started(
    base: ServiceParity, search: Search, way: Way, site: Site, language: Language, eyes: Eyes
) -> ServiceParity:
    """It starts on a phone: level 3, and 4 where nothing of the kiosk's is lost."""
    assert search.start is not None  # noqa: S101 - the caller looked
    beside = compare(base.service, search.start, search.pages, way, site, language)
    faults = sorted((*beside.faults, *trials(search.start, way.last, eyes.phones)), key=lambda f: f.step)
    base = replace(base, substitutes=beside.substitutes, languages=beside.languages, unseen="; ".join(beside.unseen))
    if faults:
        return _at(base, 3, *faults)
    return replace(base, level=3, least=3, most=4) if beside.unseen else _at(base, 4)


def _without_start(base: ServiceParity, search: Search, way: Way, site: Site, language: Language) -> ServiceParity:
    """No start was found: a way by office, paper or telephone is level 2, none at all level 1."""
    page, node = site.page(base.url), site.node(base.url)
    if search.unread or page is None or node is None:
        return _between(
            base, 1, 4, f"the way online could not be followed to its end: {search.unread or base.url} was not read"
        )
    office = next(offices(search.pages, language.kiosk_words), None)
    papers = [k for k in page.links if k.kind is LinkKind.DOCUMENT and k.region in (Region.MAIN, Region.ASIDE)]
    if office is not None:
        words = "people are sent to the office for it"
        fault = Fault(
            kind="office",
            level=3,
            words=words,
            url=office.url,
            step=way.last,
            selector=office.selector,
            quote=office.quote,
        )
    elif node.channel is Channel.VISIT:
        fault = Fault(kind="office", level=3, words="people are sent to the office for it", url=page.url, step=way.last)
    elif papers:
        words = "there is a paper to print, and nothing to fill in online"
        fault = Fault(
            kind="document",
            level=3,
            words=words,
            url=page.url,
            step=way.last,
            selector=papers[0].selector,
            quote=papers[0].text,
        )
    elif page.phones or page.emails or node.channel in (Channel.PHONE, Channel.MIXED):
        words = "it is done by telephone or mail, and cannot be started online"
        fault = Fault(
            kind="phone_call",
            level=3,
            words=words,
            url=page.url,
            step=way.last,
            quote=(*page.phones, *page.emails, "")[0],
        )
    else:
        fault = Fault(
            kind="no_start", level=2, words="its page names no way to do it", url=page.url, step=way.last, quote=page.h1
        )
    return _at(base, fault.level - 1, fault)
