"""What is asked for next: shallow before deep, unseen kinds of page before kinds that repeat themselves."""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field

from citizencheck.crawl.traps import Traps


@dataclass(order=True, slots=True)
class _Waiting:
    rank: tuple[int, int, int, int]
    url: str = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An address on its way."""

    url: str
    depth: int
    referrer: str = ""
    source: str = "link"
    hops: int = 0


class Frontier:
    """A priority queue without repeats. Ranks are looked at again when an entry comes up, since families tire meanwhile."""

    def __init__(self, traps: Traps) -> None:
        self._traps = traps
        self._heap: list[_Waiting] = []
        self._entries: dict[str, Entry] = {}
        self._number = 0

    def __len__(self) -> int:
        return len(self._entries)

    def add(self, entry: Entry) -> None:
        """Puts an address in the queue."""
        self._entries[entry.url] = entry
        self._traps.queued(entry.url)
        self._number += 1
        heapq.heappush(self._heap, _Waiting(self._rank(entry, self._number), entry.url))

    def pop(self) -> Entry | None:
        """The next address; None when nothing waits."""
        while self._heap:
            waiting = heapq.heappop(self._heap)
            entry = self._entries.get(waiting.url)
            if entry is None:
                continue
            rank = (self._traps.rank(entry.url), *waiting.rank[1:])
            if rank[0] > waiting.rank[0]:
                heapq.heappush(self._heap, _Waiting(rank, entry.url))
                continue
            del self._entries[entry.url]
            return entry
        return None

    def drain(self) -> list[Entry]:
        """All that still waits, in order; the queue is empty afterwards."""
        rest = [self._entries[w.url] for w in sorted(self._heap) if w.url in self._entries]
        self._heap.clear()
        self._entries.clear()
        return list(dict.fromkeys(rest))

    def _rank(self, entry: Entry, number: int) -> tuple[int, int, int, int]:
        crowded = min(self._traps.count(entry.url) // 25, 40)
        return (self._traps.rank(entry.url), min(entry.depth, 4) + crowded, entry.depth, number)
