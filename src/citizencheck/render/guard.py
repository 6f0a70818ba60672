"""What a page may do: be handed what belongs to it, and nothing else.

The browser has no network (``chromium.FLAGS``). Every request of a page comes here and is answered by a ``Reply``, or refused. Only
GET; the page that was opened and no other; no windows, dialogs, downloads, workers in the background.
"""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urldefrag, urlsplit

from playwright.async_api import BrowserContext, Dialog, Download, Error, Page, Request, Route, WebSocketRoute

from citizencheck.clock import steady

MOST_REQUESTS: Final = 250
"""Things that one page is handed at most."""
MOST_NOTES: Final = 6
CALM: Final = """(() => {
  try { localStorage.clear(); sessionStorage.clear(); } catch (e) {}
  const nothing = () => undefined, no = () => null;
  for (const name of ['alert', 'print', 'moveTo', 'resizeTo']) window[name] = nothing;
  window.confirm = () => false; window.prompt = no; window.open = no;
  for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection', 'WebTransport', 'EventSource'])
    try { Object.defineProperty(window, name, {value: undefined, configurable: false}); } catch (e) {}
  addEventListener('submit', e => e.preventDefault(), true);
  addEventListener('beforeunload', e => e.stopImmediatePropagation(), true);
})()"""
"""Runs before any script of a page, in each of its frames: storage empty, so that no page depends on the one before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What a page is handed for an address."""

    body: bytes
    content_type: str
    status: int = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Nothing is handed over."""

    reason: str
    elsewhere: bool = False
    """It lies outside the site (rather than being missing or forbidden there)."""
    missing: bool = False
    """The site itself says that there is no such thing: a citizen sees the page without it too."""


Reply = Callable[[str, str], Awaitable[Response | Refused]]
"""(address without fragment, what for: ``document stylesheet script image font xhr fetch …``) -> what is handed over."""


class Guard:
    """Stands before one tab. Between two visits everything is refused."""

    def __init__(self) -> None:
        self.url = ""
        self.notes: list[str] = []
        self.elsewhere: dict[str, None] = {}
        """Hosts that were refused since they are no part of the site, in the order met."""
        self.unstyled = ""
        """Why a style sheet is missing; ``""`` where none is."""
        self.crashed = False
        self.pending = 0
        """Requests whose answer is under way."""
        self.opened = False
        """The page that was admitted has been handed over."""
        self._reply: Reply | None = None
        self._asked = 0
        self._waited = 0.0
        self._since = 0.0

    async def stand(self, context: BrowserContext, page: Page) -> None:
        """Takes its place before a tab."""
        await context.add_init_script(CALM)
        await context.grant_permissions([])
        await context.route("**/*", self._answer)
        await context.route_web_socket("**/*", self._no_socket)
        context.on("page", self._close_window)
        page.on("dialog", self._dismiss)
        page.on("download", self._refuse_download)
        page.on("crash", self._note_crash)

    def admit(self, url: str, reply: Reply) -> None:
        """Lets the tab open ``url`` and what ``reply`` hands over for it."""
        self.url, self._reply = urldefrag(url).url, reply
        self.notes, self.elsewhere, self.unstyled = [], {}, ""
        self.opened, self._asked, self._waited, self.pending = False, 0, 0.0, 0

    def dismiss(self) -> None:
        """Ends a visit."""
        self._reply = None

    @property
    def waited(self) -> float:
        """Seconds of this visit in which the page waited for us: they do not count against it."""
        return self._waited + (steady() - self._since if self.pending else 0.0)

    def note(self, what: str) -> None:
        """Remembers something that a page should not do."""
        if what not in self.notes and len(self.notes) < MOST_NOTES:
            self.notes.append(what)

    async def _answer(self, route: Route, request: Request) -> None:
        with contextlib.suppress(Error):  # the page may be gone by the time that it is answered
            response = await self._response(request)
            if isinstance(response, Response):
                headers = {"content-type": response.content_type, "access-control-allow-origin": "*"}
                await route.fulfill(status=response.status, headers=headers, body=response.body)
            elif response is None:
                await route.fulfill(status=204)  # a navigation answered with "no content" leaves the page where it is
            else:
                await route.abort("blockedbyclient")

    async def _response(self, request: Request) -> Response | Refused | None:
        url, kind, reply = urldefrag(request.url).url, request.resource_type, self._reply
        if reply is None:
            return Refused(reason="no page is being looked at")
        if request.is_navigation_request() and request.frame.parent_frame is None:
            if self.opened or url != self.url:
                if self.opened:  # else it is the page before, which has not heard yet that its time is over
                    self.note("it tries to go elsewhere by itself")
                return None
            self.opened = True
        if request.method != "GET":
            self.note(f"it tries to send something ({request.method[:10]})")
            return Refused(reason="only GET is ever asked")
        if urlsplit(url).scheme not in ("http", "https"):
            return Refused(reason="no address of the web")
        self._asked += 1
        if self._asked > MOST_REQUESTS:
            self.note(f"it asks for more than {MOST_REQUESTS} things")
            return Refused(reason="it asks for too much")
        response = await self._wait_for(reply(url, kind))
        if isinstance(response, Refused):
            if response.elsewhere:
                self.elsewhere.setdefault(urlsplit(url).netloc)
            if kind == "stylesheet" and not response.missing:
                self.unstyled = self.unstyled or f"the style sheet {url[:200]} could not be had: {response.reason}"
        return response

    async def _wait_for(self, answer: Awaitable[Response | Refused]) -> Response | Refused:
        if self.pending == 0:
            self._since = steady()
        self.pending += 1
        try:
            return await answer
        finally:
            self.pending = max(0, self.pending - 1)
            if self.pending == 0:
                self._waited += steady() - self._since

    async def _no_socket(self, socket: WebSocketRoute) -> None:
        self.note("it tries to open a socket")
        with contextlib.suppress(Error):
            await socket.close()

    async def _close_window(self, page: Page) -> None:
        if self._reply is not None:
            self.note("it opens windows")
            with contextlib.suppress(Error):
                await page.close()

    async def _dismiss(self, dialog: Dialog) -> None:
        self.note("it opens dialogs")
        with contextlib.suppress(Error):
            await dialog.dismiss()

    async def _refuse_download(self, download: Download) -> None:
        self.note("it starts a download")
        with contextlib.suppress(Error):
            await download.cancel()

    def _note_crash(self, _page: Page) -> None:
        self.crashed = True
