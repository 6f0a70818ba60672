"""One page past the border, where journeys leave the site; nothing is followed from there."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from typing import Final
from urllib.parse import urlsplit

from citizencheck.crawl.asking import REDIRECTS
from citizencheck.crawl.fetch import Answer, HttpSource
from citizencheck.crawl.frontier import Entry
from citizencheck.crawl.opening import read_robots
from citizencheck.crawl.parsing import Parser
from citizencheck.crawl.records import record_of
from citizencheck.crawl.robots import Robots
from citizencheck.crawl.scope import Scope, is_unsafe
from citizencheck.crawl.walls import refusal
from citizencheck.model import Outcome, Page, UrlRecord
from citizencheck.model.url import resolve, scheme

MAX_HOPS: Final = 10

Settle = Callable[[UrlRecord, Page | None, bytes | None], None]


class Borders:
    """Looks at hand-offs, each host by its own robots.txt."""

    def __init__(self, network: HttpSource, scope: Scope, parser: Parser, settle: Settle) -> None:
        self._network = network
        self._scope = scope
        self._parser = parser
        self._settle = settle
        self._rules: dict[str, Robots] = {}

    async def cross(
        self, chosen: Iterable[tuple[str, str]], crossed: Collection[str], ended: Callable[[], bool], pause: float
    ) -> None:
        """Asks for each chosen (address, page it leaves from) that was not asked for in an earlier crawl of the same run."""
        for url, source in chosen:
            if ended():
                return
            if url in crossed:
                continue
            entry = Entry(url=url, depth=0, referrer=source, source="seam")
            if not (await self._robots(url)).allows(url):
                self._settle(record_of(entry, Outcome.ROBOTS_DISALLOWED, "its robots.txt forbids it"), None, None)
                continue
            await self._look(entry)
            await asyncio.sleep(pause)

    async def _robots(self, url: str) -> Robots:
        place = urlsplit(url)._replace(path="/", query="").geturl()
        if place not in self._rules:
            self._rules[place] = await read_robots(place, self._network.get, self._scope)
        return self._rules[place]

    async def _look(self, entry: Entry) -> None:
        url, answer = await self._arrive(entry.url)
        refused = (
            (answer.outcome, answer.reason)
            if answer.outcome
            else refusal(answer.status or 0, answer.headers, answer.body)
        )
        if refused is not None or not answer.is_html:
            outcome, reason = refused or (Outcome.NOT_HTML, answer.content_type)
            self._settle(replace(record_of(entry, outcome, reason, answer), target=url), None, None)
            return
        page = await self._parser.parse(answer.body, url, answer.content_type)
        if page is None:
            return
        record = record_of(entry, Outcome.OK, "one page past the border", answer)
        self._settle(
            replace(record, target=url, sha256=page.sha256), replace(page, url=entry.url, canonical=url), answer.body
        )

    async def _arrive(self, url: str) -> tuple[str, Answer]:
        """(where redirects end, what is answered there)."""
        answer = await self._network.get(url)
        for _ in range(MAX_HOPS):
            following = resolve(answer.headers.get("location", ""), url) if answer.status in REDIRECTS else None
            if following is None or scheme(following) not in ("http", "https") or is_unsafe(following):
                break
            url = following
            answer = await self._network.get(url)
        return url, answer
