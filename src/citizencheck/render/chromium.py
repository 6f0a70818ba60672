"""Which Chromium there is: where it is looked for, in which order, and what was found."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from playwright.async_api import Browser as PlaywrightBrowser
from playwright.async_api import Error, Playwright, async_playwright

from citizencheck.clock import run

NAMES: Final = (
    "chromium-headless-shell", "chromium", "google-chrome", "google-chrome-stable", "chromium-browser", "chrome",
)  # fmt: skip
CHANNELS: Final = ("chrome", "msedge")
LAUNCH: Final = 30.0
"""Seconds that a browser may take to start."""
NOWHERE: Final = "http://0.0.0.0:9"
FEATURES: Final = (
    "CDPScreenshotNewSurface", "SkipListAccountsWithoutGaiaCookies",
    "NetworkServiceInProcess2",
)  # fmt: skip
"""What the browser is to have: first what its driver asks for, then ours. Of two lists it hears only the last."""
NO_FEATURES: Final = (
    "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades", "HttpsFirstBalancedModeAutoEnable",
    "LensOverlay", "MediaRouter", "PaintHolding", "ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect",
    "TcpPortRandomizationWin", "OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled", "PreconnectToSearch",
    "msForceBrowserSignIn", "msEdgeUpdateLaunchServicesPreferredVersion",
    "WebUIOmniboxPopup", "WebUIOmniboxAimPopup",
)  # fmt: skip
"""What it is not to have, likewise: ours are pages of its own windows, which nobody sees."""
SMALL: Final = "--max-semi-space-size=1"
"""What the driver's Node is told (``NODE_OPTIONS``): it keeps less memory for what it has done with, and is as fast."""
FLAGS: Final = (
    "--disable-gpu", "--disable-dev-shm-usage", "--disable-extensions", "--disable-background-networking",
    "--disable-component-update", "--no-pings", "--mute-audio", "--hide-scrollbars",
    # Few processes, since each holds a browser's worth of memory: no graphics card to guard, no network to speak of (see below), and
    # the pages of one site, without cookies or passwords, to keep apart from nobody. The sandbox around pages stays.
    "--in-process-gpu", "--disable-software-rasterizer", f"--enable-features={','.join(FEATURES)}", f"--disable-features={','.join(NO_FEATURES)}",
    "--no-unsandboxed-zygote", "--disable-site-isolation-trials",
    # A page may use so much memory for its scripts and no more.
    "--js-flags=--max-old-space-size=512",
    # The browser has no network of its own: what a page needs is handed to it (guard.py), and whatever escapes that finds neither
    # a name nor a way, not even to this machine.
    "--host-resolver-rules=MAP * ~NOTFOUND", f"--proxy-server={NOWHERE}", "--proxy-bypass-list=<-loopback>",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp", "--webrtc-ip-handling-policy=disable_non_proxied_udp",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Where to look for a browser."""

    path: str = ""
    """The one that the user named: no other will do then."""
    environ: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A place where a browser was looked for."""

    place: str
    """``--browser-path``, ``$CHROME_PATH``, ``playwright's own``, ``channel chrome``, ``chromium on the PATH``."""
    path: str = ""
    channel: str = ""
    works: bool = False
    verdict: str = ""
    """``Chromium 156.0``, or why not."""


class DriverError(Exception):
    """What drives browsers does not start."""


async def driver() -> Playwright:
    """Starts the driver of browsers, which takes about 110 MB by itself; to be ended by ``stop()``. Raises DriverError where it dies of that."""
    given = os.environ.get("NODE_OPTIONS")
    os.environ["NODE_OPTIONS"] = f"{SMALL} {given or ''}".strip()
    try:
        return await async_playwright().start()
    except Exception as e:  # it knows no other
        raise DriverError from e
    finally:
        if given is None:
            del os.environ["NODE_OPTIONS"]
        else:
            os.environ["NODE_OPTIONS"] = given


async def launch(playwright: Playwright, choice: Choice) -> tuple[PlaywrightBrowser | None, tuple[Tried, ...]]:
    """The first browser that starts, and all that was tried up to it."""
    tried: list[Tried] = []
    for place in places(playwright, choice):
        browser, said = await start(playwright, place)
        tried.append(said)
        if browser is not None:
            return browser, tuple(tried)
    return None, tuple(tried)


def try_all(choice: Choice) -> tuple[Tried, ...]:
    """What comes of every place where a browser may be; the first that works is the one that is used."""

    async def tried() -> tuple[Tried, ...]:
        said: list[Tried] = []
        async with async_playwright() as playwright:
            for place in places(playwright, choice):
                browser, verdict = await start(playwright, place)
                said.append(verdict)
                if browser is not None:
                    await browser.close()
        return tuple(said)

    return run(tried())


def places(playwright: Playwright, choice: Choice) -> Iterator[Tried]:
    """Where a browser may be, in order."""
    if choice.path:
        yield Tried(place="--browser-path", path=choice.path)
        return
    for name in ("CITIZENCHECK_BROWSER", "CHROME_PATH"):
        if choice.environ.get(name):
            yield Tried(place=f"${name}", path=choice.environ[name])
    yield Tried(place="playwright's own", path=playwright.chromium.executable_path)
    for name in NAMES:
        yield Tried(place=f"{name} on the PATH", path=shutil.which(name, path=choice.environ.get("PATH", "")) or "")
    for channel in CHANNELS:
        yield Tried(place=f"channel {channel}", channel=channel)


async def start(playwright: Playwright, place: Tried) -> tuple[PlaywrightBrowser | None, Tried]:
    """Starts the browser of a place, and says how that went."""
    if not place.channel and (why := _missing(place.path)):
        return None, replace(place, verdict=why)
    try:
        browser = await playwright.chromium.launch(
            executable_path=place.path or None,
            channel=place.channel or None,
            headless=True,
            chromium_sandbox=os.geteuid() != 0,
            args=list(FLAGS),
            # Pop-ups are refused by the browser itself, as they are for a citizen.
            ignore_default_args=["--disable-popup-blocking"],
            timeout=LAUNCH * 1000,
        )
    except Error as e:
        return None, replace(place, verdict=_why(e))
    return browser, replace(place, works=True, verdict=f"Chromium {browser.version}")


def _missing(path: str) -> str:
    if not path:
        return "not there"
    if not Path(path).is_file():
        return "there is no such file"
    return "" if os.access(path, os.X_OK) else "it may not be run"


def _why(error: Error) -> str:
    """The line of a failed start that says most."""
    lines = [line.strip(" │╔╚║═╗╝-").removeprefix("BrowserType.launch: ") for line in error.message.splitlines()]
    lines = [line for line in lines if "<launching>" not in line]
    own = [line.partition("[err] ")[2] for line in lines if "[err] " in line]
    telling = next(
        (x for x in [*own, *lines] if any(w in x for w in ("error while loading", "sandbox", "is not found"))), ""
    )
    first = next((x for x in [*own, *lines] if x and not x.startswith("<")), "no reason given")
    return f"it does not start: {telling or first}"[:200]
