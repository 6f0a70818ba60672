"""Pages that misbehave cost their deadline and a line each; the page after them is seen as if nothing had been."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Awaitable, Callable

import pytest

from citizencheck.model.phone import PHONE, View
from citizencheck.render.browser import Browser, GaveUpError, Session
from citizencheck.render.facts import look
from render_support import HOME, pages

pytestmark = pytest.mark.asyncio(loop_scope="session")

HEAD = '<!doctype html><html lang="en"><head><title>Pay</title><meta name="viewport" content="width=device-width"></head><body><main><h1>Pay your council tax</h1><p>Pay here.</p></main>'
SECONDS = 1.5
"""What a page that never ends is given."""
AMPLE = 20.0


async def seen(browser: Browser, body: str, *, seconds: float = AMPLE, **more: str) -> View:
    """What is seen of a page whose body ends with ``body``."""
    found = {"/": HEAD + body, **{f"/{k.replace('_', '.')}": v for k, v in more.items()}}
    async with browser.open(f"{HOME}/", PHONE, pages(found), seconds=seconds) as session:
        return await look(session, PHONE)


async def is_well(browser: Browser) -> bool:
    """An innocent page is seen, whole and without a note."""
    view = await seen(browser, "")
    return view.is_seen and not view.notes and [h.text for h in view.headings] == ["Pay your council tax"]


@pytest.mark.parametrize(
    "script",
    [
        "for (;;) {}",
        "addEventListener('load', () => setTimeout(() => { for (;;) {} }, 1))",
        "const more = () => Promise.resolve().then(more); more()",
        "setInterval(() => { for (let i = 0; i < 1e5; i++) document.body.append(document.createElement('p')) }, 1)",
    ],
    ids=["never ends", "never ends after loading", "never lets go", "grows"],
)
async def test_a_page_without_end_costs_its_deadline_and_a_line(browser: Browser, script: str) -> None:
    began = time.monotonic()

    with pytest.raises(GaveUpError, match=r"did not come to rest within|brought its browser down"):
        await seen(browser, f"<script>{script}</script>", seconds=SECONDS)

    assert time.monotonic() - began < 60
    assert await is_well(browser)


@pytest.mark.parametrize(
    ("script", "note"),
    [
        ("for (let i = 0; i < 500; i++) alert(i)", None),
        ("onbeforeunload = () => 'stay'; for (let i = 0; i < 200; i++) confirm(i) || prompt(i)", None),
        ("const f = document.createElement('iframe'); document.body.append(f); for (let i = 0; i < 9; i++) f.contentWindow.alert(i)", None),
        ("for (let i = 0; i < 200; i++) window.open('/other?' + i)", None),
        ("location.replace('https://elsewhere.invalid/')", "it tries to go elsewhere by itself"),
        ("const f = document.createElement('form'); f.method = 'post'; f.action = '/send'; document.body.append(f); HTMLFormElement.prototype.submit.call(f)", "it tries to go elsewhere by itself"),
        ("fetch('/send', {method: 'POST', body: 'x'}).catch(() => 0)", "it tries to send something (POST)"),
        ("navigator.sendBeacon('/send', 'x')", "it tries to send something (POST)"),
        ("new WebSocket('wss://council.invalid/socket')", "it tries to open a socket"),
        ("Notification.requestPermission(); navigator.geolocation.getCurrentPosition(() => 0); navigator.mediaDevices && navigator.mediaDevices.getUserMedia({video: true}).catch(() => 0)", None),
        ("navigator.serviceWorker && navigator.serviceWorker.register('/worker.js').catch(() => 0)", None),
        ("const a = document.createElement('a'); a.href = 'data:application/zip,x'; a.download = 'x.zip'; document.body.append(a); for (let i = 0; i < 50; i++) a.click()", None),
        ("const a = document.createElement('a'); a.href = '/file.bin'; a.download = ''; document.body.append(a); for (let i = 0; i < 5; i++) a.click()", None),
        ("location.hash = 'a'; history.pushState({}, '', '/elsewhere'); history.back()", None),
        ("Array.prototype.toJSON = () => 'broken'; Element.prototype.getBoundingClientRect = () => ({}); Array.prototype.map = () => []", None),
        ("document.querySelector = document.querySelectorAll = window.getComputedStyle = () => { throw 1 }", None),
        ("window.citizencheck = {see: () => ({links: 'all well'})}", None),
    ],
)  # fmt: skip
async def test_a_page_that_pesters_is_seen_all_the_same(browser: Browser, script: str, note: str | None) -> None:
    view = await seen(browser, f"<script>{script}</script>", worker_js="onfetch = () => 0", file_bin="x")

    assert view.is_seen, view.reason
    assert [h.text for h in view.headings] == ["Pay your council tax"]
    assert note is None or note in view.notes


async def test_addresses_that_are_none_are_no_links(browser: Browser) -> None:
    """A browser hands over what it cannot make sense of as it stands there."""
    broken = ("http://[", "https://x:99999/")

    view = await seen(browser, "".join(f'<p><a href="{h}">There</a></p>' for h in (*broken, "/pay")))

    assert [link.url for link in view.links] == ["", "", f"{HOME}/pay"]


async def test_a_page_that_takes_itself_away_shows_nothing(browser: Browser) -> None:
    view = await seen(browser, "<script>document.documentElement.remove()</script>")

    assert (view.outcome, view.reason) == ("not_loaded", "there is nothing to see on it")


async def test_a_refresh_leaves_the_page_where_it_is(browser: Browser) -> None:
    view = await seen(browser, '<meta http-equiv="refresh" content="0; url=/other">')

    assert [h.text for h in view.headings] == ["Pay your council tax"]


@pytest.mark.parametrize(
    "script",
    [
        "let n = 0; const more = () => { for (let i = 0; i < 50; i++) new Image().src = '/x.png?' + n++; setTimeout(more, 1) }; more()",
        "setInterval(() => { location.href = '/other?' + Math.random() }, 5)",
        "setInterval(() => { const f = document.createElement('iframe'); f.src = '/?' + Math.random(); document.body.append(f) }, 5)",
    ],
    ids=["images", "itself elsewhere", "itself in frames"],
)
async def test_a_page_that_asks_without_end_is_handed_a_bounded_number_of_things(browser: Browser, script: str) -> None:
    asked: list[str] = []
    reply = pages({"/": f"{HEAD}<script>{script}</script>"}, asked)

    with contextlib.suppress(GaveUpError):  # whether it is seen before its time is over depends on the machine
        async with browser.open(f"{HOME}/", PHONE, reply, seconds=SECONDS) as session:
            await look(session, PHONE)

    assert 1 <= len(asked) <= 250
    assert await is_well(browser)


async def test_what_one_page_stores_is_not_there_for_the_next(browser: Browser) -> None:
    keeps = "<script>localStorage.seen = '1'; sessionStorage.seen = '1'; document.cookie = 'seen=1'</script>"
    tells = "<script>document.querySelector('h1').textContent = [localStorage.seen, sessionStorage.seen, document.cookie].join()</script>"
    await seen(browser, keeps)

    view = await seen(browser, tells)

    assert [h.text for h in view.headings] == [",,"]


async def spoilt(browser: Browser, spoil: Callable[[Session], Awaitable[object]]) -> str:
    """Why a page was given up while which ``spoil`` did its work."""
    try:
        async with browser.open(f"{HOME}/", PHONE, pages({"/": HEAD}), seconds=AMPLE) as session:
            with contextlib.suppress(Exception):
                await spoil(session)
            await look(session, PHONE)
    except GaveUpError as e:
        return str(e)
    return ""


async def test_a_page_that_crashes_costs_itself_alone(browser: Browser) -> None:
    why = await spoilt(browser, lambda s: s.within(s.tab.devtools.send("Page.crash")))

    assert why in ("it brought its browser down", "its window went away")
    assert await is_well(browser)


async def test_a_browser_that_goes_away_is_started_again(browser: Browser) -> None:
    async def away(session: Session) -> None:
        held = session.tab.context.browser
        assert held is not None
        await held.close()

    replaced = browser.replaced

    assert await spoilt(browser, away)
    assert await is_well(browser)
    assert browser.replaced > replaced


async def test_a_driver_that_goes_away_is_started_again(browser: Browser) -> None:
    assert await spoilt(browser, lambda _: browser.playwright.stop())
    assert await is_well(browser)
