"""The kiosk's own web app, walked at the kiosk's screen: from screen to screen by its buttons, nothing typed, nothing sent."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import urlsplit

from citizencheck.crawl.onlooking import Desk
from citizencheck.errors import KioskError
from citizencheck.kiosk.screens import Button, Found, Screen, as_list, screen_of
from citizencheck.language.pagewords import KioskWords
from citizencheck.model import Snapshot
from citizencheck.model.kiosk import KioskList
from citizencheck.model.phone import Device
from citizencheck.model.url import host
from citizencheck.render.browser import Browser, GaveUpError, NoBrowserError
from citizencheck.render.chromium import Choice
from citizencheck.render.facts import look
from citizencheck.render.guard import Reply
from citizencheck.render.replies import Replies
from citizencheck.store import RunStore

KIOSK: Final = Device(name="kiosk", width=1080, height=1920, touch=True)
"""A screen of full HD on its side, as most kiosks stand."""
DEEP: Final = 6
"""Touches from the first screen."""
MOST: Final = 80
"""Screens that are looked at in all."""
MOST_TAPS: Final = 6
NOTHING: Final[tuple[tuple[str, bytes], ...]] = ()
"""What a walk gives back to the crawl: its pages are no pages of a site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """How a screen is come to: an address, and taps there that change the screen without another address."""

    url: str
    taps: tuple[str, ...] = ()

    def after(self, button: Button) -> Place:
        """Where a button leads."""
        return Place(url=button.url) if button.url else Place(url=self.url, taps=(*self.taps, button.selector))


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A button where it stands."""

    button: Button
    place: Place
    touched: int
    """Touches that brought its screen up."""


@dataclass(slots=True)
class KioskWalker:
    """Walks the app at ``url``. Implements ``crawl.Onlooker``: the crawl lends it its pace and its border."""

    url: str
    store: RunStore
    choice: Choice
    words: KioskWords
    kiosk: KioskList | None = None
    """What was found."""
    why_not: str = ""
    """Why nothing was; ``""`` where something was."""
    _browser: Browser | None = None
    _screens: dict[Place, Screen | None] = field(default_factory=dict)
    _found: list[Found] = field(default_factory=list)
    _languages: dict[str, None] = field(default_factory=dict)
    _staff: bool = False

    async def prepare(self) -> None:
        """Starts the browser. Raises KioskError where there is none."""
        browser = Browser(self.choice)
        try:
            await browser.__aenter__()
        except NoBrowserError:
            raise KioskError(
                f"The kiosk's app at {self.url} can only be walked with a browser, and no Chromium was found that starts.",
                "Give --kiosk a list in a file (citizencheck kiosk init writes one), or see citizencheck doctor.",
            ) from None
        self._browser = browser

    async def close(self) -> None:
        """Ends the browser."""
        browser, self._browser = self._browser, None
        if browser is not None:
            await browser.__aexit__(None, None, None)

    async def unfold(self, desk: Desk, pages: Sequence[str]) -> AsyncIterator[tuple[str, bytes]]:  # noqa: ARG002 - the shape of an Onlooker
        """Nothing: an app's pages are not judged."""
        for nothing in NOTHING:
            yield nothing

    async def look(self, desk: Desk, snapshot: Snapshot) -> AsyncIterator[tuple[str, bytes]]:  # noqa: ARG002
        """Walks the app."""
        for nothing in NOTHING:
            yield nothing
        replies = Replies(self.store.renders, desk.ask)
        first = Place(url=self.url)
        screen = await self._screen(first, desk, replies)
        touched = 0
        while screen is not None and not screen.services and screen.start is not None and touched < 2:
            first, touched = first.after(screen.start), touched + 1
            screen = await self._screen(first, desk, replies)
        if screen is None:
            return
        await self._walk(first, screen, "", touched, frozenset(), desk, replies)
        title = next((s.title for s in self._screens.values() if s is not None and s.title), "")
        self.kiosk = as_list(
            self._found, name=title, source=self.url, languages=tuple(self._languages), staff=self._staff
        )

    async def _walk(
        self, place: Place, screen: Screen, group: str, touched: int, above: frozenset[str], desk: Desk, replies: Reply
    ) -> None:
        """Notes the services of a screen, and walks on to the screens that its buttons open."""
        buttons = await self._all_buttons(place, screen, touched, desk, replies)
        here = above | {s.button.label.casefold() for s in buttons}
        for standing in buttons:
            button, steps = standing.button, standing.touched + 1
            if button.label.casefold() in above:
                continue
            met = Found(label=button.label, group=group, steps=steps)
            if button.url and not self._is_own(button.url):
                self._found.append(replace(met, web=button.url))
                continue
            following = standing.place.after(button)
            known = following in self._screens
            opened = await self._screen(following, desk, replies) if steps < DEEP else None
            if opened is None:
                self._found.append(met)
                continue
            further = [b for b in opened.services if b.label.casefold() not in here]
            if len(further) < 2 or opened.is_form:
                self._found.append(replace(met, capabilities=opened.capabilities))
            elif not known:
                await self._walk(following, opened, button.label, steps, here, desk, replies)

    async def _all_buttons(
        self, place: Place, screen: Screen, touched: int, desk: Desk, replies: Reply
    ) -> list[Standing]:
        """The buttons of a screen, and of what its "more" shows."""
        found = {b.label.casefold(): Standing(button=b, place=place, touched=touched) for b in screen.services}
        waiting = [Standing(button=b, place=place, touched=touched) for b in screen.onward]
        for _ in range(MOST_TAPS):
            if not waiting:
                break
            more = waiting.pop(0)
            following = more.place.after(more.button)
            if following in self._screens or (more.button.url and not self._is_own(more.button.url)):
                continue
            further = await self._screen(following, desk, replies)
            if further is None or further.is_form:
                continue
            after = [Standing(button=b, place=following, touched=more.touched + 1) for b in further.services]
            new = {s.button.label.casefold(): s for s in after if s.button.label.casefold() not in found}
            found |= new
            waiting += (
                [Standing(button=b, place=following, touched=more.touched + 1) for b in further.onward] if new else []
            )
        return list(found.values())

    async def _screen(self, place: Place, desk: Desk, replies: Reply) -> Screen | None:
        """A screen, looked at once; None where it could not be seen or is one too many."""
        if place in self._screens:
            return self._screens[place]
        if self._browser is None or len(self._screens) >= MOST or len(place.taps) > MOST_TAPS or desk.ended():
            self.why_not = self.why_not or desk.ended() or "it has more screens than are walked"
            return None
        desk.tell(place.url)
        seen: Screen | None = None
        try:
            async with self._browser.open(place.url, KIOSK, replies) as session:
                for selector in place.taps:
                    await session.tap(selector)
                view = await look(session, KIOSK, "touch")
                seen = screen_of(view, self.words) if view.is_read else None
                self.why_not = self.why_not or ("" if seen else f"{place.url}: {view.reason}")
        except GaveUpError as e:
            self.why_not = self.why_not or f"{place.url}: {e}"
        self._screens[place] = seen
        if seen is not None:
            self._languages |= dict.fromkeys(seen.languages)
            self._staff = self._staff or seen.staff
        return seen

    def _is_own(self, url: str) -> bool:
        """Whether an address belongs to the app: its host, below the folder that it begins in."""
        folder = urlsplit(self.url).path.rpartition("/")[0] + "/"
        return host(url) == host(self.url) and urlsplit(url).path.startswith(folder)
