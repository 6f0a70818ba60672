"""Whose words a label speaks, and why.

Signs are collected first (``signs``): each is a kind of evidence from a curated lexicon, with the words that gave it. Signs of one
class add up. What the label's words mostly are in other labels, as learned from labels that the authors typed (``wordvotes``), is
added: it tips a verdict where the lists know little, and never makes one surer. The class with most wins, and how far it is
ahead is the confidence.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

from citizencheck.language.evidence import Sign
from citizencheck.language.lexicon import Lexicon
from citizencheck.language.signs import SignReader
from citizencheck.language.wordvotes import Votes, WordVotes
from citizencheck.model import LabelContext, LabelSign, LabelVerdict, Orientation

CLASSES: Final = tuple(Orientation)
SCORED: Final = 0.6
"""Below this confidence a verdict is shown and never scored (measured in ``tests/eval``)."""
SHARPNESS: Final = 1.8
"""Makes confidences honest: of the verdicts near 0.7, about seven in ten agree with two people (``tests/eval``)."""
TELLING: Final = 0.1
"""What a word adds is shown from so much on."""
PLAIN: Final = 0.4
"""A bare noun that gives no other sign is most often a plain subject."""


class LabelJudge:
    """Judges labels by a lexicon."""

    def __init__(self, lexicon: Lexicon, votes: WordVotes) -> None:
        self._read = SignReader(lexicon).read
        self._votes = votes.read

    def orient(self, label: str, context: LabelContext) -> LabelVerdict:
        """The class of a label, with confidence and the words that decided."""
        found = self.signs(label, context)
        scores = dict.fromkeys(CLASSES, 0.0)
        for sign in found:
            for orientation, weight in _HAND.get(sign.name, {}).items():
                scores[orientation] += weight
        scores[Orientation.TOPIC] += PLAIN
        return _verdict(label, scores, found, self._votes(label))

    def weigh(self, label: str, context: LabelContext) -> tuple[LabelSign, ...]:
        """Every sign with what it adds to which class; the sums are what ``orient`` compares."""
        plain = LabelSign(said="any label, before its signs", weights=((Orientation.TOPIC, PLAIN),))
        return (
            *(
                LabelSign(said=_said(s), weights=tuple(_HAND.get(s.name, {}).items()))
                for s in self.signs(label, context)
            ),
            plain,
            *_voted(self._votes(label)),
        )

    def signs(self, label: str, context: LabelContext) -> list[Sign]:
        """All evidence in a label and around it, strongest kinds first."""
        return self._read(label, context)


_SAID: Final = {
    "exact": "known label", "pattern": "looks like", "verb": "begins with the verb", "question": "asks", "ending": "ends in",
    "unit": "names a unit:", "unit:profession": "professionals say", "unit:trade": "professionals say", "not_unit": "sounds like a unit and is none:", "word": "says", "where": "stands in", "parent": "stands under",
    "siblings": "stands beside units:", "target": "opens a page headed", "itself": "opens a page that calls itself a unit by that name:", "asks": "ends in", "papers": "papers of a unit:", "jargon": "professionals say", "about": "tells about a place:", "explains": "explains:", "brand": "reads like a brand:", "all": "names nobody but",
}  # fmt: skip
_O = Orientation
_HAND: Final[dict[str, dict[Orientation, float]]] = {
    "exact:other": {_O.OTHER: 4}, "pattern:other": {_O.OTHER: 3}, "exact:audience": {_O.AUDIENCE: 2.5}, "exact:corporate": {_O.CORPORATE: 3},
    "exact:task": {_O.TASK: 3}, "exact:officer": {_O.DEPARTMENT: 3}, "exact:line": {_O.DEPARTMENT: 2.5}, "exact:umbrella": {_O.TOPIC: 0.6},
    "verb": {_O.TASK: 3}, "verb:doing": {_O.TASK: 2.4}, "verb:ing": {_O.TASK: 1.2}, "question": {_O.TASK: 3.5}, "ending:task": {_O.TASK: 2}, "parent:task": {_O.TASK: 3.8},
    "unit:suffix": {_O.DEPARTMENT: 2}, "unit:service": {_O.DEPARTMENT: 1.6}, "unit:prefix": {_O.DEPARTMENT: 2.2}, "unit:officer": {_O.DEPARTMENT: 1.6},
    "unit:line": {_O.DEPARTMENT: 1.6}, "unit:trade": {_O.DEPARTMENT: 1.6}, "unit:profession": {_O.DEPARTMENT: 1.1}, "not_unit": {_O.TOPIC: 0.6}, "ending:reports": {_O.CORPORATE: 1.6}, "papers": {_O.CORPORATE: 1.6}, "word:corporate": {_O.CORPORATE: 1.3}, "word:topic": {_O.TOPIC: 0.8},
    "exact:topic": {_O.TOPIC: 2.5}, "jargon": {_O.DEPARTMENT: 1.2}, "asks": {_O.TASK: 0.6}, "about": {_O.CORPORATE: 1.4}, "explains": {_O.TOPIC: 1}, "brand": {_O.OTHER: 1.2}, "all:audience": {_O.AUDIENCE: 2.2}, "unit:staff": {_O.DEPARTMENT: 1.6}, "unit:function": {_O.DEPARTMENT: 1.1}, "unit:within": {_O.DEPARTMENT: 0.9}, "word:audience": {_O.AUDIENCE: 0.1}, "parent:units": {_O.DEPARTMENT: 0.5}, "parent:corporate": {_O.CORPORATE: 0.8},
    "where:dept-list": {_O.DEPARTMENT: 0.8}, "siblings:units": {_O.DEPARTMENT: 0.6}, "target:unit": {_O.DEPARTMENT: 1}, "parent:lists": {_O.DEPARTMENT: 2}, "itself": {_O.DEPARTMENT: 2},
}  # fmt: skip


def _voted(votes: Votes) -> Iterator[LabelSign]:
    """What each word adds as learned, so small that it only tips a balance left out."""
    for word, row in votes.by_word.items():
        weights = tuple((o, round(w, 2)) for o, w in zip(votes.orientations, row, strict=True) if abs(w) >= TELLING)
        if weights:
            yield LabelSign(
                said=f"other labels with “{word}”" if word else "other labels of as many words", weights=weights
            )


def _verdict(label: str, by_signs: dict[Orientation, float], found: list[Sign], votes: Votes) -> LabelVerdict:
    scores = dict(by_signs)
    for orientation, weight in votes.totals().items():
        scores[orientation] += weight
    best = max(CLASSES, key=lambda o: (scores[o], -CLASSES.index(o)))
    why = [s for s in found if _HAND.get(s.name, {}).get(best)]
    said = tuple(_said(s) for s in why[:3])
    if not said and (telling := votes.words_for(best)):
        said = (f"known of other labels with “{telling}”",)
    confidence = min(_share(scores, best), _share(by_signs, best))
    return LabelVerdict(
        label=label,
        orientation=best,
        confidence=round(confidence, 4),
        why=said or ("a plain noun: no sign of a unit, a verb or the council itself",),
    )


def _share(scores: dict[Orientation, float], of: Orientation) -> float:
    """How likely one orientation is among all, 0 to 1."""
    odds = {o: math.exp(SHARPNESS * s) for o, s in scores.items()}
    return odds[of] / sum(odds.values())


def _said(sign: Sign) -> str:
    said = _SAID.get(sign.name) or _SAID.get(sign.name.partition(":")[0], "says")
    return f"{said} “{sign.words}”"
