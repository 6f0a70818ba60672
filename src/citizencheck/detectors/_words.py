"""What detectors need of words: stems that carry meaning, word lists as one pattern, lists for sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from citizencheck.language.stems import fold, stem, words

__all__ = ["also", "fold", "folded_set", "listed", "pattern", "regex", "stems"]

EMPTY: Final = frozenset(
    words(
        "a an and are at be by can do for from get help here how i if in into is it its my of on or our out s service services "
        "that the their this to up us use via we what when where which who with you your"
    )
)
"""Words that say nothing about a subject."""


@lru_cache(maxsize=16384)
def stems(text: str) -> tuple[str, ...]:
    """The stems of the words that carry meaning, in order, each once."""
    return tuple(dict.fromkeys(stem(w) for w in words(text) if w not in EMPTY))


@lru_cache(maxsize=256)
def pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Whole words or phrases of a list, whatever their case; a list that is empty matches nothing."""
    if not phrases:
        return re.compile(r"(?!)")
    longest_first = sorted(dict.fromkeys(phrases), key=lambda w: (-len(w), w))
    return re.compile(r"(?<![\w-])(?:" + "|".join(re.escape(w) for w in longest_first) + r")(?![\w-])", re.IGNORECASE)


@lru_cache(maxsize=256)
def regex(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """One regular expression out of the alternatives that a rule file gives."""
    return re.compile("|".join(f"(?:{p})" for p in patterns) if patterns else r"(?!)", re.IGNORECASE)


def folded_set(texts: Iterable[str]) -> frozenset[str]:
    """The words folded, to ask "is it one of these" of a folded text. Never iterated."""
    return frozenset(fold(t) for t in texts)


def listed(texts: Iterable[str], most: int = 3) -> str:
    """The first of the words as a list for a sentence: ``"A", "B" and 4 more``."""
    known = list(dict.fromkeys(t for t in texts if t))
    shown = [f"“{w}”" for w in known[:most]]
    if len(known) > most:
        return f"{', '.join(shown)} and {len(known) - most} more"
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def also(more: int) -> str:
    """The end of a sentence of which ``more`` labels say the same."""
    return f" ({more} more label{'s' if more > 1 else ''} like this)" if more > 0 else ""
