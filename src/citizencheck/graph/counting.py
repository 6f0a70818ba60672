"""On how many pages a thing stands, where nearly all things stand on one page alone."""

from __future__ import annotations

import hashlib
from array import array
from collections import Counter
from collections.abc import Iterable
from typing import Final

PARTS: Final = 64


def name_of(*parts: str) -> int:
    """A short name for some text: 64 bits."""
    text = "\n".join(parts).encode("utf-8", "replace")
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "big")


class PageCounter:
    """Counts pages by what they hold. A thing costs eight bytes each time it is met and never an object of its own."""

    def __init__(self) -> None:
        self._met = tuple(array("Q") for _ in range(PARTS))
        self.pages = 0

    def add(self, names: Iterable[int]) -> None:
        """Takes in the names of what one page holds, each counted once."""
        self.pages += 1
        for name in set(names):
            self._met[name % PARTS].append(name)

    def on(self, least: float) -> frozenset[int]:
        """Names of what stands on ``least`` pages at least."""
        return frozenset(name for part in self._met for name, n in Counter(part).items() if n >= least)
