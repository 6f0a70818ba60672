"""Words as they are compared: folded, split and stemmed the same way everywhere."""

from __future__ import annotations

import re
import sys
from functools import lru_cache
from typing import Final

import snowballstemmer

_STEMMER: Final = snowballstemmer.stemmer("english")
APART: Final = {w: w for w in ("parking", "housing", "planning", "building", "universal", "university")}
WORD: Final = re.compile(r"[a-z0-9à-ÿ']+")
EDGES: Final = re.compile(r"^[\s>›»→←↗|·•*:–—-]+|[\s>›»→←↗|·•*:–—-]+$")


LABEL: Final = 200
"""Characters of a text that is remembered: labels and headings are asked for again and again, whole paragraphs are not."""


def fold(text: str) -> str:
    """Lower case, plain apostrophes, ``&`` as *and*, one space between words, no arrows at the ends."""
    return _fold(text) if len(text) <= LABEL else _fold.__wrapped__(text)


@lru_cache(maxsize=16384)
def _fold(text: str) -> str:
    plain = text.replace("’", "'").replace("‘", "'").replace("&", " and ").casefold()
    return EDGES.sub("", " ".join(plain.split()))


def words(text: str) -> tuple[str, ...]:
    """The words of a text in order, possessive endings gone."""
    return _words(text) if len(text) <= LABEL else _words.__wrapped__(text)


@lru_cache(maxsize=16384)
def _words(text: str) -> tuple[str, ...]:
    return tuple(sys.intern(w) for raw in WORD.findall(fold(text)) if (w := raw.removesuffix("'s").strip("'")))


@lru_cache(maxsize=32768)
def stem(word: str) -> str:
    """The stem of one word; words that are two things by their endings ("parks", "parking") stay apart."""
    return APART.get(word) or str(_STEMMER.stemWord(word))


def stems(text: str) -> tuple[str, ...]:
    """The stems of all words in order."""
    return tuple(map(stem, words(text)))


def phrase_pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern that finds any of the phrases as whole words in folded text; a plural s is tolerated."""
    if not phrases:
        return re.compile(r"(?!)")
    folded = sorted({" ".join(words(p)) for p in phrases}, key=lambda p: (-len(p), p))
    return re.compile(r"(?<![\w'-])(?:" + "|".join(re.escape(p) for p in folded if p) + r")s?(?![\w'-])")
