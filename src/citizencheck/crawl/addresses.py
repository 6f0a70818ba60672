"""Every address that a crawl has seen: who waits, who does not, and what became of the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import islice
from typing import Final

from citizencheck.crawl.frontier import Entry, Frontier
from citizencheck.crawl.records import record_of
from citizencheck.crawl.scope import Scope, is_unsafe
from citizencheck.crawl.traps import Traps, is_beneath
from citizencheck.crawl.verdict import ENDLESS
from citizencheck.model import Link, LinkKind, Outcome, Page, UrlRecord
from citizencheck.model.url import WEB_SCHEMES, host, identity, scheme
from citizencheck.store import Pending, RunStore

MAX_DOCUMENTS: Final = 200
MAX_LINKS: Final = 5_000
"""Links of one page that are followed; what is beyond says nothing more about a council."""
MARKED: Final = 10
"""Pages that a site must have for each address that only "nofollow" leads to, if those marks are to be taken at their word."""


class Addresses:
    """The addresses of one crawl. What is here is in the store too, and can be built again from there."""

    def __init__(self, store: RunStore, scope: Scope, *, max_depth: int | None) -> None:
        self.traps = Traps()
        self.frontier = Frontier(self.traps)
        self.outcomes: Counter[str] = Counter()
        """Outcome -> addresses that came to it."""
        self.seen: dict[str, str] = {}
        """Identity -> the address that stands for it."""
        self.crossed: set[str] = set()
        """Addresses past the border that an earlier crawl of this run has asked for."""
        self._store = store
        self._scope = scope
        self._max_depth = max_depth
        self._documents = 0
        self._marked: dict[str, Entry] = {}
        """Identity -> an address that a link marked "nofollow" leads to."""

    def restore(self) -> dict[str, UrlRecord]:
        """Takes up where an earlier crawl in the same store ended; the records of what it read or was sent on by, by address."""
        known: dict[str, UrlRecord] = {}
        for record in self._store.records():
            if record.source == "seam":
                self.crossed.add(record.url)
                continue
            self.seen[identity(record.url)] = record.url
            self.outcomes[record.outcome] += 1
            self._documents += record.source == "document"
            if record.outcome in (Outcome.OK, Outcome.REDIRECT):
                known[record.url] = record
        for waiting in self._store.waiting():
            self.seen[identity(waiting.url)] = waiting.url
            if waiting.source == "robots":  # it was refused, and is read again with the others that open a crawl
                self.settle(
                    record_of(Entry(url=waiting.url, depth=0, source="robots"), Outcome.NOT_HTML, "rules for us")
                )
                continue
            self.frontier.add(
                Entry(url=waiting.url, depth=waiting.depth, referrer=waiting.referrer, source=waiting.source)
            )
        return known

    def add(self, url: str, *, depth: int, source: str = "link", referrer: str = "", hops: int = 0) -> bool:
        """Puts an address in the queue; True when it was new and wanted."""
        name = identity(url)
        if name in self.seen:
            return False
        self.seen[name] = url
        entry = Entry(url=url, depth=depth, referrer=referrer, source=source, hops=hops)
        if not self._scope.holds(url):
            self.settle(record_of(entry, Outcome.OUT_OF_SCOPE, f"lies on {host(url)}"))
        elif is_unsafe(url) and source != "seed":
            self.settle(record_of(entry, Outcome.SKIPPED_UNSAFE, "asking for it may change something"))
        elif not self._scope.wants(url) and source != "seed":
            self.settle(record_of(entry, Outcome.OUT_OF_SCOPE, "left out by --include or --exclude"))
        elif source != "seed" and (why := self.traps.refuses(url)):
            self.settle(record_of(entry, Outcome.SKIPPED_BUDGET, f"{ENDLESS}{why}"))
        else:
            self._store.see([Pending(url=url, depth=depth, referrer=referrer, source=source)])
            self.frontier.add(entry)
            return True
        return False

    def enqueue(self, page: Page, entry: Entry, *, bred: bool = False) -> None:
        """Puts a page's links in the queue, each with what may be known of it already; of a bred page none that lies beneath it."""
        if self._max_depth is not None and entry.depth >= self._max_depth:
            return
        leading: dict[str, Link] = {}
        for link in page.links:
            if link.url and link.url != page.url:
                leading.setdefault(link.url, link)
        for link in islice(leading.values(), MAX_LINKS):
            if link.kind is LinkKind.PAGE:
                if bred and is_beneath(link.url, entry.url):
                    reason = f"{ENDLESS}relative links breed the same page"
                    self.skip(link.url, Outcome.SKIPPED_BUDGET, reason, entry.depth, entry.url)
                elif "nofollow" in link.rel.lower().split() and self._scope.holds(link.url):
                    marked = Entry(url=link.url, depth=entry.depth + 1, referrer=entry.url)
                    self._marked.setdefault(identity(link.url), marked)
                else:
                    self.add(link.url, depth=entry.depth + 1, referrer=entry.url)
            elif link.kind is LinkKind.DOCUMENT and self._documents < MAX_DOCUMENTS and self._scope.holds(link.url):
                self._documents += self.add(link.url, depth=entry.depth + 1, source="document", referrer=entry.url)
            elif link.kind is LinkKind.OTHER and link.url and scheme(link.url) not in ("http", "https"):
                reason = f"a {scheme(link.url)}: address"
                self.skip(link.url, Outcome.UNSUPPORTED_SCHEME, reason, entry.depth, entry.url)

    def skip(self, url: str, outcome: Outcome, reason: str, depth: int, referrer: str) -> None:
        """Gives an outcome to an address that a page at ``depth`` leads to and that is not asked for, unless it has one."""
        name = identity(url) if scheme(url) in WEB_SCHEMES else url
        if name not in self.seen:
            self.seen[name] = url
            self.settle(record_of(Entry(url=url[:2000], depth=depth + 1, referrer=referrer), outcome, reason))

    def settle(
        self, record: UrlRecord, page: Page | None = None, body: bytes | None = None, *, seam: bool = False
    ) -> None:
        """Gives an address its outcome; one past the border (``seam``) does not count as one of the site's."""
        if not seam:
            self.outcomes[record.outcome] += 1
        self._store.settle(record, page, body, seam=seam)

    def take_back(self, entries: Sequence[Entry]) -> None:
        """Puts addresses that have an outcome back in the queue."""
        for entry in entries:
            self.outcomes[self._store.take_back(entry.url)] -= 1
            self.frontier.add(entry)

    def weigh_marks(self, pages: int) -> bool:
        """Decides on addresses that no link leads to but such as say "nofollow"; True when they are to be asked for after all.

        A few such marks are meant: they stand on what a crawler should not set off. Where a site puts them on many of its links, its
        editor does so by itself, and they say nothing.
        """
        marked = {name: entry for name, entry in self._marked.items() if name not in self.seen}
        self._marked.clear()
        meant = len(marked) * MARKED <= pages
        for entry in marked.values():
            if meant or "?" in entry.url:
                self.skip(
                    entry.url,
                    Outcome.SKIPPED_UNSAFE,
                    "the links to it say that it is not for crawlers",
                    entry.depth - 1,
                    entry.referrer,
                )
            else:
                self.add(entry.url, depth=entry.depth, referrer=entry.referrer)
        return len(self.frontier) > 0

    def leave(self, outcome: Outcome, reason: str) -> None:
        """Gives an outcome to all that still waits."""
        for entry in self.frontier.drain():
            self.settle(record_of(entry, outcome, reason))
        self._store.commit()
