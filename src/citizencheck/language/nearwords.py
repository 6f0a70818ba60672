"""Known words that an unknown one holds or is a slip of: "streetlightrepair" holds *repair*, "assesment" is *assessment*."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

HELD: Final = 4
"""A known word within another counts from so many letters at either end, and ``INSIDE`` in the middle."""
INSIDE: Final = 6
SLIP: Final = 6
"""Shorter words are never taken for slips: too many are one letter from another word."""
SEVERAL: Final = 2
"""A slip that could be of more words than this says nothing."""


class NearWords:
    """Finds known words near to others."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = frozenset(known)
        self._shorter: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._known):
            if len(word) >= SLIP:
                for form in _forms(word):
                    self._shorter[form].append(word)

    def of(self, word: str) -> tuple[str, ...]:
        """The longest known words within ``word``, else those that are one letter from it; sorted, often none."""
        held = {
            word[i:j]
            for i in range(len(word) - HELD + 1)
            for j in range(i + HELD, len(word) + 1)
            if word[i:j] in self._known and (i == 0 or j == len(word) or j - i >= INSIDE)
        }
        if held:
            return tuple(sorted(w for w in held if not any(w != other and w in other for other in held)))
        if len(word) < SLIP:
            return ()
        meant = {
            k
            for form in _forms(word)
            for k in self._shorter.get(form, ())
            if k[0] == word[0] and abs(len(k) - len(word)) < 2
        }
        return tuple(sorted(meant)) if len(meant) <= SEVERAL else ()


def _forms(word: str) -> set[str]:
    """A word, and what is left of it without one of its letters: two words one letter apart share such a form."""
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}
