"""All that is looked at while one page is open on a phone: facts, axe, pictures, the narrow screen, what menus hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from citizencheck.model.phone import NARROW, Box, SeenLink, View
from citizencheck.render import axe
from citizencheck.render.browser import GaveUpError, Session
from citizencheck.render.facts import look
from citizencheck.render.shots import Album, first_screen, marked

MOST_DETAILS: Final = 6
"""Cut-out pictures of one page."""
OPENINGS: Final = "() => citizencheck.openings()"


async def watch_phone(session: Session, album: Album | None, *, with_axe: bool = True) -> tuple[View, ...]:
    """The page on the phone that it is open on, and on a screen 320 CSS pixels wide: two views, or one where the page gave up in between.

    Without an ``album`` no pictures are taken. Raises GaveUpError where nothing at all could be seen.
    """
    phone = session.device
    view = await look(session, phone)
    if not view.is_read:
        return (view,)
    try:
        if with_axe:
            version, found = await axe.results(session)
            view = replace(view, axe=found, axe_version=version)
        if view.is_seen and album is not None:
            view = replace(
                view, shot=album.keep(await first_screen(session)), details=await _details(session, view, album)
            )
        await session.resize(NARROW.width, NARROW.height)
        narrow = await look(session, NARROW, "reflow")
        wide = [o for o in narrow.overflows if not o.exempt]
        if wide and view.is_seen and album is not None:
            name = album.keep(await marked(session, [wide[0].box], width=min(float(narrow.scroll_width), 1200.0)))
            narrow = replace(narrow, details=((wide[0].selector, name),) if name else ())
        await session.resize(phone.width, phone.height)
        view = replace(view, links=_opened(view, await session.evaluate(OPENINGS)))
    except GaveUpError as e:
        return (replace(view, notes=(*view.notes, str(e))),)
    return replace(view, notes=tuple(session.guard.notes)), narrow


def _opened(view: View, openings: Sequence[tuple[int, int, str]]) -> tuple[SeenLink, ...]:
    """The links of a view, with the taps that bring the hidden ones to light."""
    links = list(view.links)
    for number, taps, opener in openings:
        if 0 <= number < len(links):
            links[number] = replace(links[number], taps=taps, opener=opener)
    return tuple(links)


async def _details(session: Session, view: View, album: Album) -> tuple[tuple[str, str], ...]:
    """(selector, picture) of what may be found wrong with a page, one picture of each kind."""
    kept = []
    for selector, boxes in _worth_showing(view):
        name = album.keep(await marked(session, boxes))
        if name:
            kept.append((selector, name))
    return tuple(kept[:MOST_DETAILS])


def _worth_showing(view: View) -> Iterator[tuple[str, list[Box]]]:
    failing = [t for t in view.small_targets if t.fails]
    if failing:
        yield failing[0].selector, [t.box for t in failing]
    if view.small_texts:
        yield view.small_texts[0].selector, [t.box for t in view.small_texts]
    for overlay in view.overlays[:1]:
        yield overlay.selector, [overlay.box]
    for text in view.desktop_only[:1]:
        yield text.selector, [text.box]
    for form in view.forms[:3]:
        bad = [f for f in form.fields if f.off_screen or f.covered or not f.label]
        if bad:
            yield bad[0].selector, [f.box for f in bad]
