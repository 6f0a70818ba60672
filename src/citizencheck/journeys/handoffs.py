"""Where a journey leaves the council's own host, and what is known of the far side."""

from __future__ import annotations

import re
from typing import Final

from citizencheck.language.stems import stems, words
from citizencheck.model import HandOff, Page, Site, Task
from citizencheck.model.url import host

GOVERNMENT: Final = re.compile(
    r"(?:^|\.)(?:gov\.uk|nhs\.uk|police\.uk|parliament\.uk|gov\.scot|mygov\.scot|getyournec\.scot|edevelopment\.scot|nhs\.scot|parliament\.scot|police\.scot|gov\.wales|llyw\.cymru|nhs\.wales|senedd\.wales|planningportal\.co\.uk|citizensadvice\.org\.uk|food\.gov\.uk|gov|gov\.au|govt\.nz|gov\.ie)(?::\d+)?$"
)
DOES: Final = (
    r"apply|pay|report|book|register|renew|request|order|buy|subscribe|enrol|reserve|hire|complain|object|comment|challenge|claim|start|continue|fill in|sign (?:in|up)|log ?in|online|form|join|submit|appeal|ask (?:us )?for"
    r"|enquire|make an? (?:enquiry|referral|request|claim|payment|booking)|tell us|my account|bid"
)
ACTION: Final = re.compile(rf"\b(?:{DOES}|find|check|view|search)\b", re.IGNORECASE)
DOING: Final = re.compile(rf"\b(?:{DOES})\b", re.IGNORECASE)
"""The same without what only looks something up."""
SOCIAL: Final = re.compile(
    r"(?:^|\.)(?:facebook|twitter|x|instagram|youtube|youtu|linkedin|tiktok|google|apple|adobe|microsoft|whatsapp)\.\w+$"
)
TELLS_APART: Final = 5
"""Letters that a word of the council's name has at least, to be no accident in the name of a host."""
ANY_COUNCIL: Final = frozenset(
    words(
        "borough community council county district government homepage metropolitan parish service services unitary website welcome"
    )
)
"""Words of many councils' names."""
LOGIN: Final = re.compile(r"log ?in|sign ?in|password", re.IGNORECASE)


def is_away(url: str, site: Site) -> bool:
    """Whether an address lies past the site's border."""
    record = site.records.get(url)
    return url in site.seams or (record is not None and (record.outcome == "out_of_scope" or record.source == "seam"))


def is_ours(url: str, site: Site) -> bool:
    """Whether the council itself does what lies there: a page of the site, or of a supplier; not of another authority."""
    far, near = host(url), host(site.info.start_url)
    ours = ".".join(near.split(".")[1:]) if near.startswith("www.") else near
    return url in site.id_of or not GOVERNMENT.search(far) or far == ours or far.endswith(f".{ours}")


def is_sister(url: str, site: Site) -> bool:
    """Whether an address lies on another host of the council's: under its domain, or of a name that holds the council's own."""
    far, near = host(url), host(site.info.start_url)
    return far.endswith(f".{near.removeprefix('www.')}") or any(name in far for name in site.once(_own_names))


def _own_names(site: Site) -> tuple[str, ...]:
    """The words of the council's name that tell it from others, as its home page is called."""
    if site.home < 0:
        return ()
    return tuple(w for w in words(site.nodes[site.home].title) if len(w) >= TELLS_APART and w not in ANY_COUNCIL)


def hand_off(url: str, label: str, source: str, site: Site, task: Task) -> HandOff:
    """One hand-off with what was seen of the far page; None in its facts where the far page was not read."""
    far = site.seams.get(url)
    return HandOff(
        url=url,
        host=host(url),
        label=label,
        source=source,
        outcome=site.outcome(url) if far is None else "ok",
        government=bool(GOVERNMENT.search(host(url))),
        login=_asks_login(far) if far else None,
        way_back=any(site.id_of.get(k.url) is not None or host(k.url) == host(site.info.start_url) for k in far.links)
        if far
        else None,
        viewport=(far.viewport is not None) if far else None,
        same_name=_names(far, site, task) if far else None,
    )


def _asks_login(page: Page) -> bool:
    return any(f.type == "password" for form in page.forms for f in form.fields) or bool(LOGIN.search(page.title))


def _names(page: Page, site: Site, task: Task) -> bool:
    said = set(stems(f"{page.title} {page.h1}"))
    council = set(stems(site.nodes[site.home].title)) - {"home", "council", "welcom"} if site.home >= 0 else set()
    return bool(said & council) or bool(said & set(stems(task.title)))
