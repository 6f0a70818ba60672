"""Lists of phrases, compiled once: whole words, any case, ``*`` for any ending, typographic quotes and dashes folded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

FOLD: Final = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "‐": "-", "‑": "-", "\u200b": None, "\u00a0": " "})
NEVER: Final = re.compile(r"(?!)")


def fold(text: str) -> str:
    """``text`` with plain quotes, hyphens and spaces; its length may change only by invisible characters."""
    return text.translate(FOLD)


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


@dataclass(frozen=True)
class Phrases:
    """A list of phrases that can be looked for in a text."""

    phrases: tuple[str, ...] = ()
    excepted: tuple[str, ...] = ()
    """Where one of these stands, nothing is found."""

    @cached_property
    def _found(self) -> re.Pattern[str]:
        return pattern(self.phrases)

    @cached_property
    def _excepted(self) -> re.Pattern[str]:
        return pattern(self.excepted)

    @cached_property
    def _exact(self) -> frozenset[str]:
        return frozenset(fold(p).lower() for p in self.phrases)

    def find(self, text: str) -> re.Match[str] | None:
        """The first phrase that stands in ``text``, outside the exceptions."""
        folded = fold(text)
        return self._found.search(self._excepted.sub(_blank, folded) if self.excepted else folded)

    def all(self, text: str) -> list[str]:
        """Every phrase found in ``text``, in order, in lower case."""
        folded = fold(text)
        return [
            m.group().lower()
            for m in self._found.finditer(self._excepted.sub(_blank, folded) if self.excepted else folded)
        ]

    def starts(self, text: str) -> re.Match[str] | None:
        """The phrase that ``text`` begins with."""
        return self._found.match(fold(text).lstrip())

    def exact(self, text: str) -> bool:
        """Whether ``text`` as a whole is one of the phrases."""
        return fold(text).strip(" .:!?").lower() in self._exact


def _blank(match: re.Match[str]) -> str:
    return "\x00" * len(match.group())


def distinct(found: Sequence[str]) -> tuple[str, ...]:
    """``found`` without repeats, in order."""
    return tuple(dict.fromkeys(found))
