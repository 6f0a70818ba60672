"""How well a text fits the phrases of each citizen task, and why.

Each task is a small set of phrases: citizens' words count most, its title and the council's words less, Welsh words as much as
English ones. A text is compared with the phrases of every task that shares a word with it (an inverted index, so that the cost
does not grow with the catalogue). Words weigh by how few tasks use them; a phrase that stands in the text whole counts extra; a
near miss that fits better than any phrase counts against.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from citizencheck.language.catalogue import ACTIONS
from citizencheck.language.stems import fold, stem, stems, words
from citizencheck.model import Task

GRAMMAR: Final = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "at",
        "be",
        "by",
        "can",
        "do",
        "for",
        "from",
        "get",
        "here",
        "how",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "my",
        "of",
        "on",
        "or",
        "our",
        "out",
        "s",
        "that",
        "the",
        "their",
        "this",
        "to",
        "up",
        "us",
        "use",
        "via",
        "we",
        "what",
        "when",
        "where",
        "which",
        "who",
        "with",
        "you",
        "your",
    ]
)
LIGHT: Final = frozenset(
    stem(w)
    for w in "council help service services find information about online form page info home website site web".split()  # noqa: SIM905
)
"""Stems that mean little alone: a phrase that has one asks for it ("council house"), and one in a text explains nothing away."""
NEAR_MISS: Final = 0.55
AGAIN: Final = re.compile(r"(?<!\w)re-([a-z]+)")
"""What is done again is another task: *re-register a birth*."""
SINGLE: Final = 0.4
SEVERAL: Final = 0.55
"""What a phrase of one word, or of several, is worth inside a text that says much else: one word alone proves little."""
TIES: Final = frozenset("a an the my our your their i s to of for in on at by from and or with".split())  # noqa: SIM905
"""Small words that a phrase can do without."""
WITHOUT: Final = 0.5
"""What a phrase is worth where its small words are missing and it is all small words but one (judgement)."""
KINDS: Final = {"citizen": 1.0, "title": 0.9, "council": 0.8, "welsh": 1.0}
ALL_VERBS: Final = frozenset(stem(v) for v in (*ACTIONS, "object", "cancel", "tell", "challenge", "view"))


@dataclass(frozen=True, slots=True)
class _Phrase:
    task: int
    text: str
    stems: frozenset[str]
    ordered: str
    factor: float
    misses: bool = False
    needs: frozenset[str] = frozenset()
    """Where one telling stem is left of several words: the small words that make it the phrase. *How it works* is not *work for us*."""

    @property
    def alone(self) -> float:
        """What it counts where the text explains nothing else by it."""
        return SINGLE if len(self.stems - LIGHT) < 2 else SEVERAL


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a text names a task: the phrase that fits best, and whether a near miss fits better."""

    score: float
    """0 to 1."""
    said: str
    phrase: _Phrase
    missed: bool

    @property
    def why(self) -> tuple[str, ...]:
        """The words of the text that are the phrase's. Worked out when asked: most fits are never shown."""
        own = " ".join(w for w in words(self.said) if stem(w) in self.phrase.stems) or self.phrase.text
        why = f"says “{own}”, like “{self.phrase.text}”"
        return (why, "but a near miss fits better") if self.missed else (why,)


class PhraseFit:
    """Fits texts to the phrases of a catalogue."""

    def __init__(self, catalogue: Sequence[Task]) -> None:
        self._phrases: list[_Phrase] = []
        self._index: dict[str, list[int]] = defaultdict(list)
        used: Counter[str] = Counter()
        for number, task in enumerate(catalogue):
            own: set[str] = set()
            for kind, phrases in (
                ("title", (task.title,)),
                ("citizen", task.citizen),
                ("council", task.council),
                ("welsh", task.welsh),
            ):
                for phrase in phrases:
                    own |= self._add(number, phrase, KINDS[kind])
            for phrase in task.near_misses:
                self._add(number, phrase, 1.0, misses=True)
            used.update(own)
        self._verbs = [frozenset(stem(v) for v in t.verbs) for t in catalogue]
        self._weight = {s: math.log(1 + len(catalogue) / n) for s, n in used.items()}
        self._words = [tuple((s, self._weight.get(s, 1.0)) for s in sorted(p.stems)) for p in self._phrases]
        """What each word of each phrase weighs."""
        self._heft = [sum(weight for _, weight in parts) for parts in self._words]
        """What all words of each phrase weigh."""
        self._telling = [tuple((s, self._weight.get(s, 3.0)) for s in sorted(p.stems - LIGHT)) for p in self._phrases]
        """What those words of each phrase weigh that say something alone."""
        self._alone = [p.alone for p in self._phrases]

    def _add(self, task: int, phrase: str, factor: float, *, misses: bool = False) -> set[str]:
        kept = content(phrase)
        if not kept:
            return set()
        for s in dict.fromkeys(kept):
            self._index[s].append(len(self._phrases))
        needs = frozenset(_every(phrase) - {stem(w) for w in TIES} if len(set(kept)) == 1 else ())
        self._phrases.append(_Phrase(task, phrase, frozenset(kept), f" {' '.join(kept)} ", factor, misses, needs))
        return set(kept)

    def fits(self, own: Sequence[str], said: str, around: str, *, is_address: bool) -> dict[int, Fit]:
        """Per task, by its number in the catalogue, how well a text fits. ``own`` holds the text's stems (``content``), ``said`` is
        the text itself, ``around`` what stands above it; ``is_address`` where the text is one.
        """
        have = frozenset(own)
        ordered = f" {' '.join(own)} "
        extra = frozenset(content(around)) - have
        total = sum(self._weight.get(s, 3.0) for s in sorted(have - LIGHT))
        every = _every(f"{said} {around}")
        again = _again(said)
        best: dict[int, tuple[float, _Phrase]] = {}
        worst: dict[int, float] = {}
        for i in sorted({i for s in have for i in self._index.get(s, ())}):
            phrase = self._phrases[i]
            score = self._fit(i, have, extra, ordered, total, is_address=is_address)
            if not (is_address or phrase.needs <= every):
                score *= WITHOUT
            if again and not _again(phrase.text):
                score *= NEAR_MISS
            if phrase.misses:
                worst[phrase.task] = max(worst.get(phrase.task, 0.0), score)
            elif score > (best[phrase.task][0] if phrase.task in best else 0.0):
                best[phrase.task] = (score, phrase)
        verbs = frozenset(stems(f"{said} {around}"))
        out = {}
        for task, (score, phrase) in best.items():
            missed = worst.get(task, 0.0) > score
            acts = bool(self._verbs[task] & verbs)
            bonus = 0.06 if acts else -0.03 if verbs & ALL_VERBS else 0.0
            fitted = score * (NEAR_MISS if missed else 1.0) + bonus
            out[task] = Fit(max(0.0, min(1.0, fitted)), said, phrase, missed)
        return out

    def _fit(
        self, i: int, have: frozenset[str], extra: frozenset[str], ordered: str, total: float, *, is_address: bool
    ) -> float:
        """0 to 1: how much of the phrase the text says, and how much of the text the phrase explains."""
        shared: float = sum([weight for s, weight in self._words[i] if s in have])
        if extra:
            shared += 0.4 * sum([weight for s, weight in self._words[i] if s in extra])
        covers = min(1.0, shared / self._heft[i]) if self._heft[i] else 0.0
        explains = sum([weight for s, weight in self._telling[i] if s in have]) / total if total else 1.0
        if is_address:
            explains = max(explains, 0.6 * covers)  # a path also names the sections above the page
        phrase, alone = self._phrases[i], self._alone[i]
        whole = 0.08 if phrase.ordered in ordered else 0.0
        return phrase.factor * (covers * (alone + (1 - alone) * explains) + whole * covers) / 1.08


@lru_cache(maxsize=16384)
def _again(text: str) -> bool:
    """Whether a text names something done once more: *re-* before a verb."""
    folded = fold(text)
    return "re-" in folded and any(stem(w) in ALL_VERBS for w in AGAIN.findall(folded))


def _every(text: str) -> set[str]:
    """The stems of all words of a text, the small ones and the numbers too, which ``content`` leaves out."""
    return {stem(w) for w in words(fold(text).replace("-", " "))}


def content(text: str) -> list[str]:
    """Stems of the words that carry meaning, in order; compounds split the way citizens write them."""
    text = (
        fold(text)
        .replace("fly-", "fly ")
        .replace("flytip", "fly tip")
        .replace("streetlight", "street light")
        .replace("wi-fi", "wifi")
        .replace("what's on", "whatson")
    )
    kept = [stem(w) for w in words(text.replace("-", " ")) if w not in GRAMMAR and not w.isdigit()]
    return [s for s in kept if len(s) > 1]


def says_something(found: Sequence[str]) -> bool:
    """Whether stems name anything: one light word alone does not."""
    return len(set(found)) > 1 or any(s not in LIGHT for s in found)
