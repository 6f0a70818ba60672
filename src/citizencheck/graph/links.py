"""The own links of each page, read again from the page when they are asked for: those of all pages together would fill the memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final, overload

from citizencheck.graph.furniture import link_name
from citizencheck.model import FURNITURE, Link, Page

REMEMBERED: Final = 256
"""Pages whose links are kept: those that were asked for last."""


def own_links(page: Page, repeated: frozenset[int], home: str) -> tuple[Link, ...]:
    """A page's own links: not its furniture, and not what its template repeats inside the main part; what ``home`` shows is its own."""
    own = (k for k in page.links if k.region not in FURNITURE)
    return tuple(k for k in own if link_name(k) not in repeated) if repeated and page.url != home else tuple(own)


class OwnLinks(Sequence[tuple[Link, ...]]):
    """Per node: its own links, in document order."""

    def __init__(
        self,
        urls: Sequence[str],
        page: Callable[[str], Page | None],
        pages: Callable[[], Iterable[Page]],
        of: Callable[[Page], tuple[Link, ...]],
    ) -> None:
        self._urls = urls
        self._page = page
        self._pages = pages
        self._of = of
        self._read = lru_cache(maxsize=REMEMBERED)(self._read_one)

    def __len__(self) -> int:
        return len(self._urls)

    def __iter__(self) -> Iterator[tuple[Link, ...]]:
        return map(self._of, self._pages())

    @overload
    def __getitem__(self, i: int) -> tuple[Link, ...]: ...
    @overload
    def __getitem__(self, i: slice) -> Sequence[tuple[Link, ...]]: ...
    def __getitem__(self, i: int | slice) -> tuple[Link, ...] | Sequence[tuple[Link, ...]]:
        return [self._read(url) for url in self._urls[i]] if isinstance(i, slice) else self._read(self._urls[i])

    def _read_one(self, url: str) -> tuple[Link, ...]:
        page = self._page(url)
        return () if page is None else self._of(page)
