"""Number of hand-offs of a task to another host that have the named fault."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from citizencheck.detectors._labels import NOT_FOLLOWED
from citizencheck.detectors._tasks import own_page
from citizencheck.detectors._words import regex, stems
from citizencheck.language import Language
from citizencheck.language.stems import words
from citizencheck.model import BROKEN, Evidence, HandOff, Journey, LinkKind, Measured, Measurement, NotApplicable, Site
from citizencheck.model.url import host

SCOPE = "task"
LONG: Final = 5
"""Letters that a word in a host's name has at least, to be no accident."""
PART: Final = 4
"""The same of a word that stands alone in it, between dots or hyphens: "jobs.anytown.example"."""
PARTS: Final = re.compile(r"[.-]")
SHARED: Final = re.compile(
    r"\b(?:partnership|shared service|joint (?:service|scheme|committee|team|board)|consortium|(?:jointly|together) with (?:\w+ ){0,4}councils?|on behalf of (?:\w+ ){0,4}councils"
    r"|(?:scheme|service|website|site|register|partner|group) (?:of|for|shared by|run by|between|across) (?:\w+ ){0,4}(?:councils|districts|boroughs)"
    r"|(?:shared|run|used|owned|operated) (?:jointly )?(?:by|with|between) (?:\w+ ){0,4}councils)\b",
    re.IGNORECASE,
)
"""What is said of a service that councils run together."""
COMMON: Final = frozenset(
    words(
        "about apply borough boroughs check citizen citizens claim community council councils county district government homes homepage house invalid local"
        " london online order organisation pages parish payment payments permit permits portal public register renew report request"
        " residents search service services town unitary website welcome example"
    )
)
"""Words in the names of many councils, many tasks and many suppliers."""
PORTAL: Final = frozenset(
    words(
        "account accounts achieveservice apply citizen citizens customer customers ebilling eform eforms epay epayments estore firmstep form forms home login"
        " my myaccount myservices online pay payment payments portal secure self selfserve selfservice service services"
    )
)
"""Parts of the names of hosts that take in many tasks, and no one of them by name."""
PUBLIC: Final = re.compile(r"\.(?:gov|police|nhs|mil|ac)(?:\.[a-z]{2,6})?$")
"""Hosts of public bodies."""
FACTS: Final = {"no-way-back": "way_back", "no-viewport": "viewport", "other-name": "same_name"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    fault: str = "broken"
    """``broken no-way-back no-viewport other-name front-door insecure``."""
    government: bool = False
    """GOV.UK, the NHS and the like are asked too."""
    directories: tuple[str, ...] = ()
    """Hosts whose front door is itself what people look for, as regular expressions: a map of all roadworks."""


def measure(journey: Journey, site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """How many of the task's hand-offs have the fault; far pages that were not read are not counted where it takes reading."""
    offs = (*journey.hand_offs, *(_lost(journey, site) if params.fault == "broken" else ()))
    asked = [h for h in offs if (params.government or not h.government) and _known(h, params.fault)]
    if not own_page(journey, site) or not asked:
        return NotApplicable("the task does not leave the council's own host, or the far page was not read")
    hits = [h for h in asked if _faulty(h, params.fault) and not _excused(h, params, journey, site)]
    return Measured(
        value=len(hits),
        evidence=tuple(
            Evidence(kind="link", url=h.source, quote=h.label, target=h.url, note=h.outcome or h.host) for h in hits
        ),
        data={
            "task": journey.task.title,
            "host": (hits or asked)[0].host,
            "label": (hits or asked)[0].label,
            "count": len(hits),
        },
    )


def _lost(journey: Journey, site: Site) -> tuple[HandOff, ...]:
    """Links of the task's page that act on the task and end broken on another host: no journey goes on from there."""
    node, known = site.node(journey.url), frozenset(h.url for h in journey.hand_offs)
    about = frozenset(stems(journey.task.title))
    if node is None:
        return ()
    return tuple(
        HandOff(url=k.url, host=host(k.url), label=k.text, source=node.url, outcome=site.outcome(k.url))
        for k in site.out[node.id]
        if k.kind is LinkKind.PAGE and k.url not in known and host(k.url) != host(site.info.start_url)
        and site.outcome(k.url) in BROKEN and about & frozenset(stems(k.text))
    )  # fmt: skip


def _excused(hand_off: HandOff, params: Params, journey: Journey, site: Site) -> bool:
    """A far page of another name that says what the link said; a front door that is the council's own, only one task's, or the thing itself."""
    if params.fault == "front-door":
        directory = regex(params.directories).search(hand_off.host)
        own = _is_dedicated(hand_off.host, journey, site) or _is_shared(hand_off, site)
        return bool(directory) or own or not _is_for_many(hand_off, journey, site)
    return params.fault == "other-name" and _says_label(hand_off, site)


def _is_for_many(hand_off: HandOff, journey: Journey, site: Site) -> bool:
    """Whether a host is a portal by its name, or another task is handed to the same door: one with a name of its own may serve this task alone."""
    if not PORTAL.isdisjoint(PARTS.split(hand_off.host.partition(":")[0])[:-1]):
        return True
    others = (h for j in site.journeys if j.task.id != journey.task.id for h in j.hand_offs)
    return any(h.host == hand_off.host and _faulty(h, "front-door") for h in others)


def _is_dedicated(name: str, journey: Journey, site: Site) -> bool:
    """Whether a host is a public body's, or its name holds the council's name or a word of the task: then its front door is no supplier's."""
    whole = name.partition(":")[0]
    if PUBLIC.search(whole):
        return True
    parts = frozenset(PARTS.split(whole))
    bare = "".join(PARTS.split(whole))
    own = urlsplit(site.info.start_url).hostname or ""
    council = words(f"{site.nodes[site.home].title} {own.replace('.', ' ')}")
    about = {w for p in (journey.task.title, *journey.task.citizen) for w in words(p)} - COMMON
    spelt = any(len(w) >= LONG and w not in COMMON and w in bare for w in (*council, *about))
    return spelt or not parts.isdisjoint(w for w in about if len(w) >= PART)


def _is_shared(hand_off: HandOff, site: Site) -> bool:
    """Whether the page says beside the link, or where it names the service, that councils run it together: it is theirs, and no supplier's."""
    page = site.page(hand_off.source)
    if page is None:
        return False
    name = max(PARTS.split(hand_off.host), key=len)
    about = [f"{k.heading} {k.context}" for k in page.links if k.url == hand_off.url]
    about += [b.text for b in page.blocks if name in "".join(words(b.text))]
    return any(SHARED.search(text) for text in about)


def _says_label(hand_off: HandOff, site: Site) -> bool:
    """The far page says what the link to it said."""
    far = site.seams.get(hand_off.url)
    return far is not None and bool(set(stems(hand_off.label)) & set(stems(f"{far.title} {far.h1}")))


def _known(hand_off: HandOff, fault: str) -> bool:
    if fault in FACTS:
        return getattr(hand_off, FACTS[fault]) is not None
    return hand_off.outcome not in NOT_FOLLOWED if fault == "broken" else True


def _faulty(hand_off: HandOff, fault: str) -> bool:
    if fault in FACTS:
        return getattr(hand_off, FACTS[fault]) is False
    if fault == "broken":
        return hand_off.outcome in BROKEN
    parts = urlsplit(hand_off.url)
    if fault == "insecure":
        return parts.scheme == "http"
    return parts.path in ("", "/") and not parts.query and not parts.fragment
