"""Whose words a label speaks, and why.

Signs are collected first (``signs``): each is a kind of evidence from a curated lexicon, with the words that gave it. Signs of one
class add up; the class with most wins, and how far it is ahead is the confidence. A trained model (logistic regression over
the same signs and the label's words) was tried and left out: on councils that it had not seen it was no better.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Final

from citizencheck.language.lexicon import Lexicon
from citizencheck.language.stems import fold, phrase_pattern, stem, words
from citizencheck.model import LabelContext, LabelVerdict, Orientation

CLASSES: Final = tuple(Orientation)
SCORED: Final = 0.6
"""Below this confidence a verdict is shown and never scored (measured in ``tests/eval``)."""
SHARPNESS: Final = 1.8
"""Makes confidences honest: of the verdicts near 0.7, about seven in ten agree with two people (``tests/eval``)."""
TRAILING_YEAR: Final = re.compile(r" (?:19|20)\d\d$")
DOING: Final = frozenset(
    {
        "pay",
        "regist",
        "appli",
        "report",
        "renew",
        "claim",
        "vote",
        "object",
        "appeal",
        "request",
        "order",
        "cancel",
        "join",
        "complain",
    }
)


@dataclass(frozen=True, slots=True)
class Sign:
    """One piece of evidence: what it is called, and the words on the label that gave it."""

    name: str
    words: str


class LabelJudge:
    """Judges labels by a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._verbs = {stem(v) for v in lexicon.task.verbs} | set(lexicon.task.verbs)
        self._not_verbs = tuple(_key(v) for v in lexicon.task.not_verbs)
        self._exact = {
            "other": _keys(lexicon.other.exact),
            "audience": _keys(lexicon.audience.exact),
            "corporate": _keys(lexicon.corporate.exact),
            "task": _keys(lexicon.task.exact),
            "officer": _keys(lexicon.department.officers),
            "line": _keys(lexicon.department.lines),
            "umbrella": _keys(lexicon.umbrella.lines),
        }
        self._patterns = [re.compile(p, re.IGNORECASE) for p in lexicon.other.patterns]
        self._parents = _keys(lexicon.task.parents)
        self._questions = tuple(_key(q) for q in lexicon.task.questions)
        self._endings = tuple(_key(e) for e in lexicon.task.endings)
        self._suffixes = tuple(_key(s) for s in lexicon.department.suffixes)
        self._prefixes = tuple(_key(p) for p in lexicon.department.prefixes)
        self._audiences = phrase_pattern(lexicon.audience.exact)

    def orient(self, label: str, context: LabelContext) -> LabelVerdict:
        """The class of a label, with confidence and the words that decided."""
        found = self.signs(label, context)
        scores = dict.fromkeys(CLASSES, 0.0)
        for sign in found:
            for orientation, weight in _HAND.get(sign.name, {}).items():
                scores[orientation] += weight
        scores[Orientation.TOPIC] += 0.4  # a bare noun that gives no other sign is most often a plain subject
        return _verdict(label, scores, found)

    def signs(self, label: str, context: LabelContext) -> list[Sign]:
        """All evidence in a label and around it, strongest kinds first."""
        key = TRAILING_YEAR.sub("", _key(label))
        found = [Sign(f"exact:{kind}", label.strip()) for kind, known in self._exact.items() if key in known]
        found += [
            Sign("pattern:other", label.strip())
            for p in self._patterns[:1]
            if any(q.search(fold(label)) for q in self._patterns)
        ]
        found += self._task_signs(key)
        found += self._unit_signs(key)
        if key.endswith(" reports"):
            found.append(Sign("ending:reports", "reports"))
        found += [Sign("word:corporate", m.group()) for m in list(self._lexicon.corporate_words.finditer(key))[:3]]
        found += [Sign("word:topic", m.group()) for m in list(self._lexicon.topics.finditer(key))[:3]]
        found += [Sign("word:audience", m.group()) for m in list(self._audiences.finditer(key))[:1]]
        found += self._context_signs(context)
        if context.target_title and not any(s.name.startswith(("unit:", "word:topic")) for s in found):
            # What residents say stays theirs, whoever is behind it; only a name that says nothing is judged by what it opens.
            found += [
                Sign("target:unit", context.target_title)
                for s in self._unit_signs(_key(context.target_title))[:1]
                if s.name in ("unit:suffix", "unit:prefix", "unit:officer")
            ]
        return found

    def _task_signs(self, key: str) -> list[Sign]:
        found = []
        first = key.removeprefix("re ").partition(" ")[0]  # "re-register" is two words
        if key.startswith(self._questions):
            found.append(Sign("question", next(q for q in self._questions if key.startswith(q))))
        elif (
            " " in key
            and self._is_verb(first)
            and not any(key == n or key.startswith(f"{n} ") for n in self._not_verbs)
        ):
            found.append(Sign(_verb_kind(first, plain=first in self._verbs), first))
        ending = next((e for e in self._endings if key.endswith(f" {e}") or key == e), None)
        if ending:
            found.append(Sign("ending:task", ending))
        if " and " in key and any(f" and {v} " in f" {key} " for v in ("apply", "pay", "report", "book")):
            found.append(Sign("verb", "and"))
        return found

    def _is_verb(self, word: str) -> bool:
        return word in self._verbs or (word.endswith("ing") and stem(word) in self._verbs)

    def _unit_signs(self, key: str) -> list[Sign]:
        if self._lexicon.not_units.search(key):
            return [Sign("not_unit", self._lexicon.not_units.search(key).group())]  # type: ignore[union-attr]  # searched above
        found = []
        suffix = next((s for s in self._suffixes if key.endswith(f" {s}")), None)
        if suffix:
            found.append(Sign("unit:suffix", suffix))
        elif key.endswith((" service", " services")):
            found.append(Sign("unit:service", key.rpartition(" ")[2]))
        prefix = next((p for p in self._prefixes if key.startswith(f"{p} ") or f" {p} " in key), None)
        if prefix:
            found.append(Sign("unit:prefix", prefix))
        found += [Sign("unit:officer", m.group()) for m in list(self._lexicon.officials.finditer(key))[:1]]
        found += [Sign("unit:profession", m.group()) for m in list(self._lexicon.professional.finditer(key))[:1]]
        found += [Sign("unit:line", m.group()) for m in list(self._lexicon.unit_lines.finditer(key))[:1]]
        return found

    def _context_signs(self, context: LabelContext) -> list[Sign]:
        found = [Sign(f"where:{context.where}", context.where)] if context.where else []
        parent = _key(context.parent)
        if not parent:
            return found
        if parent in self._parents or parent.partition(" ")[0] in {"report", "apply", "pay", "request", "book"}:
            found.append(Sign("parent:task", context.parent))
        if re.search(r"\b(?:departments?|directorates?|divisions?|teams|offices)\b", parent):
            found.append(Sign("parent:units", context.parent))
        if (
            re.search(r"\b(?:council|government|democracy|about|news|mayor)\b", parent)
            and "tax" not in parent
            and "department" not in parent
        ):
            found.append(Sign("parent:corporate", context.parent))
        if context.siblings and self._mostly_units(context.siblings):
            found.append(Sign("siblings:units", ", ".join(context.siblings[:3])))
        return found

    def _mostly_units(self, siblings: tuple[str, ...]) -> bool:
        units = sum(
            any(s.name.startswith("unit:") and s.name != "unit:service" for s in self._unit_signs(_key(x)))
            for x in siblings[:40]
        )
        return len(siblings) >= 4 and units * 2 > min(len(siblings), 40)


_SAID: Final = {
    "exact": "known label", "pattern": "looks like", "verb": "begins with the verb", "question": "asks", "ending": "ends in",
    "unit": "names a unit:", "not_unit": "sounds like a unit and is none:", "word": "says", "where": "stands in", "parent": "stands under",
    "siblings": "stands beside units:", "target": "opens a page headed",
}  # fmt: skip
_O = Orientation
_HAND: Final[dict[str, dict[Orientation, float]]] = {
    "exact:other": {_O.OTHER: 4}, "pattern:other": {_O.OTHER: 3}, "exact:audience": {_O.AUDIENCE: 2.5}, "exact:corporate": {_O.CORPORATE: 3},
    "exact:task": {_O.TASK: 3}, "exact:officer": {_O.DEPARTMENT: 3}, "exact:line": {_O.DEPARTMENT: 2.5}, "exact:umbrella": {_O.TOPIC: 0.6},
    "verb": {_O.TASK: 3}, "verb:doing": {_O.TASK: 2.4}, "verb:ing": {_O.TASK: 1.2}, "question": {_O.TASK: 3.5}, "ending:task": {_O.TASK: 2}, "parent:task": {_O.TASK: 2},
    "unit:suffix": {_O.DEPARTMENT: 2}, "unit:service": {_O.DEPARTMENT: 0.8}, "unit:prefix": {_O.DEPARTMENT: 2.2}, "unit:officer": {_O.DEPARTMENT: 1.2},
    "unit:line": {_O.DEPARTMENT: 1.6}, "unit:profession": {_O.DEPARTMENT: 1.1}, "not_unit": {_O.TOPIC: 1}, "ending:reports": {_O.CORPORATE: 1.6}, "word:corporate": {_O.CORPORATE: 1.3}, "word:topic": {_O.TOPIC: 0.8},
    "word:audience": {_O.AUDIENCE: 0.1}, "parent:units": {_O.DEPARTMENT: 0.5}, "parent:corporate": {_O.CORPORATE: 0.8},
    "where:dept-list": {_O.DEPARTMENT: 0.8}, "siblings:units": {_O.DEPARTMENT: 0.6}, "target:unit": {_O.DEPARTMENT: 0.7},
}  # fmt: skip


def _verb_kind(first: str, *, plain: bool) -> str:
    """``verb`` for "pay", ``verb:doing`` for "paying", which is as sure, ``verb:ing`` for others, which are often nouns."""
    return "verb" if plain else "verb:doing" if stem(first) in DOING else "verb:ing"


def _verdict(label: str, scores: dict[Orientation, float], found: list[Sign]) -> LabelVerdict:
    odds = {o: math.exp(SHARPNESS * s) for o, s in scores.items()}
    best = max(CLASSES, key=lambda o: (odds[o], -CLASSES.index(o)))
    why = [s for s in found if _HAND.get(s.name, {}).get(best)]
    said = tuple(f"{_SAID.get(s.name.partition(':')[0], 'says')} “{s.words}”" for s in why[:3])
    confidence = odds[best] / sum(odds.values())
    return LabelVerdict(
        label=label,
        orientation=best,
        confidence=round(confidence, 4),
        why=said or ("a plain noun: no sign of a unit, a verb or the council itself",),
    )


def _key(text: str) -> str:
    return " ".join(words(text))


def _keys(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(_key(t) for t in texts)
