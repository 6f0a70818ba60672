"""Which citizen task a text names, and why.

Each task is a small set of phrases: citizens' words count most, its title and the council's words less, Welsh words as much as
English ones. A text is compared with the phrases of every task that shares a word with it (an inverted index, so that the cost
does not grow with the catalogue). Words weigh by how few tasks use them; a phrase that stands in the text whole counts extra; a
near miss that fits better than any phrase counts against. An address is read by ``addresses``, whose votes count as well.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from citizencheck.language.addresses import AddressWords
from citizencheck.language.stems import fold, stem, stems, words
from citizencheck.model import MatchDecision, Task, TaskMatch
from citizencheck.model.url import slug_words

SURE: Final = 0.72
"""At or above, and ahead of the next by ``AHEAD``: a match. Measured in ``tests/eval``."""
MAYBE: Final = 0.42
AHEAD: Final = 0.06
NEAR_MISS: Final = 0.55
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
ACTIONS: Final = {
    "report": ("report", "tell", "problem"), "pay": ("pay", "payment", "bill"), "apply": ("apply", "application", "request", "get"),
    "book": ("book", "arrange", "appointment"), "register": ("register", "registration"), "renew": ("renew", "renewal"), "order": ("order", "request", "buy"),
    "find": ("find", "check", "view", "search", "see"), "claim": ("claim",), "join": ("join", "membership"), "appeal": ("appeal", "challenge", "dispute", "contest", "object"),
}  # fmt: skip
ADDRESS: Final = re.compile(
    r"(?i:[a-z][a-z0-9+.-]*://|(?:/|www\.)\S*$)|[a-z0-9%.~-]*(?:[/_][a-z0-9%.~-]*)+$|[a-z0-9]+(?:-[a-z0-9]+){2,}$"
)
"""A text that is an address: whole, without its scheme or its host, or only a slug ("bins/missed-bin", "report-a-missed-bin")."""
PHRASES: Final = 3.0
STATED: Final = 5.0
"""Log odds in addresses: of a phrase that fits whole, of a stated LGSL number."""
SOFTER: Final = 0.8
"""The words of an address depend on each other, so that their odds, multiplied, are too sure."""
MOST: Final = 5
LEAST: Final = 0.002
SINGLE: Final = 0.4
SEVERAL: Final = 0.55
"""What a phrase of one word, or of several, is worth inside a text that says much else: one word alone proves little."""
Scored = tuple[float, tuple[str, ...]]
"""Score (0 to 1) and why."""
Tier = Literal["county", "district", "unitary", "parish"]
KINDS: Final = {"citizen": 1.0, "title": 0.9, "council": 0.8, "welsh": 1.0}


class TaskEntry(BaseModel):
    """One ``[[task]]`` table."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z][a-z0-9-]+$")
    title: str = Field(min_length=5)
    lgsl: tuple[int, ...]
    lgil: tuple[int, ...]
    tiers: tuple[Tier, ...]
    sometimes: tuple[Tier, ...] = ()
    shown_by: tuple[str, ...] = ()
    demand: int = Field(ge=1, le=3)
    nature: Literal["do", "find", "tell"]
    life_events: tuple[str, ...] = ()
    place_lookup: bool = False
    needs_visit: str = ""
    citizen: tuple[str, ...] = Field(min_length=1)
    council: tuple[str, ...] = ()
    welsh: tuple[str, ...] = ()
    near_misses: tuple[str, ...] = ()

    def task(self, group: str) -> Task:
        """The task, as a member of the subject ``group``."""
        verb = stem(words(self.title)[0])
        return Task(
            id=self.id, title=self.title, group=group, lgsl=self.lgsl, lgil=self.lgil, tiers=self.tiers, sometimes=self.sometimes, shown_by=self.shown_by, demand=self.demand, nature=self.nature,
            life_events=self.life_events, verbs=tuple(dict.fromkeys((verb, *ACTIONS.get(verb, ())))), citizen=self.citizen, council=self.council,
            welsh=self.welsh, near_misses=self.near_misses, place_lookup=self.place_lookup, needs_visit=self.needs_visit,
        )  # fmt: skip


class TaskFile(BaseModel):
    """A file of tasks about one subject."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    task: tuple[TaskEntry, ...]


@dataclass(frozen=True, slots=True)
class _Phrase:
    task: int
    text: str
    stems: frozenset[str]
    ordered: str
    factor: float
    misses: bool = False

    @property
    def alone(self) -> float:
        """What it counts where the text explains nothing else by it."""
        return SINGLE if len(self.stems - LIGHT) < 2 else SEVERAL


@dataclass(frozen=True, slots=True)
class _Fit:
    """How well a text names a task: the phrase that fits best, and whether a near miss fits better."""

    score: float
    phrase: _Phrase
    missed: bool

    def why(self, said: str) -> tuple[str, ...]:
        """The words of ``said`` that are the phrase's."""
        own = " ".join(w for w in words(said) if stem(w) in self.phrase.stems) or self.phrase.text
        why = f"says “{own}”, like “{self.phrase.text}”"
        return (why, "but a near miss fits better") if self.missed else (why,)


class TaskMatcher:
    """Matches texts to the tasks of a catalogue."""

    def __init__(self, catalogue: Sequence[Task], addresses: AddressWords) -> None:
        self.catalogue = tuple(catalogue)
        self._addresses = addresses
        self._phrases: list[_Phrase] = []
        self._index: dict[str, list[int]] = defaultdict(list)
        used: Counter[str] = Counter()
        for number, task in enumerate(self.catalogue):
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
        self._verbs = [frozenset(stem(v) for v in t.verbs) for t in self.catalogue]
        self._weight = {s: math.log(1 + len(self.catalogue) / n) for s, n in used.items()}
        self._words = [tuple((s, self._weight.get(s, 1.0)) for s in sorted(p.stems)) for p in self._phrases]
        """What each word of each phrase weighs."""
        self._heft = [sum(weight for _, weight in parts) for parts in self._words]
        """What all words of each phrase weigh."""
        self._telling = [tuple((s, self._weight.get(s, 3.0)) for s in sorted(p.stems - LIGHT)) for p in self._phrases]
        """What those words of each phrase weigh that say something alone."""
        self._alone = [p.alone for p in self._phrases]

    def _add(self, task: int, phrase: str, factor: float, *, misses: bool = False) -> set[str]:
        kept = _content(phrase)
        if not kept:
            return set()
        for s in dict.fromkeys(kept):
            self._index[s].append(len(self._phrases))
        self._phrases.append(_Phrase(task, phrase, frozenset(kept), f" {' '.join(kept)} ", factor, misses))
        return set(kept)

    def match(self, text: str, *, parent: str = "", url: str = "") -> MatchDecision:
        """The tasks that a text names, best first; ``parent`` (a heading above it) and ``url`` help and never decide alone.

        A text that is itself an address is matched by the words of its path, and by what such words stand for elsewhere.
        """
        if ADDRESS.match(text):
            return self._ranked(text, self._match_address(text))
        around = f"{parent} {slug_words(url) if url else ''}".strip()
        own = _content(text)
        if not _says_something(own):
            own = _content(around)
        fits = self._scores(own, text, around, is_address=False) if _says_something(own) else {}
        ranked = sorted(fits.items(), key=lambda kv: (-kv[1].score, -self.catalogue[kv[0]].demand, kv[0]))[:MOST]
        return self._ranked(text, {number: (fit.score, fit.why(text)) for number, fit in ranked})

    def _ranked(self, text: str, scored: Mapping[int, Scored]) -> MatchDecision:
        ranked = sorted(scored.items(), key=lambda kv: (-kv[1][0], -self.catalogue[kv[0]].demand, kv[0]))[:MOST]
        matches = tuple(
            TaskMatch(task=self.catalogue[t].id, lgsl=self.catalogue[t].lgsl, score=round(score, 4), why=why)
            for t, (score, why) in ranked
            if score > LEAST
        )
        return MatchDecision(text=text, decision=_decide(matches), matches=matches)

    def _match_address(self, url: str) -> dict[int, Scored]:
        """Likelihoods (they sum to 1 over the catalogue) from phrases, learned words and a stated LGSL number."""
        said = self._addresses.read(url)
        last, above = " ".join((*said.last, *said.asked)), " ".join(said.above)
        own = _content(last) if _says_something(_content(last)) else _content(above)
        phrases = self._scores(own, last, above, is_address=True) if own else {}
        signs = self._addresses.signs(said)
        votes = self._addresses.votes(signs)
        numbers = frozenset(said.numbers)
        if not votes and not numbers:
            return {number: (fit.score, fit.why(last)) for number, fit in phrases.items()}
        least, most = min(votes.values(), default=0.0), max(votes.values(), default=0.0)
        odds: dict[int, float] = {}
        for number, task in enumerate(self.catalogue):
            fit = phrases[number].score if number in phrases else 0.0
            voted = votes.get(task.id, least + fit * (most - least))
            odds[number] = voted + PHRASES * fit + (STATED if not numbers.isdisjoint(task.lgsl) else 0.0)
        peak = max(odds.values())
        total = sum(math.exp(SOFTER * (z - peak)) for z in odds.values())
        found: dict[int, Scored] = {}
        for number, z in sorted(odds.items(), key=lambda kv: -kv[1]):
            spoken = phrases[number].why(last) if number in phrases else ()
            why = self._why(self.catalogue[number], numbers, signs, spoken)
            if why:
                found[number] = (math.exp(SOFTER * (z - peak)) / total, why)
            if len(found) == MOST:
                break
        return found

    def _why(
        self, task: Task, numbers: frozenset[int], signs: Mapping[str, tuple[float, str]], phrases: tuple[str, ...]
    ) -> tuple[str, ...]:
        """What in an address speaks for a task; empty where nothing does, however likely the task is by itself."""
        stated = tuple(f"states the number {n} of the service" for n in sorted(numbers & set(task.lgsl))[:1])
        moving = " and ".join(f"“{word}”" for word in self._addresses.moving(signs, task.id))
        return (*stated, *phrases, *([f"addresses with {moving} often lead there"] if moving else []))

    def _scores(self, own: list[str], said: str, around: str, *, is_address: bool) -> dict[int, _Fit]:
        have = frozenset(own)
        ordered = f" {' '.join(own)} "
        extra = frozenset(_content(around)) - have
        total = sum(self._weight.get(s, 3.0) for s in sorted(have - LIGHT))
        best: dict[int, tuple[float, _Phrase]] = {}
        worst: dict[int, float] = {}
        for i in sorted({i for s in have for i in self._index.get(s, ())}):
            phrase = self._phrases[i]
            score = self._fit(i, have, extra, ordered, total, is_address=is_address)
            if phrase.misses:
                worst[phrase.task] = max(worst.get(phrase.task, 0.0), score)
            elif score > (best[phrase.task][0] if phrase.task in best else 0.0):
                best[phrase.task] = (score, phrase)
        verbs = frozenset(stems(f"{said} {around}"))
        out = {}
        for task, (score, phrase) in best.items():
            missed = worst.get(task, 0.0) > score
            acts = bool(self._verbs[task] & verbs)
            bonus = 0.06 if acts else -0.03 if verbs & _ALL_VERBS else 0.0
            fitted = score * (NEAR_MISS if missed else 1.0) + bonus
            out[task] = _Fit(max(0.0, min(1.0, fitted)), phrase, missed)
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


_ALL_VERBS: Final = frozenset(stem(v) for v in (*ACTIONS, "object", "cancel", "tell", "challenge", "view"))


def _decide(matches: tuple[TaskMatch, ...]) -> str:
    if not matches or matches[0].score < MAYBE:
        return "none"
    ahead = len(matches) == 1 or matches[0].score - matches[1].score >= AHEAD
    return "match" if matches[0].score >= SURE and ahead else "review"


def catalogue_words(catalogue: Iterable[Task]) -> frozenset[str]:
    """Every word of the catalogue's phrases, unstemmed."""
    return frozenset(
        w
        for t in catalogue
        for p in (t.title, *t.citizen, *t.council, *t.near_misses)
        for w in words(p.replace("-", " "))
    )


def _content(text: str) -> list[str]:
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


def _says_something(found: Sequence[str]) -> bool:
    return len(set(found)) > 1 or any(s not in LIGHT for s in found)
