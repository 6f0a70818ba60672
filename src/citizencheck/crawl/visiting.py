"""One address: whether it may be asked for, where its redirects lead, and what kind of thing answers."""

from __future__ import annotations

from dataclasses import replace

from citizencheck.crawl.addresses import Addresses
from citizencheck.crawl.asking import REDIRECTS, Asker
from citizencheck.crawl.fetch import Answer
from citizencheck.crawl.filing import MAX_HOPS, Filing
from citizencheck.crawl.frontier import Entry
from citizencheck.crawl.records import record_of
from citizencheck.crawl.robots import Robots
from citizencheck.crawl.scope import Scope, is_unsafe
from citizencheck.crawl.verdict import ENDLESS
from citizencheck.crawl.walls import is_login, refusal
from citizencheck.model import Outcome
from citizencheck.model.url import host, identity, resolve, scheme
from citizencheck.store import Pending, RunStore


class Visitor:
    """Visits the addresses of one crawl."""

    def __init__(self, addresses: Addresses, filing: Filing, asker: Asker, scope: Scope, store: RunStore) -> None:
        self.robots = Robots(rules=None)
        """What the site allows."""
        self._addresses = addresses
        self._filing = filing
        self._asker = asker
        self._scope = scope
        self._store = store

    async def visit(self, entry: Entry) -> None:
        """Gives an address its outcome. Raises CitizencheckError where nothing more can be done at all."""
        why = self._addresses.traps.refuses(entry.url) if entry.source != "seed" else ""
        if why:
            self._addresses.settle(record_of(entry, Outcome.SKIPPED_BUDGET, f"{ENDLESS}{why}"))
            return
        if not self.robots.allows(entry.url):
            self._addresses.settle(record_of(entry, self.robots.outcome, self.robots.reason or "robots.txt forbids it"))
            return
        if entry.source == "document":
            await self._look_at_document(entry)
            return
        answer = await self._asker.ask(entry.url)
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
                self._addresses.settle(replace(record_of(entry, *problem, answer), target=following or ""))
                return
            assert following is not None  # noqa: S101 - _hop_problem refuses None
            self_hops += following == here
            known = self._addresses.seen.get(identity(following))
            if known is not None and following not in visited and known not in visited:
                self._addresses.settle(
                    replace(record_of(entry, Outcome.REDIRECT, f"leads to {known}", answer), target=known)
                )
                return
            if following not in visited:
                visited.append(following)
                self._addresses.seen[identity(following)] = following
            if not self.robots.allows(following):
                self._addresses.settle(
                    replace(
                        record_of(entry, Outcome.ROBOTS_DISALLOWED, "leads where robots.txt forbids"), target=following
                    )
                )
                return
            answer = await self._asker.ask(following)
            if answer.status not in REDIRECTS:
                break
        last = visited[-1]
        if last == entry.url:
            await self._take(entry, answer)
            return
        self._store.see([Pending(url=last, depth=entry.depth, referrer=visited[-2], source="redirect")])
        for i, url in enumerate(visited[:-1]):
            hop = entry if i == 0 else replace(entry, url=url, source="redirect")
            self._addresses.settle(
                replace(record_of(hop, Outcome.REDIRECT, f"leads to {visited[i + 1]}"), target=visited[i + 1])
            )
        await self._take(replace(entry, url=last, source="redirect", referrer=visited[-2]), answer, turned_away=True)

    def _hop_problem(
        self, following: str | None, visited: list[str], self_hops: int, *, cookie: bool
    ) -> tuple[Outcome, str] | None:
        if following is None:
            return Outcome.HTTP_ERROR, "a redirect that leads nowhere"
        if scheme(following) not in ("http", "https"):
            return Outcome.UNSUPPORTED_SCHEME, f"leads to a {scheme(following)}: address"
        if not self._scope.holds(following):
            self._filing.hand_offs.redirected(visited[0], following)
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
        if answer.outcome is Outcome.TOO_LARGE and answer.body and answer.status == 200 and answer.is_html:
            beginning = await self._filing.parse(answer, entry.url)
            if beginning is not None:
                self._addresses.enqueue(beginning, entry)
                answer = replace(answer, reason=f"{answer.reason}; only links near its beginning were followed")
        if answer.outcome is not None:
            self._filing.give(entry, answer.outcome, answer.reason, answer)
            return
        refused = refusal(answer.status or 0, answer.headers, answer.body)
        if refused is not None:
            self._filing.give(entry, *refused, answer)
            return
        if not answer.is_html:
            self._filing.give(entry, Outcome.NOT_HTML, answer.content_type.partition(";")[0] or "no web page", answer)
            return
        page = await self._filing.parse(answer, entry.url)
        if page is None:
            self._filing.give(
                entry, Outcome.INTERNAL_ERROR, "the page could not be read in time and was given up", answer
            )
            return
        if turned_away and is_login(page, entry.url):
            self._filing.give(entry, Outcome.AUTH_REQUIRED, "a log-in page stands before it", answer)
            return
        header_refresh = answer.headers.get("refresh", "").partition("=")[2].strip(" \t'\"")
        refresh = page.refresh or (resolve(header_refresh, entry.url) if header_refresh else "")
        await self._filing.file(entry, answer, replace(page, refresh=refresh or ""))

    async def _look_at_document(self, entry: Entry) -> None:
        """Asks whether a document is there; its content is not read."""
        answer = await self._asker.ask(entry.url, head=True)
        if answer.status in {405, 501}:
            self._addresses.settle(
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
            await self._take(entry, await self._asker.ask(entry.url))  # named like a document, and a page all the same
            return
        self._filing.give(
            entry, *(refused or (Outcome.NOT_HTML, answer.content_type.partition(";")[0] or "a document")), answer
        )
