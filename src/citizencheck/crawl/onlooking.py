"""Between the crawl and whoever looks at pages with a browser: what is handed over, what comes back."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from citizencheck.model import Page, Snapshot
from citizencheck.store import Resource

ROUNDS: Final = 4
"""How often pages that scripts alone fill may lead to further such pages."""
BARE_WORDS: Final = 20
BARE_LINKS: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What an onlooker works with."""

    ask: Callable[[str, str], Awaitable[Resource]]
    """(address, kind) -> what it brings, at the crawl's pace and within its border."""
    ended: Callable[[], str]
    """Why the crawl is over; ``""`` while it is not."""
    tell: Callable[[str], None]
    """Says which page is being looked at."""


class Onlooker(Protocol):
    """Looks at pages of the site, as citizens' devices show them."""

    async def prepare(self) -> None:
        """Before the first request: raises UsageError where what the user wants of the browser cannot be."""

    def unfold(self, desk: Desk, pages: Sequence[str]) -> AsyncIterator[tuple[str, bytes]]:
        """(address, HTML once scripts have run) of pages that say nothing without them, where that says more."""

    def look(self, desk: Desk, snapshot: Snapshot) -> AsyncIterator[tuple[str, bytes]]:
        """Looks at the pages that matter; (address, HTML once scripts have run) of those where scripts add links of the site."""

    async def close(self) -> None:
        """Ends the browser."""


def is_bare(page: Page) -> bool:
    """A page says next to nothing without its scripts."""
    links = {k.url for k in page.links if k.url}
    return (
        page.scripts > 0 and page.words < BARE_WORDS and len(links) < BARE_LINKS and not any(f.acts for f in page.forms)
    )
