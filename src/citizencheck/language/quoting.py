"""Words of a page, quoted so that a reader understands them: from the beginning of a sentence to the end of one, or at least of a word."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from citizencheck.language.readability import ABBREVIATIONS, MARK, SENTENCE_END

MOST: Final = 240
"""Characters of a quote, where a sentence is not to be cut for its sake."""
SAID: Final = 160
"""Characters of a passage that a message says."""
AROUND: Final = 60
"""Of a longer sentence so many characters stand before what is quoted it for."""
CLAUSE: Final = re.compile(r"[,;:–—]\s+|\s[–—-]\s")
"""What a quote out of a long sentence rather begins behind."""


def passage(text: str, start: int, end: int, most: int = MOST) -> str:
    """The sentences that hold ``text[start:end]``; where they are longer than ``most``, their words around it, none of them cut."""
    first, last = _span(text, start, end, most)
    return text[first:last].strip()


def said(text: str, start: int, end: int, most: int = SAID) -> str:
    """The same as a message says it: without its full stop, and with dots where a sentence goes on or has begun before."""
    first, last = _span(text, start, end, most)
    bounds = sentence_bounds(text)
    begun = "" if any(first == a for a, _ in bounds) else "… "
    left = "" if any(last == b for _, b in bounds) else "…"
    return f"{begun}{text[first:last].strip().rstrip('.')}{left}"


def _span(text: str, start: int, end: int, most: int) -> tuple[int, int]:
    """From where to where a quote of ``text[start:end]`` goes."""
    bounds = sentence_bounds(text)
    first = max((a for a, _ in bounds if a <= start), default=0)
    last = min((b for _, b in bounds if b >= end), default=len(text))
    if last - first > most:
        first = _beginning(text, first, start)
        last = first + len(clipped(text[first:last], max(most, end - first)))
    return first, last


@lru_cache(maxsize=256)
def sentence_bounds(text: str) -> tuple[tuple[int, int], ...]:
    """Where each sentence of ``text`` begins and ends, as ``readability.sentences`` tells them apart."""
    held = ABBREVIATIONS.sub(lambda m: m.group().replace(".", MARK), text)
    breaks = sorted([*(m.span() for m in SENTENCE_END.finditer(held)), *(m.span() for m in re.finditer("\n", text))])
    return tuple(zip([0, *(b for _, b in breaks)], [*(a for a, _ in breaks), len(text)], strict=True))


def _beginning(text: str, first: int, start: int) -> int:
    """Where a quote out of the sentence from ``first`` begins: with the sentence where that is near, with a clause, or with a word."""
    nearest = start - AROUND
    if nearest <= first:
        return first
    clauses = (m.end() for m in CLAUSE.finditer(text, nearest, start) if _is_closed(text[first : m.end()]))
    space = text.find(" ", nearest, start)
    return next(clauses, space + 1 if space >= 0 else start)


def _is_closed(text: str) -> bool:
    """Whether ``text`` ends outside of brackets."""
    return text.count("(") <= text.count(")")


def clipped(text: str, most: int) -> str:
    """The first whole words of ``text``, of ``most`` characters together; a word that is longer is cut."""
    if len(text) <= most:
        return text
    return text[: most + 1].rpartition(" ")[0].rstrip(" ,;:–—(") or text[:most]
