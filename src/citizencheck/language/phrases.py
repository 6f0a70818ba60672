"""Lists of phrases, compiled once: whole words, any case, ``*`` for any ending, typographic quotes and dashes folded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

FOLD: Final = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "‐": "-", "‑": "-", "\u200b": None, "\u00a0": " "})
NEVER: Final = re.compile(r"(?!)")
SHORT: Final = 80
"""Characters of a text that is searched as it is; of a longer one the words are looked up first."""
WORD: Final = re.compile(r"(?<![\w-])\w+")
WHOLE: Final = re.compile(r"(?<![\w*-])\w+(?![\w*])")
"""The words that stand in every text that a phrase matches."""
BEGINS: Final = re.compile(r"\w+")
MANY: Final = 16
"""Words of a text that begin phrases of a list: with more of them it is searched as it is."""
NONE: Final[frozenset[str]] = frozenset()
ODD: Final = ("\u0130", "\u0131", "\u017f", "\u212a")
"""Letters that are an ordinary one in another case: where one stands, a text is searched as it is."""


def fold(text: str) -> str:
    """``text`` with plain quotes, hyphens and spaces; its length may change only by invisible characters."""
    return text if text.isascii() else text.translate(FOLD)


def pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """One expression that matches any of ``phrases`` as whole words, the longest first."""
    ordered = sorted({fold(p).strip().lower() for p in phrases if p.strip()}, key=lambda p: (-len(p), p))
    if not ordered:
        return NEVER
    first = "".join(sorted({re.escape(p[0]) for p in ordered}))
    ahead = "" if any(p.startswith("*") for p in ordered) else f"(?=[{first}])"
    return re.compile(rf"(?<![\w-]){ahead}{_branches(ordered)}(?![\w-])", re.IGNORECASE)


def _branches(rests: Sequence[str]) -> str:
    """An expression that matches what a plain alternation of ``rests`` matches, in its order, with shared beginnings written once.

    Rests that begin with different characters never match at the same place, so that their order is free; one that
    ends here is shorter than all others and comes last. After a ``*`` anything may follow: those stay as they are.
    """
    if len(rests) == 1 or any(r.startswith("*") for r in rests):
        return "(?:" + "|".join(map(_plain, rests)) + ")"
    groups: dict[str, list[str]] = {}
    for rest in rests:
        groups.setdefault(rest[:1], []).append(rest[1:])
    ends = groups.pop("", [])
    bodies = [_plain(first) + (_branches(after) if any(after) else "") for first, after in groups.items()]
    return "(?:" + "|".join([*bodies, *ends]) + ")"


def _plain(rest: str) -> str:
    return re.escape(rest).replace(r"\*", r"\w*").replace(r"\ ", r"\s+")


@lru_cache(maxsize=256)
def _words(text: str) -> tuple[str, frozenset[str]]:
    """(the text in lower case, its words); no words for a text with odd letters.

    Many lists are looked for in one text, one after the other, and most of their phrases have a word that does not stand there.
    """
    low = text.lower()
    plain = len(low) == len(text) and not any(c in text for c in ODD)
    return low, frozenset(WORD.findall(low)) if plain else NONE


class Sought:
    """A list of phrases as it is looked for: what ``pattern`` of them finds, found in less time."""

    def __init__(self, phrases: Iterable[str]) -> None:
        known = tuple(fold(p).strip().lower() for p in phrases if p.strip())
        self.pattern = pattern(known)
        self._by_word: dict[str, list[tuple[str, frozenset[str]]]] = {}
        """The longest word of a phrase (``""`` where it has none whole) -> what it begins with, and all its words."""
        for phrase in known:
            begins, words = BEGINS.match(phrase), frozenset(WHOLE.findall(phrase))
            longest = max(sorted(words), key=len, default="")
            self._by_word.setdefault(longest, []).append((begins[0] if begins else "", words))
        self._indexed = all(lead for phrases in self._by_word.values() for lead, _ in phrases)

    def search(self, text: str) -> re.Match[str] | None:
        """The first place where a phrase stands in folded ``text``."""
        return next(self.finditer(text), None)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Every place, in order, where a phrase stands in folded ``text``."""
        low, words = _words(text) if self._indexed and len(text) > SHORT else ("", NONE)
        met = (words & self._by_word.keys()) | {""}
        leads = {lead for word in met for lead, needed in self._by_word.get(word, ()) if needed <= words}
        if not words or len(leads) > MANY:
            yield from self.pattern.finditer(text)
            return
        end = 0
        for at in sorted({at for lead in leads for at in _places(lead, low)}):
            if at >= end and (match := self.pattern.match(text, at)):
                end = match.end()
                yield match


def _places(part: str, text: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


@dataclass(frozen=True)
class Phrases:
    """A list of phrases that can be looked for in a text."""

    phrases: tuple[str, ...] = ()
    excepted: tuple[str, ...] = ()
    """Where one of these stands, nothing is found."""

    @cached_property
    def _found(self) -> Sought:
        return Sought(self.phrases)

    @cached_property
    def _excepted(self) -> re.Pattern[str]:
        return pattern(self.excepted)

    @cached_property
    def _exact(self) -> frozenset[str]:
        return frozenset(fold(p).lower() for p in self.phrases)

    def find(self, text: str) -> re.Match[str] | None:
        """The first phrase that stands in ``text``, outside the exceptions."""
        return next(self._all(text), None)

    def all(self, text: str) -> list[str]:
        """Every phrase found in ``text``, in order, in lower case."""
        return [m.group().lower() for m in self._all(text)]

    def _all(self, text: str) -> Iterator[re.Match[str]]:
        folded = fold(text)
        if self.excepted and self._found.search(folded):
            folded = self._excepted.sub(_blank, folded)
        return self._found.finditer(folded)

    def starts(self, text: str) -> re.Match[str] | None:
        """The phrase that ``text`` begins with."""
        return self._found.pattern.match(fold(text).lstrip())

    def exact(self, text: str) -> bool:
        """Whether ``text`` as a whole is one of the phrases."""
        return fold(text).strip(" .:!?").lower() in self._exact


def _blank(match: re.Match[str]) -> str:
    return "\x00" * len(match.group())


def distinct(found: Sequence[str]) -> tuple[str, ...]:
    """``found`` without repeats, in order."""
    return tuple(dict.fromkeys(found))
