"""Which finding stands before which: of one fault that several rules tell, the worst telling comes first and the others last.

Rules tell sides of one fault where their files say so (``fault``), where they show the very same labels or passages of the same page, and where
rules of one group show the same label that leads to the same page, wherever it stands: a unit's name in the menu and on a landing page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final

from citizencheck.judge.tally import Found, Tally, order
from citizencheck.model import Evidence
from citizencheck.score import SEVERITY

LEADING: Final = 3
"""So many findings of each rule stand before the rest, so that a fault of many tasks hides no other."""
LEADING_PAGES: Final = 2
"""Of rules about pages: a third page with one fault tells less than another fault does."""

LABELS: Final = frozenset({"link", "menu", "document"})
"""Kinds of evidence whose words are a label."""
WORDS: Final = 3
"""A passage of so many words that stands inside another is the same passage (judgement)."""


class Rank(IntEnum):
    """Where in the report a finding stands."""

    LEADING = 0
    REST = 1
    TOLD = 2
    """Another side of a fault that an earlier finding tells: its place below says nothing of its weight in the score."""


@dataclass(slots=True)
class Order:
    """Ranks findings as they come, the tallies in the order of ``worst_first``."""

    _told: set[tuple[str, str, str]] = field(default_factory=set)
    _shown: set[tuple[str, str]] = field(default_factory=set)
    """What the leading findings quote: the page and the label or passage."""
    _labels: set[tuple[str, str, str]] = field(default_factory=set)
    """The labels among them: the group of the rule, where the label leads, and the label."""
    _passages: dict[str, list[str]] = field(default_factory=dict)
    """Page -> the passages among them."""

    def ranked(self, tally: Tally) -> Iterator[tuple[Rank, Found]]:
        """The findings of one rule: the worst first, then what most pages share, then by address."""
        leading = 0
        most = LEADING_PAGES if tally.rule.file.scope == "page" else LEADING
        shown: list[Evidence] = []
        for found in sorted(
            tally.found, key=lambda f: (-SEVERITY[tally.severity(f)], -len(f.pages), -f.weight, *order(f))
        ):
            quoted = _quoted(tally, found)
            if self._is_told(tally, found) or self._is_quoted(quoted, tally.rule.group):
                yield Rank.TOLD, found
                continue
            leading += 1
            if leading <= most:
                shown += _quoted(tally, found, whole=True) if quoted else []
            yield Rank.LEADING if leading <= most else Rank.REST, found
        self._show(shown, tally.rule.group)

    def _show(self, quoted: Iterable[Evidence], group: str) -> None:
        for piece in quoted:
            words = _folded(piece.quote)
            self._shown.add((piece.url, words))
            if piece.kind in LABELS and piece.target:
                self._labels.add((group, piece.target, words))
            if piece.kind == "text" and words.count(" ") >= WORDS - 1:
                self._passages.setdefault(piece.url, []).append(words)

    def _is_quoted(self, pieces: Sequence[Evidence], group: str) -> bool:
        """Whether findings that lead have quoted all the labels that a finding shows, and half of its passages at least."""
        shown = [self._is_shown(p, group) for p in pieces]
        labels = [is_shown for p, is_shown in zip(pieces, shown, strict=True) if p.kind in LABELS]
        return bool(shown) and all(labels) and 2 * sum(shown) >= len(shown)

    def _is_shown(self, piece: Evidence, group: str) -> bool:
        """Whether a finding that leads has quoted the label, or a passage that holds this one or stands in it."""
        words = _folded(piece.quote)
        if (piece.url, words) in self._shown or (group, piece.target, words) in self._labels:
            return True
        if piece.kind != "text" or words.count(" ") < WORDS - 1:
            return False
        return any(words in told or told in words for told in self._passages.get(piece.url, ()))

    def _is_told(self, tally: Tally, found: Found) -> bool:
        """Whether a rule of the same ``fault`` has told of the same task, the same page, or the same site. Two tasks on one page are two."""
        fault, scope = tally.rule.file.fault, tally.rule.file.scope
        if not fault:
            return False
        page, on_page, task = (fault, "page", found.url), (fault, "on", found.url), (fault, "task", found.task)
        match scope:
            case "page":
                same, now = {on_page}, {page, on_page}
            case "site":
                same = now = {(fault, "site", "")}
            case _:
                same, now = {page, task}, {on_page, task}
        told = bool(same & self._told)
        self._told |= now
        return told


def _quoted(tally: Tally, found: Found, *, whole: bool = False) -> list[Evidence]:
    """The labels or passages that are all that a finding shows, or counts where ``whole``; none where it shows something else, or is about a task."""
    pieces = [*((found.whole if whole else ()) or found.evidence)]
    if tally.rule.file.scope not in ("page", "site") or not all(
        e.kind in (*LABELS, "text") and e.quote for e in pieces
    ):
        return []
    return pieces


def _folded(words: str) -> str:
    return " ".join(words.casefold().split()).rstrip(" .")


def worst_first(tallies: Sequence[Tally], lost: dict[str, float]) -> list[Tally]:
    """The rules in the order in which they tell: by their worst finding, of equals the costliest; ``lost`` says what each costs."""
    return sorted(tallies, key=lambda t: (-_worst(t), -_cost(t, lost), t.rule.group, t.rule.id))


def _worst(tally: Tally) -> int:
    return max((SEVERITY[tally.severity(f)] for f in tally.found), default=0)


def _cost(tally: Tally, lost: dict[str, float]) -> float:
    """The points lost of a rule, as far as its own findings tell of them and not those of a plainer rule."""
    cost = lost.get(tally.rule.id, 0.0)
    return cost * len(tally.found) / (tally.short or 1) if tally.rule.file.scope == "service" else cost
