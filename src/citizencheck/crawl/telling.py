"""What a crawl says of itself while it is under way: to whoever shows it, and in ``status.json``."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable

from citizencheck.crawl.addresses import Addresses
from citizencheck.crawl.filing import Filing
from citizencheck.crawl.plan import CrawlPlan, Progress
from citizencheck.crawl.records import now
from citizencheck.errors import StoreError
from citizencheck.store import RunStore


class Teller:
    """Tells how far one crawl is."""

    def __init__(
        self,
        plan: CrawlPlan,
        addresses: Addresses,
        filing: Filing,
        store: RunStore,
        progress: Callable[[Progress], None] | None,
    ) -> None:
        self.started = now()
        self.interrupted = False
        self._plan = plan
        self._addresses = addresses
        self._filing = filing
        self._store = store
        self._progress = progress
        self._url = ""

    def tell(self, url: str, *, done: bool = False) -> None:
        """Says that ``url`` is dealt with, or that the crawl is ``done``."""
        self._url = url
        if done:
            self._note("crawled")
        if self._progress is not None:
            waiting = len(self._addresses.frontier)
            self._progress(Progress(pages=self._filing.pages, queued=waiting, url=url, interrupted=self.interrupted))

    async def beat(self) -> None:
        """Says every second that the crawl is alive."""
        while True:
            # A disk that is full says so where a page is written.
            with contextlib.suppress(StoreError):
                self._note("interrupted" if self.interrupted else "crawling")
            await asyncio.sleep(1)

    def _note(self, state: str) -> None:
        self._store.status(
            state=state,
            target=self._plan.target,
            pages=self._filing.pages,
            waiting=len(self._addresses.frontier),
            max_pages=self._plan.max_pages,
            url=self._url,
            started=self.started,
            updated=now(),
        )
