"""The crawl itself: a queue, a few workers, one stage after the other, and an end in words."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import Final

import httpx

from citizencheck import __version__
from citizencheck.clock import run, steady
from citizencheck.crawl.addresses import Addresses
from citizencheck.crawl.asking import Asker, Halt
from citizencheck.crawl.beginning import NOT_OBEYED, Beginning
from citizencheck.crawl.errands import AGAIN, Errands
from citizencheck.crawl.fetch import HttpSource
from citizencheck.crawl.filing import Filing
from citizencheck.crawl.frontier import Entry
from citizencheck.crawl.onlooking import ROUNDS, Desk, Onlooker, is_bare
from citizencheck.crawl.plan import CrawlPlan, Progress
from citizencheck.crawl.records import later, record_of
from citizencheck.crawl.resources import Resources
from citizencheck.crawl.scope import is_own_machine
from citizencheck.crawl.signals import heard
from citizencheck.crawl.site import Target, target_of
from citizencheck.crawl.telling import Teller
from citizencheck.crawl.throttle import START_DELAY, Throttle
from citizencheck.crawl.verdict import closing, left_out
from citizencheck.crawl.visiting import Visitor
from citizencheck.errors import CitizencheckError
from citizencheck.model import Outcome, RunInfo, RunStatus, SearchQuestions, Snapshot
from citizencheck.store import RunStore

GRACE: Final = 3.0
"""Seconds that answers under way still have after an interruption."""
SECOND_ROUND: Final = 60
"""Addresses at most that are asked for once more at the end, when a site that faltered may have recovered."""
Questions = Callable[[Snapshot], SearchQuestions]


def crawl(
    plan: CrawlPlan,
    store: RunStore,
    progress: Callable[[Progress], None] | None = None,
    *,
    questions: Questions | None = None,
    onlooker: Onlooker | None = None,
    transport: httpx.AsyncBaseTransport | None = None,
) -> RunInfo:
    """Crawls what ``plan`` names into ``store`` and says what became of it.

    ``onlooker`` looks at pages with a browser once the walk is done; links that only it sees return to the queue once.
    ``questions`` says, of what the walk has read, what the site's own search is asked; without it, it is not asked. SIGINT and SIGTERM end it early, with all that was read kept. ``transport`` takes the network's place in tests.
    Raises TargetError when the target cannot be crawled, StoreError when the store cannot be written.
    """
    target = target_of(plan, transport)
    return run(Engine(plan, target, store, progress, questions, onlooker).run())


class Engine:
    """One crawl. Its state is in the store; what is here can be built again from there."""

    def __init__(
        self,
        plan: CrawlPlan,
        target: Target,
        store: RunStore,
        progress: Callable[[Progress], None] | None = None,
        questions: Questions | None = None,
        onlooker: Onlooker | None = None,
    ) -> None:
        self.plan = plan
        self.target = target
        self.store = store
        self.questions = questions
        self.onlooker = onlooker
        self._halt = Halt()
        self._asker = Asker(
            target.source, Throttle(least=_pace(plan, target.start), adaptive=plan.delay is None), self._halt
        )
        self._addresses = Addresses(store, target.scope, max_depth=plan.max_depth)
        self._filing = Filing(self._addresses, target, store, self._asker)
        self._beginning = Beginning(plan, target, self._addresses, self._filing, self._asker, self._halt)
        self._visitor = Visitor(self._addresses, self._filing, self._asker, target.scope, store)
        self._teller = Teller(plan, self._addresses, self._filing, store, progress)
        self._errands = Errands(
            plan, target, self._addresses, self._filing, self._beginning, self._asker, store, self._ended
        )
        self._hurried = False
        """It was told twice to end: what is under way is dropped at once."""
        self._under_way: asyncio.Future[None] | None = None
        self._began = steady()
        self._busy = 0
        self._news = asyncio.Condition()

    async def run(self) -> RunInfo:
        """The whole crawl. Raises KeyboardInterrupt, with all that was read kept, where it was told twice to end."""
        with heard(self._interrupt):
            self._heart = asyncio.create_task(self._teller.beat())
            try:
                info = await self._stages()
            except BaseExceptionGroup as e:
                expected = e.split(CitizencheckError)[0]
                if expected is not None:
                    raise _first(expected) from None
                raise
            finally:
                self._heart.cancel()
                self._filing.rest()
                if self.onlooker is not None:
                    await self.onlooker.close()
                if self.target.network is not None:
                    await self.target.network.close()
            info = self._close(info)
        if self._hurried:
            raise KeyboardInterrupt
        return info

    async def _stages(self) -> RunInfo:
        """One part of the work after the other; once the crawl was ended, the later ones find nothing to do."""
        if self.onlooker is not None:
            await self.onlooker.prepare()
        self.store.begin(self.target.start)
        self.store.reopen(sorted(AGAIN))
        self._filing.restore(self._addresses.restore())
        await self._stage(self._open())
        await self._stage(self._walk())
        if self.onlooker is not None and not self._hurried:
            await self._stage(self._look_on(self.onlooker))
        self._skip_rest()
        await self._stage(self._errands.cross_borders())
        info = self._info()
        if self.questions is not None:
            await self._stage(self._errands.probe_search(info, self.questions))
        return info

    async def _stage(self, work: Coroutine[None, None, None]) -> None:
        """Does one part of the work; what is under way a few seconds after an interruption is dropped."""
        task = self._under_way = asyncio.ensure_future(work)
        try:
            await task
        except asyncio.CancelledError:
            if not (self._teller.interrupted and task.cancelled()):
                raise
        self._under_way = None

    def _drop(self) -> None:
        if self._under_way is not None:
            self._under_way.cancel()

    def _interrupt(self) -> None:
        if self._teller.interrupted:
            self._hurried = True
            self._drop()
            return
        self._teller.interrupted = True
        self._halt.end("it was interrupted")
        asyncio.get_running_loop().call_later(GRACE, self._drop)

    # The walk

    async def _open(self) -> None:
        await self._beginning.open()
        self._visitor.robots = self._beginning.robots
        self.store.commit()

    async def _walk(self) -> None:
        """Asks for all that waits, and at the end once more for what did not come."""
        await self._exhaust()
        if self._take_again():
            self._asker.retries = 1
            await self._workers()
        if self._filing.pages:
            await self._asker.make_sure_at_last(self.target.start)

    async def _exhaust(self) -> None:
        """Asks for all that waits, and for what turns out to wait too."""
        await self._workers()
        if not self._over() and self._addresses.weigh_marks(self._filing.pages):
            await self._workers()

    def _take_again(self) -> bool:
        """Puts what faltered back in the queue, where the site answers at all."""
        if self._over() or not self._filing.pages or not self._filing.faltered:
            return False
        self._addresses.take_back(list(self._filing.faltered.values())[:SECOND_ROUND])
        self._filing.faltered.clear()
        return True

    async def _workers(self) -> None:
        async with asyncio.TaskGroup() as group:
            for _ in range(self.plan.concurrency):
                group.create_task(self._work())

    async def _work(self) -> None:
        while True:
            entry = await self._next()
            if entry is None:
                return
            try:
                await self._visitor.visit(entry)
                await self._asker.make_sure(self.target.start)
            except CitizencheckError:
                raise
            except asyncio.CancelledError:
                self._addresses.settle(
                    record_of(entry, Outcome.SKIPPED_INTERRUPTED, "the crawl ended before it was answered")
                )
                raise
            except Exception as e:  # noqa: BLE001 - one odd page must never end the crawl; it is said, and the rest goes on
                self._addresses.settle(record_of(entry, Outcome.INTERNAL_ERROR, f"{type(e).__name__}: {e}"[:300]))
            finally:
                async with self._news:
                    self._busy -= 1
                    self._news.notify_all()
            self.store.breathe()
            self._teller.tell(entry.url)

    async def _next(self) -> Entry | None:
        async with self._news:
            while True:
                if self._over():
                    return None
                # What is under way may be a page each: the budget is kept to the page.
                entry = (
                    self._addresses.frontier.pop() if self._filing.pages + self._busy < self.plan.max_pages else None
                )
                if entry is not None:
                    self._busy += 1
                    return entry
                if self._busy == 0:
                    self._news.notify_all()
                    return None
                await self._news.wait()

    def _over(self) -> bool:
        self._halt.end(self._late())
        return bool(self._halt) or self._filing.pages >= self.plan.max_pages

    def _ended(self) -> str:
        return self._halt.why or self._late()

    def _late(self) -> str:
        late = self.plan.max_time is not None and steady() - self._began > self.plan.max_time
        return f"its {self.plan.max_time:g} s were spent" if late else ""

    # After the walk

    async def _look_on(self, onlooker: Onlooker) -> None:
        """Lets a browser look at what was read. Pages that only scripts fill are filed anew as it shows them, and lead on from there."""
        self._filing.rest()  # a browser needs the memory
        resources = Resources(self._asker, self.target.scope, self._beginning.robots, at_once=self.plan.concurrency)
        desk = Desk(ask=resources.get, ended=self._ended, tell=self._teller.tell)
        for _ in range(ROUNDS):
            bare = [p.url for p in self.store.pages() if is_bare(p)]
            async for url, html in onlooker.unfold(desk, bare):
                await self._filing.refile(url, html)
            if not len(self._addresses.frontier) or self._over():
                break
            await self._exhaust()
        self.store.save_info(self._info())
        async for url, html in onlooker.look(desk, self.store.snapshot()):
            await self._filing.refile(url, html)
        if len(self._addresses.frontier) and not self._over():
            await self._exhaust()

    # The end

    def _skip_rest(self) -> None:
        """Gives an outcome to all that still waits."""
        outcome = Outcome.SKIPPED_INTERRUPTED if self._halt or self._teller.interrupted else Outcome.SKIPPED_BUDGET
        reason = (
            "the crawl ended before it was asked for"
            if outcome is Outcome.SKIPPED_INTERRUPTED
            else f"the budget of {self.plan.max_pages} pages was spent"
        )
        self._addresses.leave(outcome, reason)

    def _info(self) -> RunInfo:
        """What the crawl says of itself."""
        start = next((r for r in self.store.records() if r.url == self.target.start), None)
        status, reason = closing(
            start=start,
            outcomes=self._addresses.outcomes,
            pages=self._filing.pages,
            stop=self._halt.why,
            robots=self._beginning.robots,
            interrupted=self._teller.interrupted,
        )
        left = self._addresses.outcomes[Outcome.SKIPPED_BUDGET]
        spent = status == RunStatus.COMPLETE and left > 0 and self._filing.pages >= self.plan.max_pages
        said = (
            reason,
            f"It stopped at its budget of {self.plan.max_pages} pages (--max-pages)." if spent else "",
            NOT_OBEYED if self.plan.ignore_robots and isinstance(self.target.source, HttpSource) else "",
            left_out(self.store.records(), whole=status == RunStatus.COMPLETE),
        )
        return RunInfo(
            target=self.plan.target,
            start_url=self.target.start,
            status=status,
            reason=" ".join(filter(None, said)),
            budget_reached=spent,
            started=self._teller.started,
            finished=later(self._teller.started, steady() - self._began),
            settings=self.plan.settings(),
            tool=f"citizencheck {__version__}",
        )

    def _close(self, info: RunInfo) -> RunInfo:
        if self._teller.interrupted:
            info = self._info()
        info = replace(info, finished=later(self._teller.started, steady() - self._began))
        self.store.save_info(info)
        self._teller.tell("", done=True)
        return info


def _first(group: BaseExceptionGroup[CitizencheckError]) -> CitizencheckError:
    inner = group.exceptions[0]
    return _first(inner) if isinstance(inner, BaseExceptionGroup) else inner


def _pace(plan: CrawlPlan, start: str) -> float:
    """Seconds between two requests at least: a server on this very machine is the user's own, and need not be spared."""
    if plan.delay is not None:
        return plan.delay
    return START_DELAY / 10 if is_own_machine(start) else START_DELAY
