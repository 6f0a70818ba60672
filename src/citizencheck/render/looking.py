"""The stage that looks: pages of a plan, each on a phone, a narrow screen and a desk's, one at a time."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final, TypeVar

from citizencheck.crawl.onlooking import Desk
from citizencheck.crawl.scope import Scope
from citizencheck.errors import UsageError
from citizencheck.model import Page, Snapshot
from citizencheck.model.phone import DESKTOP, NARROW, PHONE, Device, Looking, Seen, View
from citizencheck.model.url import identity
from citizencheck.render.browser import DEADLINE, Browser, GaveUpError, NoBrowserError, Session
from citizencheck.render.chromium import Choice
from citizencheck.render.devices import named
from citizencheck.render.facts import look, unseen
from citizencheck.render.guard import Reply
from citizencheck.render.plan import Wanted
from citizencheck.render.replies import Replies
from citizencheck.render.shots import Album
from citizencheck.render.watching import watch_phone
from citizencheck.store import RunStore

T = TypeVar("T")

GROUP: Final = 10
"""Pages that are looked at on one device before the next one has its turn: a device costs a process of the browser while it is open,
and a process that showed many pages keeps their memory."""
MOST_BARE: Final = 60
"""Pages that are looked at because they say nothing without scripts."""
MOST_HTML: Final = 2_000_000
MOST_TAGS: Final = 30_000
"""Bytes and tags of HTML that are looked at: a browser makes hundreds of times as much of them in memory, and works at them for minutes.
An A to Z of 5,000 links has two thirds of such a number of tags."""
NEW_LINKS: Final = 3
"""Links of the site that scripts must add before a page is judged as a browser shows it."""
NOTHING_READ: Final = "there was no page to look at"
ADVICE: Final = "(citizencheck doctor says what was tried)"


@dataclass(slots=True)
class BrowserOnlooker:
    """Looks at the pages of one run. Implements ``crawl.Onlooker``."""

    store: RunStore
    choice: Choice
    plan: Callable[[Snapshot], Sequence[Wanted]]
    scope: Scope
    device: str = ""
    """The name of a phone; ``""``: 390 by 844 CSS pixels."""
    seconds: float = DEADLINE
    """What one page may take on one device."""
    needed: bool = False
    """Without a browser nothing is begun."""
    live: bool = True
    """The site is asked over the network, rather than read from a folder."""
    _phone: Device = PHONE
    _browser: Browser | None = None
    _why_not: str = ""
    _looked: int = 0
    _found: list[tuple[str, bytes]] = field(default_factory=list)

    async def prepare(self) -> None:
        """Tries, before the first request, the browser and the device that the user named; what nobody named is started when it is needed.

        Raises UsageError where they cannot be had.
        """
        if not (self.needed or self.choice.path or self.device):
            return
        try:
            async with Browser(self.choice) as browser:
                self._phone = named(self.device, browser.playwright)
        except NoBrowserError as e:
            if self.choice.path:
                raise UsageError(
                    f"--browser-path {self.choice.path}: {e.tried[-1].verdict}.",
                    "Name a Chromium that starts, or leave it out; citizencheck doctor shows what there is.",
                ) from None
            if self.needed:
                raise UsageError(
                    "--browser was given, and no Chromium was found that starts.",
                    "citizencheck doctor says what was tried and how to mend it.",
                ) from None
            self._why_not = f"{e} {ADVICE}"

    async def _started(self) -> Browser | None:
        """The browser, which costs memory from here on; None where there is none."""
        if self._browser is None and not self._why_not:
            browser = Browser(self.choice)
            try:
                await browser.__aenter__()
            except NoBrowserError as e:
                self._why_not = f"{e} {ADVICE}"
            else:
                self._browser = browser
        return self._browser

    async def close(self) -> None:
        """Ends the browser."""
        browser, self._browser = self._browser, None
        if browser is not None:
            await browser.__aexit__(None, None, None)

    async def unfold(self, desk: Desk, pages: Sequence[str]) -> AsyncIterator[tuple[str, bytes]]:
        """Pages that say nothing without scripts, as the browser shows them, where that says more."""
        known = self.store.renders.rendered()
        todo = [u for u in pages if u not in known][: max(0, MOST_BARE - len(known))]
        if not todo or desk.ended() or await self._started() is None:
            return
        replies = Replies(self.store.renders, desk.ask, live=self.live)

        async def one(browser: Browser, url: str) -> None:
            desk.tell(url)
            page = self.store.page(url)
            with contextlib.suppress(GaveUpError):
                async with browser.open(url, self._phone, replies, seconds=self.seconds) as session:
                    view = await look(session, self._phone, "page")
                    if page is not None and view.words > page.words + 20:
                        self._found.append((url, await session.html()))
                        return
            if page is not None:
                self.store.renders.note_rendered(url, received=page.sha256, shown=page.sha256)

        await self._all(desk, todo, one)
        for found in self._taken():
            yield found

    async def look(self, desk: Desk, snapshot: Snapshot) -> AsyncIterator[tuple[str, bytes]]:
        """The pages of the plan, on every device; what was seen in an earlier crawl of the run is not looked at again."""
        self._looked = 0
        plan = self.plan(snapshot)
        seen = {(v.url, v.device) for v in self.store.renders.views() if v.outcome != Seen.GAVE_UP}
        todo = [w.url for w in plan if any((w.url, d) not in seen for d in ("phone", "narrow", "desktop"))]
        if not plan:
            self._say(0, NOTHING_READ)
            return
        if desk.ended():
            self._say(len(plan), f"the crawl ended before that: {desk.ended()}")
            return
        if await self._started() is None:
            self._say(len(plan))
            return
        self._say(len(plan), "the looking was cut off")
        replies, album = Replies(self.store.renders, desk.ask, live=self.live), Album(self.store.path)

        await self._all(
            desk,
            [todo[i : i + GROUP] for i in range(0, len(todo), GROUP)],
            partial(self._on_every_screen, desk, replies, album),
        )
        left = len(todo) - self._looked
        self._say(len(plan), f"the crawl ended before that: {desk.ended()}" if desk.ended() and left else "")
        for found in self._taken():
            yield found

    def _taken(self) -> list[tuple[str, bytes]]:
        found, self._found = self._found, []
        return found

    def _say(self, wanted: int, why_not: str = "") -> None:
        phone = self._phone
        self.store.renders.keep_looking(
            Looking(
                browser=f"Chromium {self._browser.version}" if self._browser else "",
                device=f"{self.device or 'a phone'}, {phone.width} × {phone.height}",
                wanted=wanted,
                why_not=self._why_not or why_not,
            )
        )

    async def _all(self, desk: Desk, work: Sequence[T], one: Callable[[Browser, T], Awaitable[None]]) -> None:
        """Does ``one`` with each piece of work until the crawl is over."""
        browser = self._browser
        assert browser is not None  # noqa: S101 - both callers looked
        try:
            for piece in work:
                if desk.ended():
                    return
                await one(browser, piece)
        except NoBrowserError:
            self._why_not = "the browser could not be started again after a page brought it down"
            self._browser = None

    async def _on_every_screen(
        self, desk: Desk, replies: Reply, album: Album, browser: Browser, urls: Sequence[str]
    ) -> None:
        """A group of pages on phone and narrow screen, then on a desk's; each is kept whole. What goes wrong on one screen is said of that one."""
        seen: dict[str, tuple[View, ...]] = {}
        for url in urls:
            if desk.ended():
                break
            desk.tell(url)
            views = await self._tried(browser, url, self._phone, replies, lambda s: watch_phone(s, album))
            seen[url] = views if len(views) > 1 else (*views, replace(views[0], device=NARROW.name))
        await browser.put_away(self._phone)
        for url, views in seen.items():
            if desk.ended():
                break  # the browser may have been ended with the crawl: that says nothing of the page
            desk.tell(url)
            await self._keep(url, (*views, *await self._on_a_desk(browser, url, views[0], replies)), desk)
        await browser.put_away(DESKTOP)

    async def _on_a_desk(self, browser: Browser, url: str, on_phone: View, replies: Reply) -> tuple[View, ...]:
        if on_phone.outcome == Seen.GAVE_UP:  # it would cost the same again
            return (replace(on_phone, device=DESKTOP.name),)
        page = self.store.page(url)

        async def desk(session: Session) -> tuple[View, ...]:
            view = await look(session, DESKTOP, "page")
            if page is not None and page.scripts and self._adds_links(view, page):
                self._found.append((url, await session.html()))
            return (view,)

        return await self._tried(browser, url, DESKTOP, replies, desk)

    async def _keep(self, url: str, views: Sequence[View], desk: Desk) -> None:
        page = self.store.page(url)
        for view in views:
            if view.outcome == Seen.GAVE_UP and desk.ended():
                return
            self.store.renders.keep(replace(view, sha256=page.sha256 if page else ""))
        self._looked += 1

    async def _tried(
        self,
        browser: Browser,
        url: str,
        device: Device,
        replies: Reply,
        work: Callable[[Session], Awaitable[tuple[View, ...]]],
    ) -> tuple[View, ...]:
        """What ``work`` sees; a page whose browser went down by another's fault is tried once more."""
        if much := self._too_much(url):
            return (unseen(url, device, Seen.GAVE_UP, much),)
        for attempt in (1, 2):
            replaced = browser.replaced
            try:
                async with browser.open(url, device, replies, seconds=self.seconds) as session:
                    return await work(session)
            except GaveUpError as e:
                if attempt == 1 and browser.replaced != replaced:
                    continue
                return (unseen(url, device, Seen.GAVE_UP, str(e)),)
        raise AssertionError  # the second attempt returns

    def _too_much(self, url: str) -> str:
        """Why a page is more than a browser is given; ``""`` where it is not."""
        body = (self.store.renders.page_bytes(url) or (b"", ""))[0]
        if len(body) > MOST_HTML:
            return f"it has more than {MOST_HTML:,} bytes of HTML"
        return f"it has more than {MOST_TAGS:,} tags" if body.count(b"<") > MOST_TAGS else ""

    def _adds_links(self, view: View, page: Page) -> bool:
        known = {identity(k.url) for k in page.links if k.url}
        new = {identity(k.url) for k in view.links if k.url and self.scope.holds(k.url)} - known
        return len(new) >= NEW_LINKS
