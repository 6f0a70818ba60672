"""Pages that were read: what each really is, and where it is filed."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from citizencheck.crawl.addresses import Addresses
from citizencheck.crawl.asking import Asker
from citizencheck.crawl.fetch import Answer
from citizencheck.crawl.frontier import Entry
from citizencheck.crawl.onlooking import is_bare
from citizencheck.crawl.opening import Missing
from citizencheck.crawl.parsing import Parser
from citizencheck.crawl.records import record_of
from citizencheck.crawl.seams import HandOffs
from citizencheck.crawl.site import Target
from citizencheck.crawl.traps import is_beneath
from citizencheck.crawl.walls import is_login, is_spelling_of, judge_page, refusal
from citizencheck.model import Outcome, Page, UrlRecord
from citizencheck.model.url import host, identity
from citizencheck.store import RunStore

MAX_HOPS: Final = 10
FALTERED: Final = frozenset({Outcome.NETWORK_ERROR, Outcome.UNAVAILABLE, Outcome.TRUNCATED, Outcome.RATE_LIMITED})
"""What may be otherwise when it is asked for once more."""


class Filing:
    """Files the pages of one crawl."""

    def __init__(self, addresses: Addresses, target: Target, store: RunStore, asker: Asker) -> None:
        self.pages = 0
        """Pages that are judged."""
        self.missing: Missing | None = None
        """What the site shows for addresses that do not exist, where it calls that a success."""
        self.faltered: dict[str, Entry] = {}
        self.hand_offs = HandOffs(target.scope)
        self.parser = Parser()
        self._addresses = addresses
        self._target = target
        self._store = store
        self._asker = asker
        self._texts: dict[str, str] = {}
        """Hash of a text, or of the bytes -> the first page that had it."""
        self._echoes: dict[str, str] = {}
        """Page -> text hash, of pages that said what another page had said."""
        self._refreshes: dict[str, UrlRecord] = {}
        """Pages that only send one on."""

    def restore(self, known: dict[str, UrlRecord]) -> None:
        """Remembers what an earlier crawl in the same store has read; ``known`` are its records by address."""
        for record in known.values():
            self.pages += record.outcome == Outcome.OK
            if record.outcome == Outcome.REDIRECT and record.reason.startswith("a refresh"):
                self._refreshes[record.url] = record
        for page in self._store.pages():
            self._addresses.traps.queued(page.url)
            self._addresses.traps.read(page.url, page.text, repeated=bool(self._first(page)))
            self._remember(page, page.url)
            self.hand_offs.note(page)
            # All of it is known, but where a damaged disk has lost rows: then the site must not end up shorter than it is.
            depth = known[page.url].depth if page.url in known else 0
            self._addresses.enqueue(page, Entry(url=page.url, depth=depth))

    def rest(self) -> None:
        """Gives memory back until the next page."""
        self.parser.close()

    async def parse(self, answer: Answer, url: str) -> Page | None:
        """The page that an answer holds; None when it could not be read in time."""
        return await self.parser.parse(answer.body, url, answer.content_type)

    def give(self, entry: Entry, outcome: Outcome, reason: str, answer: Answer) -> None:
        """Files an answer that is no page to be judged."""
        unreadable = outcome is Outcome.NETWORK_ERROR and answer.answered
        if outcome in FALTERED and not unreadable:
            self.faltered[entry.url] = entry
        self._addresses.settle(record_of(entry, outcome, reason, answer))
        if not unreadable:
            self._asker.came_to(outcome, reason)

    async def file(self, entry: Entry, answer: Answer, page: Page) -> None:
        """Files a page under what it really is."""
        repeated = self._first(page)
        if not is_bare(page):
            self._addresses.traps.read(entry.url, page.text, repeated=repeated is not None)
        if page.refresh and page.words < 60 and identity(page.refresh) != identity(entry.url):
            self._refreshed(entry, answer, page)
            return
        problem = judge_page(page, answer.body) or self._not_content_here(page)
        if problem is not None:
            self.give(entry, *problem, answer)
            return
        is_home = entry.url == self._target.start
        if repeated is not None and repeated != entry.url and not is_home and is_spelling_of(page, repeated):
            record = replace(
                record_of(entry, Outcome.DUPLICATE, f"says the same as {repeated}", answer),
                target=repeated,
                sha256=page.sha256,
            )
            self._addresses.settle(record)
            self._addresses.enqueue(page, entry)
            return
        self._remember(page, entry.url)
        self.pages += 1
        self._asker.came_to(Outcome.OK, "")
        record = replace(record_of(entry, Outcome.OK, "", answer), sha256=page.sha256)
        self._addresses.settle(record, page, answer.body)
        self.hand_offs.note(page)
        if repeated is not None:
            self._echoes[entry.url] = page.text_hash
        self._addresses.enqueue(page, entry, bred=repeated is not None and self._bred(entry, page, repeated))

    def _first(self, page: Page) -> str | None:
        """The page that had this text or these bytes before: of equal bytes the text may differ, where a pager leaves out itself."""
        return self._texts.get(page.text_hash) or self._texts.get(page.sha256)

    def _remember(self, page: Page, url: str) -> None:
        self._texts.setdefault(page.text_hash, url)
        self._texts.setdefault(page.sha256, url)

    def _bred(self, entry: Entry, page: Page, first: str) -> bool:
        """Whether a page says the same as the page above it that led to it: relative links breed such pages without end."""
        same = entry.referrer == first or self._echoes.get(entry.referrer) == page.text_hash
        return same and page.words >= 5 and is_beneath(entry.url, entry.referrer)

    def _refreshed(self, entry: Entry, answer: Answer, page: Page) -> None:
        """A page that only sends one on is a redirect."""
        target = page.refresh
        if not self._target.scope.holds(target):
            self._addresses.settle(
                replace(
                    record_of(entry, Outcome.OUT_OF_SCOPE, f"sends one on to {host(target)}", answer), target=target
                )
            )
            return
        if entry.hops >= MAX_HOPS:
            self._addresses.settle(
                replace(
                    record_of(entry, Outcome.TOO_MANY_REDIRECTS, f"more than {MAX_HOPS} refreshes", answer),
                    target=target,
                )
            )
            return
        record = replace(
            record_of(entry, Outcome.REDIRECT, f"a refresh sends one on to {target}", answer), target=target
        )
        self._addresses.settle(record)
        self._refreshes[entry.url] = record
        for member in self._circle(entry.url):
            self._addresses.outcomes[member.outcome] -= 1
            self._addresses.settle(replace(member, outcome=Outcome.REDIRECT_LOOP.value, reason="refreshes in a circle"))
        if identity(target) not in self._addresses.seen:
            self._addresses.add(target, depth=entry.depth, source="redirect", referrer=entry.url, hops=entry.hops + 1)

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
        if self.missing is None:
            return None
        if page.url == self._target.start:
            wall = self.missing.is_wall(page)
            return (Outcome.BLOCKED, "the same page stands before every address") if wall else None
        alike = self.missing.is_like(page)
        return (Outcome.SOFT_404, "the same page comes for any address that does not exist") if alike else None

    async def refile(self, url: str, html: bytes) -> None:
        """Files a page under what a browser showed of it, beside the bytes as they were received."""
        page = await self.parser.parse(html, url, "text/html; charset=utf-8")
        record = next((r for r in self._store.records() if r.url == url), None)
        if page is None or record is None:
            return
        problem = judge_page(page, html)
        outcome, reason = problem or (Outcome.OK, "")
        self._store.settle(
            replace(record, outcome=outcome.value, reason=reason, sha256=page.sha256), None if problem else page, html
        )
        self._store.renders.note_rendered(url, received=record.sha256, shown=page.sha256)
        if problem:
            self._addresses.outcomes[record.outcome] -= 1
            self._addresses.outcomes[outcome] += 1
            self.pages -= 1
            return
        self._remember(page, url)
        self.hand_offs.note(page)
        self._addresses.enqueue(
            page, Entry(url=url, depth=record.depth, referrer=record.referrer, source=record.source)
        )
        self._store.breathe()

    async def read_results(self, answer: Answer, url: str) -> tuple[Outcome, str, Page | None]:
        """What an answer of the search is."""
        refused = (
            (answer.outcome, answer.reason)
            if answer.outcome
            else refusal(answer.status or 0, answer.headers, answer.body)
        )
        if refused is not None:
            return *refused, None
        if not answer.is_html:
            return Outcome.NOT_HTML, answer.content_type.partition(";")[0] or "no web page", None
        page = await self.parse(answer, url)
        if page is None:
            return Outcome.INTERNAL_ERROR, "the page could not be read in time and was given up", None
        if is_login(page, url):
            return Outcome.AUTH_REQUIRED, "a log-in page stands before it", None
        problem = judge_page(page, answer.body) or self._not_content_here(page)
        return (*problem, None) if problem else (Outcome.OK, "", page)
