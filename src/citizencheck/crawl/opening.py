"""What is asked before the first page: robots.txt, an address that cannot exist, and the sitemaps."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from citizencheck.crawl.asking import REDIRECTS
from citizencheck.crawl.fetch import MAX_DECODED, Answer
from citizencheck.crawl.robots import MAX_BYTES, Robots, from_answer
from citizencheck.crawl.scope import Scope
from citizencheck.crawl.sitemap import MAX_FILES, read_sitemap
from citizencheck.crawl.traps import fold
from citizencheck.crawl.walls import refusal
from citizencheck.model import Outcome, Page
from citizencheck.model.url import resolve

PROBE: Final = "citizencheck-asks-for-a-page-that-is-not-here"
ALIKE: Final = 0.85
THIN: Final = 250
"""Words of a page that may be a wall: more are content, whatever the site shows for other addresses."""


class Ask(Protocol):
    """Asks for an address; with ``cut`` only so many of its first bytes are read."""

    async def __call__(self, url: str, *, cut: int = 0) -> Answer: ...


async def read_robots(url: str, ask: Ask, scope: Scope) -> Robots:
    """What the robots.txt of an address's host says to us."""
    address = resolve("/robots.txt", url) or url
    for _ in range(6):  # RFC 9309 2.3.1.2: at least five redirects are followed
        answer = await ask(address, cut=MAX_BYTES)
        location = answer.headers.get("location", "")
        if answer.status in REDIRECTS and location and (following := resolve(location, address)):
            if not scope.holds(following):
                return Robots(rules=None)
            address = following
            continue
        if answer.outcome is not None:
            return from_answer(None, b"", answer.reason, answer.outcome)
        wall = refusal(answer.status or 0, answer.headers, answer.body)
        if wall and wall[0] is Outcome.BLOCKED:
            return Robots(rules=None)
        return from_answer(answer.status, answer.body)
    return Robots(rules=None)


@dataclass(frozen=True, slots=True)
class Missing:
    """What a site shows, as a success, for an address that cannot exist."""

    title: str
    words: frozenset[str]

    def is_like(self, page: Page) -> bool:
        """Whether a page is that same page."""
        if page.title != self.title:
            return False
        said = set(fold(page.text).split())
        return len(said & self.words) / max(1, len(said | self.words)) > ALIKE

    def is_wall(self, start: Page) -> bool:
        """Whether the start page is what comes for every address, thin, and asks for something before it lets one in."""
        asks = any(f.method == "post" for f in start.forms) or start.scripts > 0
        return 5 <= start.words < THIN and asks and len(start.links) < 10 and self.is_like(start)


async def look_for_missing(
    start: str, ask: Ask, parse: Callable[[Answer, str], Awaitable[Page | None]]
) -> Missing | None:
    """Asks for an address that cannot exist; None where the site says honestly that it does not."""
    address = resolve(PROBE, start)
    answer = await ask(address) if address is not None else None
    if address is None or answer is None or answer.status != 200 or not answer.is_html or answer.outcome is not None:
        return None
    page = await parse(answer, address)
    return Missing(page.title, frozenset(fold(page.text.replace(PROBE, "")).split())) if page is not None else None


async def sitemap_pages(
    first: Sequence[str], ask: Ask, allowed: Callable[[str], bool], most: int
) -> AsyncIterator[tuple[str, str]]:
    """(address, sitemap that names it), of at most ``MAX_FILES`` sitemaps and ``most`` addresses of each."""
    waiting = list(first)
    seen: set[str] = set()
    while waiting and len(seen) < MAX_FILES:
        sitemap = waiting.pop(0)
        if sitemap in seen or not allowed(sitemap):
            continue
        seen.add(sitemap)
        answer = await ask(sitemap, cut=MAX_DECODED)
        if answer.status != 200 or answer.outcome is not None:
            continue
        pages, maps = read_sitemap(answer.body)
        waiting += [m for m in (resolve(m, sitemap) for m in maps[:MAX_FILES]) if m]
        for page in pages[:most]:
            url = resolve(page, sitemap)
            if url:
                yield url, sitemap
