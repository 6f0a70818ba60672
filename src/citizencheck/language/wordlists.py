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
        return next((p for n in self._lengths(said) if (p := " ".join(said[:n])) in self._known), "")

    def ends(self, said: Sequence[str]) -> str:
        """The longest phrase that the words ``said`` end with; ``""`` where none does."""
        return next((p for n in self._lengths(said) if (p := " ".join(said[-n:])) in self._known), "")

    def found(self, said: Sequence[str]) -> list[str]:
        """Every phrase in ``said``, from left to right, of overlapping ones the longest; a plural s is tolerated."""
        hits, at = [], 0
        while at < len(said):
            phrase = ""
            if said[at] in self._first or (said[at].endswith("s") and said[at][:-1] in self._first):
                phrase = self._at(said, at)
            if phrase:
                hits.append(phrase)
            at += phrase.count(" ") + 1
        return hits

    def _at(self, said: Sequence[str], at: int) -> str:
        for length in self._lengths(said[at:]):
            phrase = " ".join(said[at : at + length])
            if phrase in self._known or (phrase.endswith("s") and phrase[:-1] in self._known):
                return phrase
        return ""

    def without(self, said: Sequence[str]) -> tuple[str, ...]:
        """``said`` with every phrase of the list taken out; in its place stands an empty word."""
        left, at = list(said), 0
        while at < len(left):
            phrase = self._at(left, at)
            length = phrase.count(" ") + 1
            if phrase:
                left[at : at + length] = [""] * length
            at += length
        return tuple(left)

    def _lengths(self, said: Sequence[str]) -> range:
        return range(min(self._longest, len(said)), 0, -1)
