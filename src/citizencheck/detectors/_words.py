"""What detectors need of words: folded text, stems, word lists as one pattern."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

import snowballstemmer

_STEMMER: Final = snowballstemmer.stemmer("english")
EMPTY: Final = frozenset(
    ["a", "an", "and", "are", "at", "be", "by", "can", "do", "for", "from", "get", "help", "here", "how", "i", "if", "in", "into", "is", "it", "its", "my", "of", "on", "or", "our", "out", "s", "service", "services", "that", "the", "their", "this", "to", "up", "us", "use", "via", "we", "what", "when", "where", "which", "who", "with", "you", "your"]
)
"""Words that say nothing about a subject."""
ARROWS: Final = re.compile(r"[\s>›»→←↗|·•*:–—-]+$|^[\s>›»→←↗|·•*:–—-]+")


def fold(text: str) -> str:
    """``text`` in lower case with plain apostrophes, ``&`` as *and*, one space between words, no arrows at its ends."""
    plain = text.replace("’", "'").replace("‘", "'").replace("&", " and ").casefold()
    return ARROWS.sub("", " ".join(plain.split()))


@lru_cache(maxsize=32768)
def stems(text: str) -> tuple[str, ...]:
    """The stems of the words that carry meaning, in order, each once."""
    words = re.findall(r"[a-z0-9à-ÿ']+", fold(text))
    kept = [w.removesuffix("'s").strip("'") for w in words if w.removesuffix("'s").strip("'") not in EMPTY]
    return tuple(dict.fromkeys(_STEMMER.stemWord(w) for w in kept if w))


@lru_cache(maxsize=256)
def pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Whole words or phrases of a list, whatever their case; a list that is empty matches nothing."""
    if not words:
        return re.compile(r"(?!)")
    longest_first = sorted(dict.fromkeys(words), key=lambda w: (-len(w), w))
    return re.compile(r"(?<![\w-])(?:" + "|".join(re.escape(w) for w in longest_first) + r")(?![\w-])", re.IGNORECASE)


@lru_cache(maxsize=256)
def regex(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """One regular expression out of the alternatives that a rule file gives."""
    return re.compile("|".join(f"(?:{p})" for p in patterns) if patterns else r"(?!)", re.IGNORECASE)


def folded_set(words: Iterable[str]) -> frozenset[str]:
    """The words folded, to ask "is it one of these" of a folded text. Never iterated."""
    return frozenset(fold(w) for w in words)


def listed(words: Iterable[str], most: int = 3) -> str:
    """The first of the words as a list for a sentence: ``"A", "B" and 4 more``."""
    known = list(dict.fromkeys(w for w in words if w))
    shown = [f"“{w}”" for w in known[:most]]
    if len(known) > most:
        return f"{', '.join(shown)} and {len(known) - most} more"
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)
