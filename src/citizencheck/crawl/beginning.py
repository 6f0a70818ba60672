"""Before the first page: what robots.txt allows and asks for, what the site shows for nothing, and the first addresses."""

from __future__ import annotations

from dataclasses import replace

from citizencheck.clock import steady
from citizencheck.crawl.addresses import Addresses
from citizencheck.crawl.asking import Asker, Halt
from citizencheck.crawl.fetch import Answer, HttpSource
from citizencheck.crawl.filing import Filing
from citizencheck.crawl.frontier import Entry
from citizencheck.crawl.opening import PROBE, look_for_missing, read_robots, sitemap_pages
from citizencheck.crawl.plan import CrawlPlan
from citizencheck.crawl.records import record_of
from citizencheck.crawl.robots import Robots
from citizencheck.crawl.site import Target
from citizencheck.crawl.throttle import MAX_CRAWL_DELAY, Throttle
from citizencheck.model import Page
from citizencheck.model.url import resolve

NOT_OBEYED = "robots.txt was not obeyed, as asked."


class Beginning:
    """Opens one crawl."""

    def __init__(
        self, plan: CrawlPlan, target: Target, addresses: Addresses, filing: Filing, asker: Asker, halt: Halt
    ) -> None:
        self.robots = Robots(rules=None)
        """What the site allows."""
        self._plan = plan
        self._target = target
        self._addresses = addresses
        self._filing = filing
        self._asker = asker
        self._halt = halt

    async def open(self) -> None:
        """Reads robots.txt and sitemaps and puts the first addresses in the queue."""
        if isinstance(self._target.source, HttpSource):
            self.robots = await read_robots(self._target.start, self._asker.ask, self._target.scope)
            if self._plan.ignore_robots:
                self.robots = replace(self.robots, closed=False, rules=None)
            self._keep_pace()
            if self.robots.closed and self.robots.rules is None:
                refused = Entry(url=resolve("/robots.txt", self._target.start) or "", depth=0, source="robots")
                self._addresses.settle(record_of(refused, self.robots.outcome, self.robots.reason))
        for seed in (self._target.start, *self._target.seeds):
            self._addresses.add(seed, depth=0, source="seed")
        if not self.robots.closed:
            if self.robots.allows(resolve(PROBE, self._target.start) or ""):
                self._filing.missing = await look_for_missing(self._target.start, self._asker.ask, self._parse)
            await self._sitemaps()

    async def _parse(self, answer: Answer, url: str) -> Page | None:
        return await self._filing.parse(answer, url)

    def _keep_pace(self) -> None:
        asked = self.robots.crawl_delay
        if asked is None or self._plan.ignore_robots:
            return
        if asked > MAX_CRAWL_DELAY:
            self._halt.end(
                f"robots.txt asks for {asked:g} s between requests, and no more than {MAX_CRAWL_DELAY:g} s is kept"
            )
            return
        own = self._asker.throttle
        self._asker.throttle = Throttle(
            least=max(asked, own.least), adaptive=own.adaptive, next_at=max(own.next_at, steady() + asked)
        )

    async def _sitemaps(self) -> None:
        if self._plan.sitemap == "none":
            return
        named = ["/sitemap.xml", *self.robots.sitemaps] if self._plan.sitemap == "auto" else [self._plan.sitemap]
        first = [resolve(s, self._target.start) or "" for s in named]
        async for url, sitemap in sitemap_pages(first, self._asker.ask, self._may_ask, self._plan.max_pages * 20):
            if self._target.scope.holds(url):
                self._addresses.add(url, depth=1, source="sitemap", referrer=sitemap)

    def _may_ask(self, url: str) -> bool:
        return not self._halt and self._target.scope.holds(url) and self.robots.allows(url)
