"""What stands between a start that works on a phone and one that is as good as the kiosk: level 4."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from citizencheck.kiosk.languages import spoken
from citizencheck.kiosk.start import Start
from citizencheck.kiosk.substitutes import offices, said_on, substitutes
from citizencheck.kiosk.tongues import name_of
from citizencheck.kiosk.way import Way
from citizencheck.language import Language
from citizencheck.model import Page, Site
from citizencheck.model.kiosk import PHYSICAL, Capability, Fault, KioskService, Substitute

SPARE: Final = 2
"""Taps that a phone may need beyond the kiosk's own touches: its menu, its smaller screen (judgement)."""
CALLED: Final = {
    Capability.CARD: "card", Capability.CASH: "cash", Capability.BARCODE_SCAN: "barcode scan", Capability.DOCUMENT_SCAN: "document scan",
    Capability.RECEIPT_PRINT: "receipt", Capability.STAFF_CALL: "call to staff", Capability.CHECK_IN: "check-in", Capability.ID_CHECK: "identity check",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A service beside its kiosk."""

    faults: tuple[Fault, ...]
    substitutes: tuple[Substitute, ...]
    languages: tuple[str, ...]
    unseen: tuple[str, ...]


def compare(
    service: KioskService, start: Start, pages: tuple[Page, ...], way: Way, site: Site, language: Language
) -> Compared:
    """Taps, capabilities, log-ins, languages and the office, against the kiosk's."""
    answers = substitutes(service, site, start, pages, language)
    unseen = [a.words for a in answers if a.kept is None and a.capability not in PHYSICAL]
    faults = [*_taps(service, way, start)]
    if way.blind and service.steps is not None and way.taps is not None:
        unseen.append("how many menus one opens on the way")
    faults += [_lost(a, way) for a in answers if a.kept is False]
    faults += _log_in(service, start, way, language)
    had: tuple[str, ...] = ()
    if pages:
        had, lost, machine = spoken(service.languages, pages[0], site, language.kiosk_words)
        tongues = ", ".join(map(name_of, lost))
        said = f"it is not there in {tongues}"
        if lost and machine:
            unseen.append(f"whether a machine translates it well into {tongues}")
        elif lost:
            faults.append(Fault(kind="language", level=4, words=said, url=pages[0].url, step=way.place(pages[0].url)))
    if not any(a.capability is Capability.DOCUMENT_SCAN and a.kept is False for a in answers):
        faults += _office(pages, way, language)
    return Compared(
        faults=tuple(sorted(faults, key=lambda f: f.step)), substitutes=answers, languages=had, unseen=tuple(unseen)
    )


def _taps(service: KioskService, way: Way, start: Start) -> Iterator[Fault]:
    if way.taps is None:
        yield Fault(
            kind="unlinked",
            level=4,
            words="no link on a phone leads there from the home page",
            url=start.url,
            step=way.last,
        )
    elif service.steps is not None and way.taps > service.steps + SPARE:
        step = service.steps + SPARE
        words = f"it takes {way.taps} taps, and {service.steps} touches at the kiosk"
        yield Fault(kind="taps", level=4, words=words, url=way.steps[step].url, step=step, quote=way.steps[step].label)


def _lost(answer: Substitute, way: Way) -> Fault:
    return Fault(
        kind="capability", level=4, words=f"{CALLED[answer.capability]}: {answer.words}", url=answer.url, step=way.place(answer.url),
        selector=answer.selector, quote=answer.quote,
    )  # fmt: skip


def _log_in(service: KioskService, start: Start, way: Way, language: Language) -> Iterator[Fault]:
    """A log-in that the kiosk does not ask for. A kiosk that checks who one is may be met with a log-in."""
    page = start.page
    if page is None or Capability.ID_CHECK in service.capabilities:
        return
    asking = [f for f in page.forms if any(x.type == "password" for x in f.fields)]
    others = [f for f in page.forms if f.acts and f not in asking]
    if asking and not others and next(said_on(page, language.kiosk_words.form_guest), None) is None:
        form = asking[0]
        yield Fault(
            kind="log_in",
            level=4,
            words="one must log in, and the kiosk asks for no log-in",
            url=start.url,
            step=way.last,
            selector=form.selector,
            quote=form.submit,
        )


def _office(pages: tuple[Page, ...], way: Way, language: Language) -> Iterator[Fault]:
    for place in offices(pages, language.kiosk_words):
        yield Fault(
            kind="office", level=4, words="a part of it is done at the office", url=place.url, step=way.place(place.url),
            selector=place.selector, quote=place.quote,
        )  # fmt: skip
        return
