"""The crawl itself: a queue, a few workers, and one outcome for every address that was seen."""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter
from collections.abc import Callable, Coroutine
from dataclasses import replace
from itertools import islice
from typing import Final

import httpx

from citizencheck import __version__
from citizencheck.clock import run, steady
from citizencheck.crawl.asking import REDIRECTS, SILENCE, Asker, Halt
from citizencheck.crawl.borders import Borders
from citizencheck.crawl.fetch import Answer, HttpSource
from citizencheck.crawl.frontier import Entry, Frontier
from citizencheck.crawl.onlooking import ROUNDS, Desk, Onlooker, is_bare
from citizencheck.crawl.opening import PROBE, Missing, look_for_missing, read_robots, sitemap_pages
from citizencheck.crawl.parsing import Parser
from citizencheck.crawl.plan import CrawlPlan, Progress
from citizencheck.crawl.records import later, now, record_of
from citizencheck.crawl.resources import Resources
from citizencheck.crawl.robots import Robots
from citizencheck.crawl.scope import is_own_machine, is_unsafe
from citizencheck.crawl.seams import HandOffs
from citizencheck.crawl.searches import SiteSearch
from citizencheck.crawl.signals import heard
from citizencheck.crawl.site import Target, target_of
from citizencheck.crawl.throttle import MAX_CRAWL_DELAY, START_DELAY, Throttle
from citizencheck.crawl.traps import Traps, is_beneath
from citizencheck.crawl.verdict import ENDLESS, closing, left_out
from citizencheck.crawl.walls import is_login, is_spelling_of, judge_page, refusal
from citizencheck.errors import CitizencheckError, StoreError
from citizencheck.model import Link, LinkKind, Outcome, Page, RunInfo, RunStatus, SearchQuestions, Snapshot, UrlRecord
from citizencheck.model.url import WEB_SCHEMES, host, identity, resolve, scheme
from citizencheck.store import Pending, RunStore

MAX_HOPS: Final = 10
MAX_DOCUMENTS: Final = 200
MAX_LINKS: Final = 5_000
"""Links of one page that are followed; what is beyond says nothing more about a council."""
MARKED: Final = 10
"""Pages that a site must have for each address that only "nofollow" leads to, if those marks are to be taken at their word."""
GRACE: Final = 3.0
"""Seconds that answers under way still have after an interruption."""
SECOND_ROUND: Final = 60
"""Addresses at most that are asked for once more at the end, when a site that faltered may have recovered."""
FALTERED: Final = frozenset({Outcome.NETWORK_ERROR, Outcome.UNAVAILABLE, Outcome.TRUNCATED, Outcome.RATE_LIMITED})
FOR_RESUME: Final = (
    *sorted(SILENCE | FALTERED), Outcome.SKIPPED_INTERRUPTED, Outcome.SKIPPED_BUDGET, Outcome.ROBOTS_DISALLOWED,
    Outcome.INTERNAL_ERROR,
)  # fmt: skip

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
        self.progress = progress
        self.questions = questions
        self.onlooker = onlooker
        self.traps = Traps()
        self.frontier = Frontier(self.traps)
        self.hand_offs = HandOffs(target.scope)
        self.parser = Parser()
        self.pages = 0
        self.robots = Robots(rules=None)
        self.notes: list[str] = []
        self.outcomes: Counter[str] = Counter()
        self.interrupted = False
        self._url = ""
        self._under_way: asyncio.Future[None] | None = None
        self._began = steady()
        self._started = now()
        self._seen: dict[str, str] = {}
        """Identity -> the address that stands for it."""
        self._texts: dict[str, str] = {}
        """Text hash -> the first page that said it."""
        self._echoes: dict[str, str] = {}
        """Page -> text hash, of pages that said what another page had said."""
        self._crossed: set[str] = set()
        """Addresses past the border that an earlier crawl of this run has asked for."""
        self._marked: dict[str, Entry] = {}
        """Identity -> an address that a link marked "nofollow" leads to."""
        self._faltered: dict[str, Entry] = {}
        self._refreshes: dict[str, UrlRecord] = {}
        """Pages that only send one on."""
        self._documents = 0
        self._missing: Missing | None = None
        self._halt = Halt()
        self._asker = Asker(
            target.source,
            Throttle(least=_pace(plan, target.start), adaptive=plan.delay is None),
            self._halt,
        )
        self._ask = self._asker.ask
        self._busy = 0
        self._news = asyncio.Condition()

    async def run(self) -> RunInfo:
        """The whole crawl."""
        self._heart = asyncio.create_task(self._beat())
        try:
            with heard(self._interrupt):
                if self.onlooker is not None:
                    await self.onlooker.prepare()
                self.store.begin(self.target.start)
                self._restore()
                await self._stage(self._open())
                await self._stage(self._walk())
                if self.onlooker is not None:
                    await self._stage(self._look_on(self.onlooker))
                self._skip_rest()
                await self._stage(self._cross_borders())
                info = self._info()
                if self.questions is not None:
                    await self._stage(self._probe_search(info, self.questions))
        except BaseExceptionGroup as e:
            expected = e.split(CitizencheckError)[0]
            if expected is not None:
                raise _first(expected) from None
            raise
        finally:
            self._heart.cancel()
            self.parser.close()
            if self.onlooker is not None:
                await self.onlooker.close()
            if self.target.network is not None:
                await self.target.network.close()
        return self._close(info)

    async def _stage(self, work: Coroutine[None, None, None]) -> None:
        """Does one part of the work; what is under way a few seconds after an interruption is dropped."""
        task = self._under_way = asyncio.ensure_future(work)
        try:
            await task
        except asyncio.CancelledError:
            if not (self.interrupted and task.cancelled()):
                raise
        self._under_way = None

    def _drop(self) -> None:
        if self._under_way is not None:
            self._under_way.cancel()

    async def _walk(self) -> None:
        """Asks for all that waits, and at the end once more for what did not come."""
        await self._exhaust()
        if self._take_again():
            self._asker.retries = 1
            await self._workers()
        if self.pages:
            await self._asker.make_sure_at_last(self.target.start)

    async def _exhaust(self) -> None:
        """Asks for all that waits, and for what turns out to wait too."""
        await self._workers()
        if not self._over() and self._weigh_marks():
            await self._workers()

    async def _workers(self) -> None:
        async with asyncio.TaskGroup() as group:
            for _ in range(self.plan.concurrency):
                group.create_task(self._work())

    def _take_again(self) -> bool:
        """Puts what faltered back in the queue, where the site answers at all."""
        if self._over() or not self.pages or not self._faltered:
            return False
        again = list(self._faltered.values())[:SECOND_ROUND]
        self._faltered.clear()
        for entry in again:
            record = self.store.take_back(entry.url)
            self.outcomes[record] -= 1
            self.frontier.add(entry)
        return True

    def _weigh_marks(self) -> bool:
        """Decides on addresses that no link leads to but such as say "nofollow"; True when they are to be asked for after all.

        A few such marks are meant: they stand on what a crawler should not set off. Where a site puts them on many of its links, its
        editor does so by itself, and they say nothing.
        """
        marked = {name: entry for name, entry in self._marked.items() if name not in self._seen}
        self._marked.clear()
        meant = len(marked) * MARKED <= self.pages
        for entry in marked.values():
            if meant or "?" in entry.url:
                self._skip(
                    entry.url,
                    Outcome.SKIPPED_UNSAFE,
                    "the links to it say that it is not for crawlers",
                    entry.depth - 1,
                    entry.referrer,
                )
            else:
                self._add(entry.url, depth=entry.depth, referrer=entry.referrer)
        return len(self.frontier) > 0

    # Beginning and end

    def _restore(self) -> None:
        """Takes up where an earlier crawl in the same store ended."""
        self.store.reopen([*map(str, FOR_RESUME)])
        depths: dict[str, int] = {}
        for record in self.store.records():
            if record.source == "seam":
                self._crossed.add(record.url)
                continue
            self._seen[identity(record.url)] = record.url
            self.outcomes[record.outcome] += 1
            self._documents += record.source == "document"
            if record.outcome == Outcome.OK:
                self.pages += 1
                depths[record.url] = record.depth
            if record.outcome == Outcome.REDIRECT and record.reason.startswith("a refresh"):
                self._refreshes[record.url] = record
        for waiting in self.store.waiting():
            self._seen[identity(waiting.url)] = waiting.url
            if waiting.source == "robots":  # it was refused, and is read again with the others that open a crawl
                self._settle(
                    record_of(Entry(url=waiting.url, depth=0, source="robots"), Outcome.NOT_HTML, "rules for us")
                )
                continue
            self.frontier.add(
                Entry(url=waiting.url, depth=waiting.depth, referrer=waiting.referrer, source=waiting.source)
            )
        for page in self.store.pages():
            self.traps.queued(page.url)
            self.traps.read(page.url, page.text, repeated=page.text_hash in self._texts)
            self._texts.setdefault(page.text_hash, page.url)
            self.hand_offs.note(page)
            # All of it is known, but where a damaged disk has lost rows: then the site must not end up shorter than it is.
            self._enqueue(page, Entry(url=page.url, depth=depths.get(page.url, 0)))

    async def _open(self) -> None:
        """Reads robots.txt and sitemaps and puts the first addresses in the queue."""
        if isinstance(self.target.source, HttpSource):
            self.robots = await read_robots(self.target.start, self._ask, self.target.scope)
            if self.plan.ignore_robots:
                self.notes.append("robots.txt was not obeyed, as asked.")
                self.robots = replace(self.robots, closed=False, rules=None)
            self._pace()
            if self.robots.closed and self.robots.rules is None:
                refused = Entry(url=resolve("/robots.txt", self.target.start) or "", depth=0, source="robots")
                self._settle(record_of(refused, self.robots.outcome, self.robots.reason))
        for seed in (self.target.start, *self.target.seeds):
            self._add(seed, depth=0, source="seed")
        if not self.robots.closed:
            if self.robots.allows(resolve(PROBE, self.target.start) or ""):
                self._missing = await look_for_missing(self.target.start, self._ask, self._parse)
            await self._sitemaps()
        self.store.commit()

    def _pace(self) -> None:
        asked = self.robots.crawl_delay
        if asked is None or self.plan.ignore_robots:
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
        if self.plan.sitemap == "none":
            return
        named = ["/sitemap.xml", *self.robots.sitemaps] if self.plan.sitemap == "auto" else [self.plan.sitemap]
        first = [resolve(s, self.target.start) or "" for s in named]
        most = self.plan.max_pages * 20
        async for url, sitemap in sitemap_pages(first, self._ask, self._may_ask, most):
            if self.target.scope.holds(url):
                self._add(url, depth=1, source="sitemap", referrer=sitemap)

    def _may_ask(self, url: str) -> bool:
        return not self._halt and self.target.scope.holds(url) and self.robots.allows(url)

    def _skip_rest(self) -> None:
        """Gives an outcome to all that still waits."""
        outcome = Outcome.SKIPPED_INTERRUPTED if self._halt or self.interrupted else Outcome.SKIPPED_BUDGET
        reason = (
            "the crawl ended before it was asked for"
            if outcome is Outcome.SKIPPED_INTERRUPTED
            else f"the budget of {self.plan.max_pages} pages was spent"
        )
        for entry in self.frontier.drain():
            self._settle(record_of(entry, outcome, reason))
        self.store.commit()

    def _info(self) -> RunInfo:
        """What the crawl says of itself."""
        start = next((r for r in self.store.records() if r.url == self.target.start), None)
        status, reason = closing(
            start=start,
            outcomes=self.outcomes,
            pages=self.pages,
            stop=self._halt.why,
            robots=self.robots,
            interrupted=self.interrupted,
        )
        left = self.outcomes[Outcome.SKIPPED_BUDGET]
        spent = status == RunStatus.COMPLETE and left > 0 and self.pages >= self.plan.max_pages
        budget = f"It stopped at its budget of {self.plan.max_pages} pages (--max-pages)." if spent else ""
        return RunInfo(
            target=self.plan.target,
            start_url=self.target.start,
            status=status,
            reason=" ".join(filter(None, (reason, budget, *self.notes, left_out(self.store.records())))),
            budget_reached=spent,
            started=self._started,
            finished=later(self._started, steady() - self._began),
            settings=self.plan.settings(),
            tool=f"citizencheck {__version__}",
        )

    def _close(self, info: RunInfo) -> RunInfo:
        if self.interrupted:
            info = self._info()
        info = replace(info, finished=later(self._started, steady() - self._began))
        self.store.save_info(info)
        self._tell("", done=True)
        return info

    def _interrupt(self) -> None:
        if self.interrupted:
            raise KeyboardInterrupt
        self.interrupted = True
        self._halt.end("it was interrupted")
        asyncio.get_running_loop().call_later(GRACE, self._drop)

    async def _beat(self) -> None:
        """Says every second that the crawl is alive."""
        while True:
            # A disk that is full says so where a page is written.
            with contextlib.suppress(StoreError):
                self._note("interrupted" if self.interrupted else "crawling")
            await asyncio.sleep(1)

    # The work

    async def _work(self) -> None:
        while True:
            entry = await self._next()
            if entry is None:
                return
            try:
                await self._visit(entry)
                await self._asker.make_sure(self.target.start)
            except CitizencheckError:
                raise
            except asyncio.CancelledError:
                self._settle(record_of(entry, Outcome.SKIPPED_INTERRUPTED, "the crawl ended before it was answered"))
                raise
            except Exception as e:  # noqa: BLE001 - one odd page must never end the crawl; it is said, and the rest goes on
                self._settle(record_of(entry, Outcome.INTERNAL_ERROR, f"{type(e).__name__}: {e}"[:300]))
            finally:
                async with self._news:
                    self._busy -= 1
                    self._news.notify_all()
            self.store.breathe()
            self._tell(entry.url)

    async def _next(self) -> Entry | None:
        async with self._news:
            while True:
                if self._over():
                    return None
                # What is under way may be a page each: the budget is kept to the page.
                entry = self.frontier.pop() if self.pages + self._busy < self.plan.max_pages else None
                if entry is not None:
                    self._busy += 1
                    return entry
                if self._busy == 0:
                    self._news.notify_all()
                    return None
                await self._news.wait()

    def _over(self) -> bool:
        self._halt.end(self._late())
        return bool(self._halt) or self.pages >= self.plan.max_pages

    def _late(self) -> str:
        late = self.plan.max_time is not None and steady() - self._began > self.plan.max_time
        return f"its {self.plan.max_time:g} s were spent" if late else ""

    async def _visit(self, entry: Entry) -> None:
        why = self.traps.refuses(entry.url) if entry.source != "seed" else ""
        if why:
            self._settle(record_of(entry, Outcome.SKIPPED_BUDGET, f"{ENDLESS}{why}"))
            return
        if not self.robots.allows(entry.url):
            self._settle(record_of(entry, self.robots.outcome, self.robots.reason or "robots.txt forbids it"))
            return
        if entry.source == "document":
            await self._look_at_document(entry)
            return
        answer = await self._ask(entry.url)
        if answer.status in REDIRECTS:
            await self._follow(entry, answer)
            return
        await self._take(entry, answer)

    async def _follow(self, entry: Entry, answer: Answer) -> None:
        """Follows redirects hop by hop; each address on the way gets its own outcome."""
        visited = [entry.url]
        self_hops = 0
        while True:
            here = visited[-1]
            following = (
                resolve(answer.headers.get("location", "").strip(), here) if answer.headers.get("location") else None
            )
            problem = self._hop_problem(following, visited, self_hops, cookie=answer.set_cookie)
            if problem:
                self._settle(replace(record_of(entry, *problem, answer), target=following or ""))
                return
            assert following is not None  # noqa: S101 - _hop_problem refuses None
            self_hops += following == here
            known = self._seen.get(identity(following))
            if known is not None and following not in visited and known not in visited:
                self._settle(replace(record_of(entry, Outcome.REDIRECT, f"leads to {known}", answer), target=known))
                return
            if following not in visited:
                visited.append(following)
                self._seen[identity(following)] = following
            if not self.robots.allows(following):
                self._settle(
                    replace(
                        record_of(entry, Outcome.ROBOTS_DISALLOWED, "leads where robots.txt forbids"), target=following
                    )
                )
                return
            answer = await self._ask(following)
            if answer.status not in REDIRECTS:
                break
        last = visited[-1]
        if last == entry.url:
            await self._take(entry, answer)
            return
        self.store.see([Pending(url=last, depth=entry.depth, referrer=visited[-2], source="redirect")])
        for i, url in enumerate(visited[:-1]):
            hop = entry if i == 0 else replace(entry, url=url, source="redirect")
            self._settle(replace(record_of(hop, Outcome.REDIRECT, f"leads to {visited[i + 1]}"), target=visited[i + 1]))
        await self._take(replace(entry, url=last, source="redirect", referrer=visited[-2]), answer, turned_away=True)

    def _hop_problem(
        self, following: str | None, visited: list[str], self_hops: int, *, cookie: bool
    ) -> tuple[Outcome, str] | None:
        if following is None:
            return Outcome.HTTP_ERROR, "a redirect that leads nowhere"
        if scheme(following) not in ("http", "https"):
            return Outcome.UNSUPPORTED_SCHEME, f"leads to a {scheme(following)}: address"
        if not self.target.scope.holds(following):
            self.hand_offs.redirected(visited[0], following)
            return Outcome.OUT_OF_SCOPE, f"redirects to {host(following)}"
        if is_unsafe(following):
            return Outcome.SKIPPED_UNSAFE, "leads where asking may change something"
        if following in visited and not (following == visited[-1] and cookie and self_hops < 2):
            return Outcome.REDIRECT_LOOP, "redirects in a circle"
        if len(visited) > MAX_HOPS:
            return Outcome.TOO_MANY_REDIRECTS, f"more than {MAX_HOPS} redirects"
        return None

    async def _take(self, entry: Entry, answer: Answer, *, turned_away: bool = False) -> None:
        """Decides what an answer is, and reads it where it is a page."""
        if answer.outcome is Outcome.TOO_LARGE and answer.status == 200 and answer.is_html:
            beginning = await self._parse(answer, entry.url) if answer.body else None
            if beginning is not None:
                self._enqueue(beginning, entry)
        if answer.outcome is not None:
            self._give(entry, answer.outcome, answer.reason, answer)
            return
        refused = refusal(answer.status or 0, answer.headers, answer.body)
        if refused is not None:
            self._give(entry, *refused, answer)
            return
        if not answer.is_html:
            self._give(entry, Outcome.NOT_HTML, answer.content_type.partition(";")[0] or "no web page", answer)
            return
        page = await self._parse(answer, entry.url)
        if page is None:
            self._give(entry, Outcome.INTERNAL_ERROR, "the page could not be read in time and was given up", answer)
            return
        if turned_away and is_login(page, entry.url):
            self._give(entry, Outcome.AUTH_REQUIRED, "a log-in page stands before it", answer)
            return
        header_refresh = answer.headers.get("refresh", "").partition("=")[2].strip(" \t'\"")
        refresh = page.refresh or (resolve(header_refresh, entry.url) if header_refresh else "")
        await self._file(entry, answer, replace(page, refresh=refresh or ""))

    async def _file(self, entry: Entry, answer: Answer, page: Page) -> None:
        """Files a page under what it really is."""
        repeated = self._texts.get(page.text_hash)
        if not is_bare(page):
            self.traps.read(entry.url, page.text, repeated=repeated is not None)
        if page.refresh and page.words < 60 and identity(page.refresh) != identity(entry.url):
            self._refreshed(entry, answer, page)
            return
        problem = judge_page(page, answer.body) or self._not_content_here(page)
        if problem is not None:
            self._give(entry, *problem, answer)
            return
        if repeated is not None and repeated != entry.url and is_spelling_of(page, repeated):
            record = replace(
                record_of(entry, Outcome.DUPLICATE, f"says the same as {repeated}", answer),
                target=repeated,
                sha256=page.sha256,
            )
            self._settle(record)
            self._enqueue(page, entry)
            return
        self._texts.setdefault(page.text_hash, entry.url)
        self.pages += 1
        self._asker.came_to(Outcome.OK, "")
        record = replace(record_of(entry, Outcome.OK, "", answer), sha256=page.sha256)
        self._settle(record, page, answer.body)
        self.hand_offs.note(page)
        if repeated is not None:
            self._echoes[entry.url] = page.text_hash
        self._enqueue(page, entry, bred=repeated is not None and self._bred(entry, page, repeated))

    def _bred(self, entry: Entry, page: Page, first: str) -> bool:
        """Whether a page says the same as the page above it that led to it: relative links breed such pages without end."""
        same = entry.referrer == first or self._echoes.get(entry.referrer) == page.text_hash
        return same and page.words >= 5 and is_beneath(entry.url, entry.referrer)

    def _refreshed(self, entry: Entry, answer: Answer, page: Page) -> None:
        """A page that only sends one on is a redirect."""
        target = page.refresh
        if not self.target.scope.holds(target):
            self._settle(
                replace(
                    record_of(entry, Outcome.OUT_OF_SCOPE, f"sends one on to {host(target)}", answer), target=target
                )
            )
            return
        if entry.hops >= MAX_HOPS:
            self._settle(
                replace(
                    record_of(entry, Outcome.TOO_MANY_REDIRECTS, f"more than {MAX_HOPS} refreshes", answer),
                    target=target,
                )
            )
            return
        record = replace(
            record_of(entry, Outcome.REDIRECT, f"a refresh sends one on to {target}", answer), target=target
        )
        self._settle(record)
        self._refreshes[entry.url] = record
        for member in self._circle(entry.url):
            self.outcomes[member.outcome] -= 1
            self._settle(replace(member, outcome=Outcome.REDIRECT_LOOP.value, reason="refreshes in a circle"))
        if identity(target) not in self._seen:
            self._add(target, depth=entry.depth, source="redirect", referrer=entry.url, hops=entry.hops + 1)

    def _circle(self, url: str) -> list[UrlRecord]:
        """The pages of the circle of refreshes that ``url`` is in; none where it leads out."""
        members: dict[str, UrlRecord] = {}
        here = url
        while here in self._refreshes and here not in members:
            members[here] = self._refreshes[here]
            here = members[here].target
        return list(members.values()) if here == url else []

    def _not_content_here(self, page: Page) -> tuple[Outcome, str] | None:
        """Whether a page is what the site shows for any address: a wall where the start page is it, else its soft 404."""
        if self._missing is None:
            return None
        if page.url == self.target.start:
            wall = self._missing.is_wall(page)
            return (Outcome.BLOCKED, "the same page stands before every address") if wall else None
        alike = self._missing.is_like(page)
        return (Outcome.SOFT_404, "the same page comes for any address that does not exist") if alike else None

    async def _parse(self, answer: Answer, url: str) -> Page | None:
        return await self.parser.parse(answer.body, url, answer.content_type)

    async def _look_at_document(self, entry: Entry) -> None:
        """Asks whether a document is there; its content is not read."""
        answer = await self._ask(entry.url, head=True)
        if answer.status in {405, 501}:
            self._settle(
                record_of(entry, Outcome.NOT_HTML, "a document (the server does not say whether it is there)", answer)
            )
            return
        if answer.status in REDIRECTS:
            await self._follow(entry, answer)
            return
        refused = (
            refusal(answer.status or 0, answer.headers, b"")
            if answer.outcome is None
            else (answer.outcome, answer.reason)
        )
        if refused is None and answer.is_html:
            await self._take(entry, await self._ask(entry.url))  # named like a document, and a page all the same
            return
        self._give(
            entry, *(refused or (Outcome.NOT_HTML, answer.content_type.partition(";")[0] or "a document")), answer
        )

    def _give(self, entry: Entry, outcome: Outcome, reason: str, answer: Answer) -> None:
        unreadable = outcome is Outcome.NETWORK_ERROR and answer.answered
        if outcome in FALTERED and not unreadable:
            self._faltered[entry.url] = entry
        self._settle(record_of(entry, outcome, reason, answer))
        if not unreadable:
            self._asker.came_to(outcome, reason)

    def _enqueue(self, page: Page, entry: Entry, *, bred: bool = False) -> None:
        """Puts a page's links in the queue, each with what may be known of it already; of a bred page none that lies beneath it."""
        if self.plan.max_depth is not None and entry.depth >= self.plan.max_depth:
            return
        leading: dict[str, Link] = {}
        for link in page.links:
            if link.url and link.url != page.url:
                leading.setdefault(link.url, link)
        for link in islice(leading.values(), MAX_LINKS):
            if link.kind is LinkKind.PAGE:
                if bred and is_beneath(link.url, entry.url):
                    reason = f"{ENDLESS}relative links breed the same page"
                    self._skip(link.url, Outcome.SKIPPED_BUDGET, reason, entry.depth, entry.url)
                elif "nofollow" in link.rel.lower().split() and self.target.scope.holds(link.url):
                    marked = Entry(url=link.url, depth=entry.depth + 1, referrer=entry.url)
                    self._marked.setdefault(identity(link.url), marked)
                else:
                    self._add(link.url, depth=entry.depth + 1, referrer=entry.url)
            elif (
                link.kind is LinkKind.DOCUMENT and self._documents < MAX_DOCUMENTS and self.target.scope.holds(link.url)
            ):
                self._documents += self._add(link.url, depth=entry.depth + 1, source="document", referrer=entry.url)
            elif link.kind is LinkKind.OTHER and link.url and scheme(link.url) not in ("http", "https"):
                reason = f"a {scheme(link.url)}: address"
                self._skip(link.url, Outcome.UNSUPPORTED_SCHEME, reason, entry.depth, entry.url)

    def _add(self, url: str, *, depth: int, source: str = "link", referrer: str = "", hops: int = 0) -> bool:
        """Puts an address in the queue; True when it was new and wanted."""
        name = identity(url)
        if name in self._seen:
            return False
        self._seen[name] = url
        entry = Entry(url=url, depth=depth, referrer=referrer, source=source, hops=hops)
        if not self.target.scope.holds(url):
            self._settle(record_of(entry, Outcome.OUT_OF_SCOPE, f"lies on {host(url)}"))
        elif is_unsafe(url) and source != "seed":
            self._settle(record_of(entry, Outcome.SKIPPED_UNSAFE, "asking for it may change something"))
        elif not self.target.scope.wants(url) and source != "seed":
            self._settle(record_of(entry, Outcome.OUT_OF_SCOPE, "left out by --include or --exclude"))
        elif source != "seed" and (why := self.traps.refuses(url)):
            self._settle(record_of(entry, Outcome.SKIPPED_BUDGET, f"{ENDLESS}{why}"))
        else:
            self.store.see([Pending(url=url, depth=depth, referrer=referrer, source=source)])
            self.frontier.add(entry)
            return True
        return False

    def _skip(self, url: str, outcome: Outcome, reason: str, depth: int, referrer: str) -> None:
        """Gives an outcome to an address that a page at ``depth`` leads to and that is not asked for, unless it has one."""
        name = identity(url) if scheme(url) in WEB_SCHEMES else url
        if name not in self._seen:
            self._seen[name] = url
            self._settle(record_of(Entry(url=url[:2000], depth=depth + 1, referrer=referrer), outcome, reason))

    def _settle(
        self, record: UrlRecord, page: Page | None = None, body: bytes | None = None, *, seam: bool = False
    ) -> None:
        if not seam:
            self.outcomes[record.outcome] += 1
        self.store.settle(record, page, body, seam=seam)

    def _tell(self, url: str, *, done: bool = False) -> None:
        self._url = url
        if done:
            self._note("crawled")
        if self.progress is not None:
            self.progress(Progress(pages=self.pages, queued=len(self.frontier), url=url, interrupted=self.interrupted))

    def _note(self, state: str) -> None:
        self.store.status(
            state=state,
            target=self.plan.target,
            pages=self.pages,
            waiting=len(self.frontier),
            max_pages=self.plan.max_pages,
            url=self._url,
            started=self._started,
            updated=now(),
        )

    # The site's own search

    async def _probe_search(self, info: RunInfo, questions: Questions) -> None:
        """Asks the site's own search; whatever comes of it, the walk stays what it was."""
        if not isinstance(self.target.source, HttpSource):
            self.store.save_search(action="", why_not="a folder of pages answers no questions")
            return
        self.store.save_info(info)
        search = SiteSearch(
            scope=self.target.scope,
            robots=self.robots,
            store=self.store,
            ask=self._ask,
            read=self._read_results,
            ended=lambda: self._halt.why or self._late(),
            again=frozenset(map(str, FOR_RESUME)),
        )
        await search.run(questions(self.store.snapshot()))

    async def _read_results(self, answer: Answer, url: str) -> tuple[Outcome, str, Page | None]:
        """What an answer of the search is."""
        self._tell(url)
        refused = (
            (answer.outcome, answer.reason)
            if answer.outcome
            else refusal(answer.status or 0, answer.headers, answer.body)
        )
        if refused is not None:
            return *refused, None
        if not answer.is_html:
            return Outcome.NOT_HTML, answer.content_type.partition(";")[0] or "no web page", None
        page = await self._parse(answer, url)
        if page is None:
            return Outcome.INTERNAL_ERROR, "the page could not be read in time and was given up", None
        if is_login(page, url):
            return Outcome.AUTH_REQUIRED, "a log-in page stands before it", None
        problem = judge_page(page, answer.body) or self._not_content_here(page)
        return (*problem, None) if problem else (Outcome.OK, "", page)

    # What only a browser shows

    async def _look_on(self, onlooker: Onlooker) -> None:
        """Lets a browser look at what was read. Pages that only scripts fill are filed anew as it shows them, and lead on from there."""
        self.parser.close()  # a browser needs the memory
        resources = Resources(self._asker, self.target.scope, self.robots, at_once=self.plan.concurrency)
        desk = Desk(ask=resources.get, ended=lambda: self._halt.why or self._late(), tell=self._tell)
        for _ in range(ROUNDS):
            bare = [p.url for p in self.store.pages() if is_bare(p)]
            async for url, html in onlooker.unfold(desk, bare):
                await self._refile(url, html)
            if not len(self.frontier) or self._over():
                break
            await self._exhaust()
        self.store.save_info(self._info())
        async for url, html in onlooker.look(desk, self.store.snapshot()):
            await self._refile(url, html)
        if len(self.frontier) and not self._over():
            await self._exhaust()

    async def _refile(self, url: str, html: bytes) -> None:
        """Files a page under what a browser showed of it, beside the bytes as they were received."""
        page = await self.parser.parse(html, url, "text/html; charset=utf-8")
        record = next((r for r in self.store.records() if r.url == url), None)
        if page is None or record is None:
            return
        problem = judge_page(page, html)
        outcome, reason = problem or (Outcome.OK, "")
        self.store.settle(
            replace(record, outcome=outcome.value, reason=reason, sha256=page.sha256), None if problem else page, html
        )
        self.store.renders.note_rendered(url, received=record.sha256, shown=page.sha256)
        if problem:
            self.outcomes[record.outcome] -= 1
            self.outcomes[outcome] += 1
            self.pages -= 1
            return
        self._texts.setdefault(page.text_hash, url)
        self.hand_offs.note(page)
        self._enqueue(page, Entry(url=url, depth=record.depth, referrer=record.referrer, source=record.source))
        self.store.breathe()

    # Past the border

    async def _cross_borders(self) -> None:
        """Looks one page past the border where journeys leave the site; nothing is followed from there."""
        network = self.target.network
        if network is None or not self.plan.looks_past_border or self._halt:
            return
        borders = Borders(network, self.target.scope, self.parser, self._settle_seam)
        await borders.cross(
            self.hand_offs.chosen(), self._crossed, lambda: bool(self._halt), self._asker.throttle.least
        )

    def _settle_seam(self, record: UrlRecord, page: Page | None, body: bytes | None) -> None:
        self._settle(record, page, body, seam=True)
        self.store.breathe()


def _first(group: BaseExceptionGroup[CitizencheckError]) -> CitizencheckError:
    inner = group.exceptions[0]
    return _first(inner) if isinstance(inner, BaseExceptionGroup) else inner


def _pace(plan: CrawlPlan, start: str) -> float:
    """Seconds between two requests at least: a server on this very machine is the user's own, and need not be spared."""
    if plan.delay is not None:
        return plan.delay
    return START_DELAY / 10 if is_own_machine(start) else START_DELAY
