"""Long lists of phrases, looked up word by word: the time it takes does not grow with the list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from citizencheck.language.stems import words


def joined(text: str) -> str:
    """The words of ``text`` with one space between: how labels and lists are compared."""
    return " ".join(words(text))


class WordList:
    """Phrases of whole words."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._known = frozenset(filter(None, map(joined, phrases)))
        self._longest = max((p.count(" ") + 1 for p in self._known), default=0)
        self._first = frozenset(p.partition(" ")[0] for p in self._known)

    def __contains__(self, key: str) -> bool:
        """Whether ``key``, as ``joined`` gives it, is one of the phrases."""
        return key in self._known

    def begins(self, said: Sequence[str]) -> str:
        """The longest phrase that the words ``said`` begin with; ``""`` where none does."""
        return next((p for n in self._lengths(len(said)) if (p := " ".join(said[:n])) in self._known), "")

    def ends(self, said: Sequence[str]) -> str:
        """The longest phrase that the words ``said`` end with; ``""`` where none does."""
        return next((p for n in self._lengths(len(said)) if (p := " ".join(said[-n:])) in self._known), "")

    def at(self, said: Sequence[str], start: int) -> str:
        """The longest phrase that stands in ``said`` from the word ``start`` on; a plural s is tolerated."""
        if said[start] not in self._first and said[start].removesuffix("s") not in self._first:
            return ""
        for length in self._lengths(len(said) - start):
            phrase = " ".join(said[start : start + length])
            if phrase in self._known or (phrase.endswith("s") and phrase[:-1] in self._known):
                return phrase
        return ""

    def found(self, said: Sequence[str]) -> list[str]:
        """Every phrase in ``said``, from left to right, of overlapping ones the longest."""
        return [phrase for _, phrase in self._places(said)]

    def without(self, said: Sequence[str]) -> tuple[str, ...]:
        """``said`` with an empty word in place of each word of a phrase."""
        left = list(said)
        for start, phrase in self._places(said):
            length = phrase.count(" ") + 1
            left[start : start + length] = [""] * length
        return tuple(left)

    def _places(self, said: Sequence[str]) -> list[tuple[int, str]]:
        places, start = [], 0
        while start < len(said):
            phrase = self.at(said, start)
            if phrase:
                places.append((start, phrase))
            start += phrase.count(" ") + 1
        return places

    def _lengths(self, most: int) -> range:
        return range(min(self._longest, most), 0, -1)
