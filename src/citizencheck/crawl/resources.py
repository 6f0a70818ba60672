"""What pages need to be shown: style sheets, scripts, images. Asked for once, at the crawl's pace, and nowhere but on the site."""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections import Counter
from typing import Final
from urllib.parse import urlsplit

from citizencheck.crawl.asking import REDIRECTS, Asker
from citizencheck.crawl.robots import Robots
from citizencheck.crawl.scope import Scope, is_unsafe
from citizencheck.model import Outcome
from citizencheck.model.url import host, resolve
from citizencheck.store import Resource

MOST: Final = 1500
"""Things that one run asks for in all."""
MOST_BYTES: Final = 150_000_000
MOST_QUERIES: Final = 30
"""Things at one path that differ in their query alone: a script that asks for ever new ones has no end."""
MAX_HOPS: Final = 5
STATIC: Final = re.compile(r"\.(?:css|m?js|png|jpe?g|gif|svg|webp|avif|ico|woff2?|ttf|otf)$", re.IGNORECASE)
PASSING: Final = frozenset({Outcome.SKIPPED_INTERRUPTED, Outcome.TIMEOUT, Outcome.NETWORK_ERROR, Outcome.RATE_LIMITED})
"""Outcomes that another run may not meet again."""
UNASKED: Final = frozenset({"media", "websocket", "manifest", "texttrack", "ping", "preflight", "eventsource"})
"""Kinds that change nothing in what is looked at: films and sounds, and what goes on in the background."""


class Resources:
    """Asks one site for what its pages need to be shown."""

    def __init__(self, asker: Asker, scope: Scope, robots: Robots, *, at_once: int = 2) -> None:
        self._asker = asker
        self._scope = scope
        self._robots = robots
        self._turn = asyncio.Semaphore(at_once)
        self._asked = 0
        self._bytes = 0
        self._queries: Counter[str] = Counter()

    async def get(self, url: str, kind: str) -> Resource:
        """What an address brings, redirects followed on the site; ``kind`` is what a browser calls it (``stylesheet``, ``image`` …)."""
        if kind in UNASKED:
            return Resource(url=url, reason=f"nothing is shown of it ({kind})")
        here = url
        for _ in range(MAX_HOPS):
            if not self._scope.holds(here):
                return Resource(
                    url=url, reason=f"it lies on {host(here)}, which is no part of the site", elsewhere=True
                )
            if why := self._forbidden(here):
                return Resource(url=url, reason=why)
            self._queries[_before_query(here)] += "?" in here
            async with self._turn:
                answer = await self._asker.ask(here, any_kind=True)
            self._asked += 1
            self._bytes += len(answer.body)
            following = (
                resolve(answer.headers.get("location", "").strip(), here) if answer.status in REDIRECTS else None
            )
            if following is None:
                break
            here = following
        else:
            return Resource(url=url, reason=f"more than {MAX_HOPS} redirects")
        if answer.outcome is not None or answer.status is None or answer.status >= 300:
            reason = answer.reason or f"HTTP {answer.status}"
            return Resource(url=url, status=answer.status, reason=reason, passing=answer.outcome in PASSING)
        return Resource(
            url=url, status=answer.status, content_type=answer.content_type or "application/octet-stream",
            sha256=hashlib.sha256(answer.body).hexdigest(), body=answer.body,
        )  # fmt: skip

    def _forbidden(self, url: str) -> str:
        if is_unsafe(url) and not STATIC.search(urlsplit(url).path):
            return "asking for it may change something"
        if not self._scope.wants(url):
            return "--include or --exclude leaves it out"
        if not self._robots.allows(url):
            return "robots.txt forbids it"
        if self._asked >= MOST or self._bytes >= MOST_BYTES:
            return "the site's pages want more than is asked for in one run"
        if "?" in url and self._queries[_before_query(url)] >= MOST_QUERIES:
            return "one address is wanted with ever new queries"
        return ""


def _before_query(url: str) -> str:
    return url.partition("?")[0]
