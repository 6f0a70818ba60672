"""Two errands once the walk is done: a page past the border where journeys leave the site, and what the site's own search finds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from citizencheck.crawl.addresses import Addresses
from citizencheck.crawl.asking import SILENCE, Asker
from citizencheck.crawl.beginning import Beginning
from citizencheck.crawl.borders import Borders
from citizencheck.crawl.fetch import HttpSource
from citizencheck.crawl.filing import FALTERED, Filing
from citizencheck.crawl.plan import CrawlPlan
from citizencheck.crawl.searches import SiteSearch
from citizencheck.crawl.site import Target
from citizencheck.model import Outcome, Page, RunInfo, SearchQuestions, Snapshot, UrlRecord
from citizencheck.store import RunStore

AGAIN: Final = frozenset(
    map(
        str,
        (
            *SILENCE,
            *FALTERED,
            Outcome.SKIPPED_INTERRUPTED,
            Outcome.SKIPPED_BUDGET,
            Outcome.ROBOTS_DISALLOWED,
            Outcome.INTERNAL_ERROR,
        ),
    )
)
"""Outcomes of which a later crawl of the run may make something else."""


class Errands:
    """Runs the errands of one crawl."""

    def __init__(
        self,
        plan: CrawlPlan,
        target: Target,
        addresses: Addresses,
        filing: Filing,
        beginning: Beginning,
        asker: Asker,
        store: RunStore,
        ended: Callable[[], str],
    ) -> None:
        self._plan = plan
        self._target = target
        self._addresses = addresses
        self._filing = filing
        self._beginning = beginning
        self._asker = asker
        self._store = store
        self._ended = ended

    async def cross_borders(self) -> None:
        """Looks one page past the border where journeys leave the site; nothing is followed from there."""
        network = self._target.network
        if network is None or not self._plan.looks_past_border or self._ended():
            return
        borders = Borders(network, self._target.scope, self._filing.parser, self._settle_seam)
        await borders.cross(
            self._filing.hand_offs.chosen(),
            self._addresses.crossed,
            lambda: bool(self._ended()),
            self._asker.throttle.least,
        )

    def _settle_seam(self, record: UrlRecord, page: Page | None, body: bytes | None) -> None:
        self._addresses.settle(record, page, body, seam=True)
        self._store.breathe()

    async def probe_search(self, info: RunInfo, questions: Callable[[Snapshot], SearchQuestions]) -> None:
        """Asks the site's own search; whatever comes of it, the walk stays what it was."""
        if not isinstance(self._target.source, HttpSource):
            self._store.save_search(action="", why_not="a folder of pages answers no questions")
            return
        self._store.save_info(info)
        search = SiteSearch(
            scope=self._target.scope,
            robots=self._beginning.robots,
            store=self._store,
            ask=self._asker.ask,
            read=self._filing.read_results,
            ended=self._ended,
            again=AGAIN,
        )
        await search.run(questions(self._store.snapshot()))
