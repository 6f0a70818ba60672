"""A browser that outlives its pages: each has its own deadline, and what misbehaves is replaced."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Final, Self, TypeVar

from playwright.async_api import Browser as PlaywrightBrowser
from playwright.async_api import BrowserContext, CDPSession, Page, Playwright

from citizencheck.clock import steady
from citizencheck.model.phone import Box, Device
from citizencheck.render.chromium import Choice, DriverError, Tried, driver, launch
from citizencheck.render.guard import Guard, Reply

T = TypeVar("T")

DEADLINE: Final = 15.0
"""Seconds that one page may take on one device, without the time that it waits for what we hand it."""
PATIENCE: Final = 0.4
"""Share of that time after which it is looked at although it does not say that it is loaded."""
LONGEST: Final = 180.0
"""The same with that time."""
OPENING: Final = 15.0
"""Seconds that a new tab may take to open."""
FAREWELL: Final = 3.0
"""Seconds that a tab or a browser may take to close before it is left to its end."""
DRIVERLESS: Final = "what drives the browser does not start: too little memory, or an installation that is not whole"
CALM: Final = """(ms, patience) => new Promise(done => {
  const asleep = () => {
    if (!document.scripts.length) return done(true);
    let timer = setTimeout(end, ms);
    const last = setTimeout(end, 10 * ms);
    const watch = new MutationObserver(() => { clearTimeout(timer); timer = setTimeout(end, ms); });
    watch.observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
    function end() { clearTimeout(timer); clearTimeout(last); watch.disconnect(); done(true); }
  };
  if (document.readyState === 'complete') return asleep();
  const late = setTimeout(() => done(false), patience);
  addEventListener('load', () => { clearTimeout(late); asleep(); }, {once: true});
})"""
"""Whether the page says that it is loaded, within ``patience`` milliseconds, and once it has not changed for ``ms`` (after ten times that
at the latest; at once where there is no script)."""
QUIET: Final = 50
"""Milliseconds."""


class GaveUpError(Exception):
    """A page did not come to rest in time, or brought its browser down. ``str()`` says which, in words."""


class NoBrowserError(Exception):
    """There is no browser that starts. ``tried`` says what was looked at."""

    def __init__(self, tried: tuple[Tried, ...], why: str = "no Chromium was found that starts") -> None:
        super().__init__(why)
        self.tried = tried


@dataclass(slots=True, kw_only=True)
class Tab:
    """A page of the browser with its guard."""

    context: BrowserContext
    page: Page
    devtools: CDPSession
    guard: Guard
    device: Device


@dataclass(slots=True, kw_only=True)
class Session:
    """One page on one device, while it is open. Every method raises GaveUpError when the page's time is over."""

    url: str
    tab: Tab
    device: Device
    began: float = field(default_factory=steady)
    seconds: float = DEADLINE
    world: int | None = None
    """Where our own scripts run; None until the first of them."""

    @property
    def guard(self) -> Guard:
        """What the page was handed and refused."""
        return self.tab.guard

    async def within(self, work: Coroutine[Any, Any, T]) -> T:
        """Does ``work`` with the page inside the page's own time."""
        task = asyncio.ensure_future(work)
        try:
            while True:
                spent = steady() - self.began
                left = min(self.seconds + self.guard.waited, LONGEST) - spent
                done, _ = await asyncio.wait({task}, timeout=max(0.0, min(left, 1.0)))
                if done:
                    return task.result()
                if self.guard.crashed:  # the browser answers no more, and does not say so
                    raise GaveUpError("it brought its browser down")
                if left <= 0:
                    raise GaveUpError(f"it did not come to rest within {self.seconds:g} s")
        except GaveUpError:
            raise
        except Exception as e:  # a driver that is gone says so by a bare Exception
            raise GaveUpError(self._words(str(e))) from e
        finally:
            if not task.done():
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError, Exception):
                    await task

    def _words(self, error: str) -> str:
        if self.guard.crashed or "crashed" in error:
            return "it brought its browser down"
        if "has been closed" in error or "Connection closed" in error:
            return "its window went away"
        return f"the browser could not go on with it ({error.partition(chr(10))[0][:120]})"

    @property
    def spent(self) -> float:
        """Seconds that the page has taken of its own time."""
        return steady() - self.began - self.guard.waited

    async def load(self) -> None:
        """Opens the page and waits until it is quiet."""
        try:
            await self.within(self.tab.page.goto(self.url, wait_until="commit", timeout=0))
        except GaveUpError:
            if not self.guard.opened or self.guard.crashed or self.spent >= self.seconds:
                raise  # else a script of the page wanted to be elsewhere at once: it was refused, and the page is there
        while not await self.evaluate(CALM, QUIET, 500):
            if self.spent > self.seconds * PATIENCE:
                self.guard.note("it never finishes loading")
                break
        if self.guard.pending:
            await self.settle()

    async def settle(self) -> None:
        """Waits until scripts have done what they do."""
        for _ in range(20):
            await self.evaluate(CALM, QUIET, 500)
            if not self.guard.pending:
                return

    async def evaluate(self, function: str, *given: object) -> Any:
        """What a function of ours (JavaScript) says in the page, from a world of its own: the page's scripts cannot bend it.

        Raises GaveUpError too when it throws.
        """
        if self.world is None:
            frame = (await self.within(self.tab.devtools.send("Page.getFrameTree")))["frameTree"]["frame"]["id"]
            made = await self.within(
                self.tab.devtools.send("Page.createIsolatedWorld", {"frameId": frame, "worldName": "citizencheck"})
            )
            self.world = int(made["executionContextId"])
        answer = await self.within(
            self.tab.devtools.send(
                "Runtime.callFunctionOn",
                {
                    "functionDeclaration": function,
                    "executionContextId": self.world,
                    "arguments": [{"value": g} for g in given],
                    "awaitPromise": True,
                    "returnByValue": True,
                },
            )
        )
        if "exceptionDetails" in answer:
            said = answer["exceptionDetails"].get("exception", {}).get("description", "").partition("\n")[0]
            raise GaveUpError(f"it could not be looked at ({said[:150]})")
        return answer["result"].get("value")

    async def resize(self, width: int, height: int) -> None:
        """Gives the screen another size, as turning a phone or zooming does; the page is not loaded again."""
        await self.within(self.tab.page.set_viewport_size({"width": width, "height": height}))

    async def tap(self, selector: str) -> bool:
        """Taps the first element of a CSS selector, and waits until the page is quiet; False where there is none.

        A link that leads away or a form that would be sent does nothing: the guard refuses both.
        """
        found = bool(
            await self.evaluate("s => { const e = document.querySelector(s); if (e) e.click(); return !!e; }", selector)
        )
        await self.settle()
        return found

    async def picture(self, clip: Box | None = None, *, quality: int = 70) -> bytes:
        """A JPEG of the first screen, or of a part of the page."""
        page = self.tab.page
        if clip is None:
            return await self.within(
                page.screenshot(type="jpeg", quality=quality, animations="disabled", caret="hide", timeout=0)
            )
        return await self.within(
            page.screenshot(
                type="jpeg", quality=quality, full_page=True, animations="disabled", caret="hide", timeout=0,
                clip={"x": clip.x, "y": clip.y, "width": clip.width, "height": clip.height},
            )
        )  # fmt: skip

    async def html(self) -> bytes:
        """The page as scripts have made it."""
        return (await self.within(self.tab.page.content())).encode("utf-8", "replace")


class Browser:
    """Opens pages. ``async with Browser(choice) as browser``; raises NoBrowserError on entering where none starts."""

    def __init__(self, choice: Choice | None = None) -> None:
        self.choice = choice or Choice()
        self.tried: tuple[Tried, ...] = ()
        self.replaced = 0
        """How often the whole browser had to be started again."""
        self._playwright: Playwright | None = None
        self._browser: PlaywrightBrowser | None = None
        self._idle: dict[Device, list[Tab]] = {}
        self._starting = asyncio.Lock()

    async def __aenter__(self) -> Self:
        asyncio.get_running_loop().set_exception_handler(_calm)
        try:
            await self._start()
        except BaseException:
            await self._close()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._close()

    @property
    def playwright(self) -> Playwright:
        """The driver, for device profiles."""
        assert self._playwright is not None  # noqa: S101 - between entering and leaving
        return self._playwright

    @property
    def version(self) -> str:
        """Of the Chromium that is at work."""
        return self._browser.version if self._browser else ""

    @asynccontextmanager
    async def open(
        self, url: str, device: Device, reply: Reply, *, seconds: float = DEADLINE
    ) -> AsyncIterator[Session]:
        """The page at ``url``, loaded and quiet, on ``device``; ``reply`` hands it what it asks for.

        Raises GaveUpError when it does not come to rest in time or fails; its tab, and where need be the browser, is replaced then.
        """
        tab = await self._tab(device)
        session = Session(url=url, tab=tab, device=device, seconds=seconds)
        tab.guard.admit(url, reply)
        sound = False
        try:
            await session.within(tab.context.clear_cookies())
            await session.load()
            yield session
            sound = not tab.guard.crashed and not tab.guard.notes
        finally:
            tab.guard.dismiss()
            if sound and tab.page.viewport_size != {"width": device.width, "height": device.height}:
                with contextlib.suppress(GaveUpError):
                    await session.resize(device.width, device.height)
            if sound:
                self._idle.setdefault(device, []).append(tab)
            else:
                await self._discard(tab)

    async def _tab(self, device: Device) -> Tab:
        idle = self._idle.get(device, [])
        if idle and self._is_up:
            return idle.pop()
        for attempt in (1, 2):
            known = self.replaced
            if not self._is_up:
                await self._replace(known)
            try:
                return await asyncio.wait_for(self._new_tab(device), OPENING)
            except Exception as e:  # whatever the driver says: a new browser is tried once
                if attempt == 2:
                    raise GaveUpError("no window could be opened for it") from e
                await self._replace(known)
        raise AssertionError  # the second attempt returns or raises

    async def put_away(self, device: Device) -> None:
        """Closes what is open of a device and not in use: each tab costs the memory of a process."""
        for tab in self._idle.pop(device, []):
            await self._discard(tab)

    @property
    def _is_up(self) -> bool:
        return self._browser is not None and self._browser.is_connected()

    async def _new_tab(self, device: Device) -> Tab:
        assert self._browser is not None  # noqa: S101 - _tab sees to it
        context = await self._browser.new_context(
            viewport={"width": device.width, "height": device.height},
            device_scale_factor=device.scale,
            is_mobile=device.mobile,
            has_touch=device.touch,
            user_agent=device.agent or None,
            locale="en-GB",
            timezone_id="Europe/London",
            reduced_motion="reduce",
            color_scheme="light",
            accept_downloads=False,
            service_workers="block",
        )
        page = await context.new_page()
        guard = Guard()
        await guard.stand(context, page)
        devtools = await context.new_cdp_session(page)
        return Tab(context=context, page=page, devtools=devtools, guard=guard, device=device)

    async def _discard(self, tab: Tab) -> None:
        """Closes a tab that misbehaved; where that does not work, the whole browser."""
        known = self.replaced
        try:
            await asyncio.wait_for(tab.context.close(), FAREWELL)
        except Exception:  # noqa: BLE001 - whatever the driver says: both are replaced
            await self._replace(known)

    async def _replace(self, known: int) -> None:
        """Starts browser and driver anew, unless another has done so since ``known``. Raises NoBrowserError where that does not work."""
        async with self._starting:
            if self.replaced != known:
                return
            self.replaced += 1
            await self._close()
            await self._start()

    async def _start(self) -> None:
        try:
            self._playwright = await driver()
        except DriverError as e:
            await asyncio.sleep(FAREWELL / 10)  # until its end has been heard of
            raise NoBrowserError((Tried(place="its driver", verdict=DRIVERLESS),), DRIVERLESS) from e
        self._browser, self.tried = await launch(self.playwright, self.choice)
        if self._browser is None:
            raise NoBrowserError(self.tried)

    async def _close(self) -> None:
        """Ends browser and driver, whatever state they are in."""
        self._idle.clear()
        browser, self._browser = self._browser, None
        driver, self._playwright = self._playwright, None
        for ending in (browser.close() if browser else None, driver.stop() if driver else None):
            if ending is not None:
                with contextlib.suppress(Exception):
                    await asyncio.wait_for(ending, FAREWELL)


def _calm(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Keeps quiet of what nobody waits for any more once a browser or its driver has gone."""
    said = str(context.get("exception", ""))
    if not any(x in said for x in ("Connection closed while reading from the driver", "has been closed")):
        loop.default_exception_handler(context)
