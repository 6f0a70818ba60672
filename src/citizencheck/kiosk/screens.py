"""What the screens of a kiosk's own app offer, read off what a browser saw of them. Walking them is ``render``'s."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from citizencheck.kiosk.tongues import NAMES, named
from citizencheck.language.pagewords import KioskWords
from citizencheck.model.kiosk import Capability, KioskList, KioskService
from citizencheck.model.phone import SeenLink, View

TARGET: Final = 43.95
"""A button is at least so high and wide, in CSS pixels: 44 less what browsers round away."""
KEYS: Final = 6
"""So many buttons of one letter or figure are a keyboard."""
KEY: Final = re.compile(r"^\W*\w?\W*$|^[£€$]?\d+(?:[.,]\d+)?$")
"""One letter or figure, or an amount."""
MOST_LABEL: Final = 120
SIGNS: Final = (
    (Capability.CARD, re.compile(r"\bcards?\b|\bcontactless\b", re.IGNORECASE)),
    (Capability.CASH, re.compile(r"\bcash\b|\bcoins?\b|\bnotes\b", re.IGNORECASE)),
    (Capability.BARCODE_SCAN, re.compile(r"\bscan\b.{0,30}\b(?:bar ?code|bill|card|qr|notice|letter from us)\b|\bbar ?code\b", re.IGNORECASE)),
    (Capability.DOCUMENT_SCAN, re.compile(r"\bscan\b.{0,30}\b(?:documents?|proof|evidence|papers?|passport|letters?)\b", re.IGNORECASE)),
    (Capability.RECEIPT_PRINT, re.compile(r"\breceipt\b|\bprint\b", re.IGNORECASE)),
    (Capability.CHECK_IN, re.compile(r"\bcheck[- ]?in\b|\barrived for\b", re.IGNORECASE)),
    (Capability.ID_CHECK, re.compile(r"\b(?:fingerprint|identity check|id card|take (?:a|your) photo)\b", re.IGNORECASE)),
)  # fmt: skip
"""Words on a service's own screen that tell what the kiosk can do there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    label: str
    url: str
    """``""``: it changes the screen by a script."""
    selector: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """One screen of the kiosk."""

    title: str
    services: tuple[Button, ...]
    """Buttons that may be services, or lead to them."""
    onward: tuple[Button, ...]
    """Buttons that show more of the same."""
    start: Button | None
    """What begins, where nothing else can be done."""
    languages: tuple[str, ...]
    is_form: bool
    """Something is typed or paid here: what its buttons do belongs to the service."""
    capabilities: tuple[Capability, ...]
    staff: bool


def screen_of(view: View, words: KioskWords) -> Screen:
    """What can be touched on a screen: everything that is shown and large enough, each label once."""
    shown = [k for k in view.links if k.box is not None and k.text and k.box.width >= TARGET and k.box.height >= TARGET]
    keys = sum(1 for k in view.links if k.box is not None and KEY.match(k.text) and k.text.strip())
    plain = [k for k in shown if not _is_about(k, words)]
    sort: dict[str, list[SeenLink]] = {"onward": [], "start": [], "service": []}
    for k in plain:
        kind = (
            "onward"
            if words.button_onward.exact(k.text)
            else "start"
            if words.button_start.exact(k.text)
            else "service"
        )
        sort[kind].append(k)
    languages = tuple(dict.fromkeys(code for k in shown for code in NAMES if named(k.text, code)))
    tongues = [k for k in shown if any(named(k.text, code) for code in NAMES)]
    entry = [*sort["start"], *sorted(tongues, key=lambda k: not named(k.text, "en"))]
    said = " . ".join(
        [*(h.text for h in view.headings if h.box is not None), *(k.text for k in view.links if k.box is not None)]
    )
    return Screen(
        title=next((h.text for h in view.headings if h.level == 1 and h.text), ""),
        services=_buttons(sort["service"], view.url),
        onward=_buttons(sort["onward"], view.url),
        start=next(iter(_buttons(entry[:1], view.url)), None),
        languages=languages,
        is_form=bool(view.forms) or keys >= KEYS,
        capabilities=tuple(c for c, sign in SIGNS if sign.search(said)),
        staff=any(words.button_staff.find(k.text) for k in shown),
    )  # fmt: skip


def _is_about(link: SeenLink, words: KioskWords) -> bool:
    """A button about the screens, the language or the help, and no service."""
    return bool(
        KEY.match(link.text)
        or words.button_control.exact(link.text)
        or words.button_begins.starts(link.text)
        or words.button_staff.find(link.text)
        or any(named(link.text, code) for code in NAMES)
        or (link.url and not link.url.startswith(("http://", "https://")))
    )


def _buttons(links: Iterable[SeenLink], here: str) -> tuple[Button, ...]:
    once = {" ".join(k.text.split()).casefold(): k for k in reversed(list(links))}
    return tuple(
        Button(label=" ".join(k.text.split())[:MOST_LABEL], url="" if k.url == here else k.url, selector=k.selector)
        for k in reversed(once.values())
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A service as it was met."""

    label: str
    group: str
    """The button that led to its screen; ``""`` on the first screen."""
    steps: int
    capabilities: tuple[Capability, ...] = ()
    web: str = ""
    """Where it leads outside the kiosk's own app."""


def as_list(found: Sequence[Found], *, name: str, source: str, languages: Sequence[str], staff: bool) -> KioskList:
    """Services that were met as a list; a label that stands in several groups is named with its group."""
    kept = list(dict.fromkeys(found))
    often = Counter(f.label.casefold() for f in kept)
    taken: set[str] = set()
    services: list[KioskService] = []
    for f in kept:
        label = f"{f.group}: {f.label}" if f.group and often[f.label.casefold()] > 1 else f.label
        if label.casefold() in taken:
            continue
        taken.add(label.casefold())
        services.append(
            KioskService(
                id=next(_names(label, {s.id for s in services})),
                label=label,
                steps=f.steps,
                capabilities=(*f.capabilities, *((Capability.STAFF_CALL,) if staff else ())),
                languages=tuple(dict.fromkeys(("en", *languages))) if languages else (),
                web=f.web,
            )
        )
    return KioskList(services=tuple(services), name=name, source=source)


def _names(label: str, taken: set[str]) -> Iterator[str]:
    base = re.sub(r"[^a-z0-9]+", "-", label.casefold()).strip("-") or "service"
    yield from (n for n in (base, *(f"{base}-{i}" for i in range(2, 1_000))) if n not in taken)
