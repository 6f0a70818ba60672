"""What a phone offers for each thing that the kiosk can do. Nothing is typed or sent, so that a form's later pages are not seen."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from citizencheck.kiosk.start import Start
from citizencheck.language import Language
from citizencheck.language.pagewords import KioskWords
from citizencheck.language.phrases import Phrases
from citizencheck.model import Field, LinkKind, Page, PageKind, Region, Site
from citizencheck.model.kiosk import Capability, KioskService, Substitute

PICTURES: Final = re.compile(r"image|\.jpe?g|\.png|\.heic|\*/\*", re.IGNORECASE)
MOST: Final = 12
"""Pages beside the way that are looked at for ways to pay."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Words found, and where."""

    url: str
    quote: str
    selector: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A service's way as far as it can be read."""

    site: Site
    start: Start
    pages: tuple[Page, ...]
    """The service's page first, the start last."""
    words: KioskWords

    @property
    def is_whole(self) -> bool:
        """Whether the form shows all that it asks: it was read, and its button sends it off rather than asking on."""
        form = self.start.form
        return (
            form is not None
            and bool(form.submit)
            and not self.words.form_next.exact(form.submit)
            and not self._asks_log_in()
        )

    def _asks_log_in(self) -> bool:
        return self.start.form is not None and any(f.type == "password" for f in self.start.form.fields)

    def said(self, phrases: Phrases) -> Place | None:
        """Where the way's pages first say one of the phrases: in their text, their labels or their links."""
        return next((p for page in self.pages for p in said_on(page, phrases)), None)


def said_on(page: Page, phrases: Phrases) -> Iterator[Place]:
    """Every block, field and link of a page that says one of the phrases."""
    for block in page.blocks:
        if phrases.find(block.text):
            yield Place(url=page.url, quote=sentence(block.text, phrases), selector=block.selector)
    for form in page.forms:
        if form.region in (Region.MAIN, Region.ASIDE) and not form.search:
            for field in form.fields:
                if phrases.find(f"{field.label} {field.placeholder}"):
                    yield Place(url=page.url, quote=field.label or field.placeholder, selector=field.selector)
            if phrases.find(form.submit):
                yield Place(url=page.url, quote=form.submit, selector=form.selector)
    for link in page.links:
        if link.region in (Region.MAIN, Region.ASIDE) and phrases.find(link.text):
            yield Place(url=page.url, quote=link.text, selector=link.selector)


def sentence(text: str, phrases: Phrases) -> str:
    """The sentence of a text that says one of the phrases."""
    return next((s for s in re.split(r"(?<=[.!?])\s+", text) if phrases.find(s)), text)[:200]


def substitutes(
    service: KioskService, site: Site, start: Start, pages: tuple[Page, ...], language: Language
) -> tuple[Substitute, ...]:
    """One answer for each capability of the service, in the list's order."""
    scene = Scene(site=site, start=start, pages=pages, words=language.kiosk_words)
    return tuple(ANSWERS[c](c, scene) for c in service.capabilities)


def _card(capability: Capability, scene: Scene) -> Substitute:
    if place := scene.said(scene.words.substitute_payment):
        return _kept(capability, "it can be paid online", place)
    if scene.start.kind == "away" or not scene.is_whole:
        return _unseen(capability, "whether it can be paid online lies behind the first form", scene)
    return _lost(capability, "nothing says that it can be paid online", scene)


def _cash(capability: Capability, scene: Scene) -> Substitute:
    place = scene.said(scene.words.substitute_cash) or next(
        (p for page in _paying_pages(scene) for p in said_on(page, scene.words.substitute_cash)), None
    )
    if place:
        return _kept(capability, "cash can be paid at shops or post offices", place)
    return _lost(capability, "no way is named to pay cash near home (PayPoint, post office)", scene)


def _paying_pages(scene: Scene) -> Iterator[Page]:
    """Pages that the way links to by words about paying."""
    seen = {p.url for p in scene.pages}
    for page in scene.pages:
        for link in page.links:
            if link.kind is LinkKind.PAGE and scene.words.link_paying.find(link.text):
                node = scene.site.node(link.url)
                target = scene.site.page(node.url) if node else None
                if target is not None and target.url not in seen and len(seen) < len(scene.pages) + MOST:
                    seen.add(target.url)
                    yield target


def _barcode(capability: Capability, scene: Scene) -> Substitute:
    form = scene.start.form
    for field in form.fields if form else ():
        if scene.words.substitute_reference.find(f"{field.label} {field.placeholder}"):
            return _kept(
                capability,
                "the number is typed",
                Place(url=scene.start.url, quote=field.label, selector=field.selector),
            )
    if place := scene.said(scene.words.substitute_reference):
        return _kept(capability, "the number is typed", place)
    if not scene.is_whole:
        return _unseen(capability, "whether the bill’s number can be typed lies behind the first form", scene)
    return _lost(capability, "the form has no place for the number that the barcode holds", scene)


def _document(capability: Capability, scene: Scene) -> Substitute:
    files = [f for f in scene.start.form.fields if f.type == "file"] if scene.start.form else []
    taking = [f for f in files if _takes_pictures(f)]
    if taking:
        field = Place(url=scene.start.url, quote=taking[0].label, selector=taking[0].selector)
        return _kept(capability, "a photo can be sent with the form", field)
    if files:
        field = Place(url=scene.start.url, quote=files[0].accept, selector=files[0].selector)
        return _lost(capability, "the form takes files and no photos", scene, field)
    if place := scene.said(scene.words.substitute_upload):
        return _kept(capability, "a photo or copy can be sent", place)
    office = next(offices(scene.pages, scene.words), None)
    if scene.is_whole or office is not None:
        return _lost(capability, "the form has no place for a photo of the papers", scene, office)
    return _unseen(capability, "whether a photo of the papers can be sent lies behind the first form", scene)


def _takes_pictures(field: Field) -> bool:
    return not field.accept or bool(PICTURES.search(field.accept))


def _receipt(capability: Capability, scene: Scene) -> Substitute:
    form = scene.start.form
    for field in form.fields if form else ():
        if (
            field.type == "email"
            or "email" in field.autocomplete
            or re.search(r"\be-?mail\b", field.label, re.IGNORECASE)
        ):
            return _kept(
                capability,
                "the receipt comes by email",
                Place(url=scene.start.url, quote=field.label, selector=field.selector),
            )
    if place := scene.said(scene.words.substitute_receipt):
        return _kept(capability, "a receipt can be had online", place)
    if not scene.is_whole:
        return _unseen(capability, "whether there is a receipt lies behind the first form", scene)
    return _lost(capability, "nothing says how one gets a receipt", scene)


def _staff(capability: Capability, scene: Scene) -> Substitute:
    for page in scene.pages:
        if page.phones:
            return _kept(capability, "there is a number to ring", Place(url=page.url, quote=page.phones[0]))
    if place := scene.said(scene.words.substitute_chat):
        return _kept(capability, "one can chat or be rung back", place)
    for node in scene.site.nodes:
        contact = scene.site.page(node.url) if node.kind is PageKind.CONTACT else None
        if contact is not None and contact.phones and _linked(scene, node.id):
            place = Place(url=node.url, quote=contact.phones[0])
            return _kept(capability, "the contact page has a number to ring", place)
    return _lost(capability, "nobody can be rung or asked on the way", scene)


def _linked(scene: Scene, node: int) -> bool:
    return any(scene.site.id_of.get(k.url) == node for page in scene.pages for k in page.links)


def _check_in(capability: Capability, scene: Scene) -> Substitute:
    if place := scene.said(scene.words.substitute_booking):
        return _kept(capability, "an appointment can be booked", place)
    if not scene.is_whole:
        return _unseen(capability, "whether an appointment can be booked lies behind the first form", scene)
    return _lost(capability, "no appointment can be booked", scene)


def _physical(capability: Capability, scene: Scene) -> Substitute:
    """Needs the machine: never held against a phone, what there is instead is listed."""
    offers = [
        (scene.words.substitute_identity, "one’s identity can be shown, or the thing comes by post"),
        (scene.words.substitute_booking, "an appointment can be booked"),
        (scene.words.substitute_upload, "a photo of the papers can be sent"),
    ]
    for phrases, words in offers:
        if place := scene.said(phrases):
            return _kept(capability, words, place)
    return Substitute(
        capability=capability,
        kept=None,
        words="it needs the machine, and nothing is offered instead",
        url=scene.start.url,
    )


ANSWERS: Final[Mapping[Capability, Callable[[Capability, Scene], Substitute]]] = {
    Capability.CARD: _card,
    Capability.CASH: _cash,
    Capability.BARCODE_SCAN: _barcode,
    Capability.DOCUMENT_SCAN: _document,
    Capability.RECEIPT_PRINT: _receipt,
    Capability.STAFF_CALL: _staff,
    Capability.CHECK_IN: _check_in,
    Capability.ID_CHECK: _physical,
}


def _kept(capability: Capability, words: str, place: Place) -> Substitute:
    return Substitute(
        capability=capability, kept=True, words=words, url=place.url, selector=place.selector, quote=place.quote
    )


def _lost(capability: Capability, words: str, scene: Scene, place: Place | None = None) -> Substitute:
    form = scene.start.form
    where = place or Place(
        url=scene.start.url if scene.start.page else scene.pages[-1].url,
        quote="",
        selector=form.selector if form else "",
    )
    return Substitute(
        capability=capability, kept=False, words=words, url=where.url, selector=where.selector, quote=where.quote
    )


def _unseen(capability: Capability, words: str, scene: Scene) -> Substitute:
    return Substitute(capability=capability, kept=None, words=words, url=scene.start.url)


def offices(pages: Sequence[Page], words: KioskWords) -> Iterator[Place]:
    """Sentences of the way that send people to the office and name no other way beside it."""
    for page in pages:
        for block in page.blocks:
            for part in re.split(r"(?<=[.!?])\s+", block.text):
                if words.office_visit.find(part) and not words.office_also.find(part):
                    yield Place(url=page.url, quote=part[:200], selector=block.selector)
