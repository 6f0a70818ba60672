"""Which citizen task a text names, and why.

A label is compared with the catalogue's phrases (``phrasefit``). An address, or its words as a person types them, is read by
``addresses`` as well, whose votes count beside the phrases: such words name a subject more often than a task, so that what councils
have put behind them is told too.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Final

from citizencheck.language.addresses import AddressSaid, AddressWords
from citizencheck.language.phrasefit import Fit, PhraseFit, content, says_something
from citizencheck.model import MatchDecision, Task, TaskMatch
from citizencheck.model.url import slug_words

SURE: Final = 0.72
"""At or above, and ahead of the next by ``AHEAD``: a match. Measured in ``tests/eval``."""
MAYBE: Final = 0.42
AHEAD: Final = 0.06
ADDRESS: Final = re.compile(
    r"(?i:[a-z][a-z0-9+.-]*://|(?:/|www\.)\S*$)|[a-z0-9%.~-]*(?:[/_][a-z0-9%.~-]*)+$|[a-z0-9]+(?:-[a-z0-9]+){2,}$"
)
"""A text that is an address: whole, without its scheme or its host, or only a slug ("bins/missed-bin", "report-a-missed-bin")."""
TYPED: Final = re.compile(r"[a-z0-9à-ÿ' ]+")
"""Words as a person types them, and as addresses have them: labels begin with a capital."""
WHOLE: Final = 0.85
"""A phrase that fits typed words so well is what was meant, whatever such words stand for elsewhere (measured: ``scripts/learn-addresses``)."""
PHRASES: Final = 3.0
STATED: Final = 5.0
"""Log odds in addresses: of a phrase that fits whole, of a stated LGSL number."""
SOFTER: Final = 0.8
"""The words of an address depend on each other, so that their odds, multiplied, are too sure."""
MOST: Final = 5
LEAST: Final = 0.002
Scored = tuple[float, tuple[str, ...]]
"""Score (0 to 1) and why."""


class TaskMatcher:
    """Matches texts to the tasks of a catalogue."""

    def __init__(self, catalogue: Sequence[Task], addresses: AddressWords) -> None:
        self.catalogue = tuple(catalogue)
        self._addresses = addresses
        self._fit = PhraseFit(self.catalogue)

    def match(self, text: str, *, parent: str = "", url: str = "") -> MatchDecision:
        """The tasks that a text names, best first; ``parent`` (a heading above it) and ``url`` help and never decide alone.

        A text that is itself an address is matched by the words of its path, and by what such words stand for elsewhere; so are
        words in small letters alone, such as a person types.
        """
        if ADDRESS.match(text):
            return self._ranked(text, self._read(self._addresses.read(text)))
        if TYPED.fullmatch(text) and not parent and not url:
            return self._ranked(text, self._match_typed(text))
        around = f"{parent} {slug_words(url) if url else ''}".strip()
        own = content(text)
        if not says_something(own):
            own = content(around)
        fits = self._fit.fits(own, text, around, is_address=False) if says_something(own) else {}
        return self._ranked(text, {t: (fits[t].score, fits[t].why) for t in self._best(fits)})

    def _best(self, fits: Mapping[int, Fit]) -> list[int]:
        return sorted(fits, key=lambda t: (-fits[t].score, -self.catalogue[t].demand, t))[:MOST]

    def _ranked(self, text: str, scored: Mapping[int, Scored]) -> MatchDecision:
        ranked = sorted(scored.items(), key=lambda kv: (-kv[1][0], -self.catalogue[kv[0]].demand, kv[0]))[:MOST]
        matches = tuple(
            TaskMatch(task=self.catalogue[t].id, lgsl=self.catalogue[t].lgsl, score=round(score, 4), why=why)
            for t, (score, why) in ranked
            if score > LEAST
        )
        return MatchDecision(text=text, decision=_decide(matches), matches=matches)

    def _match_typed(self, text: str) -> dict[int, Scored]:
        """A phrase that fits nearly whole stays first; behind it, or in its place, the words are read as those of an address."""
        own = content(text)
        fits = self._fit.fits(own, text, "", is_address=False) if says_something(own) else {}
        found = self._read(self._addresses.typed(text))
        first = next(iter(self._best(fits)), None)
        if first is None or fits[first].score < WHOLE:
            return found
        best = fits[first]
        behind = {t: (min(score, best.score - LEAST), why) for t, (score, why) in found.items()}
        return {**behind, first: (best.score, best.why)}

    def _read(self, said: AddressSaid) -> dict[int, Scored]:
        """Likelihoods (they sum to 1 over the catalogue) from phrases, learned words and a stated LGSL number."""
        last, above = " ".join((*said.last, *said.asked)), " ".join(said.above)
        own = content(last) if says_something(content(last)) else content(above)
        phrases = self._fit.fits(own, last, above, is_address=True) if own else {}
        signs = self._addresses.signs(said)
        votes = self._addresses.votes(signs)
        numbers = frozenset(said.numbers)
        if not votes and not numbers:
            return {t: (phrases[t].score, phrases[t].why) for t in self._best(phrases)}
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
            why = self._why(self.catalogue[number], numbers, signs, phrases.get(number))
            if why:
                found[number] = (math.exp(SOFTER * (z - peak)) / total, why)
            if len(found) == MOST:
                break
        return found

    def _why(
        self, task: Task, numbers: frozenset[int], signs: Mapping[str, tuple[float, str]], fit: Fit | None
    ) -> tuple[str, ...]:
        """What in an address speaks for a task; empty where nothing does, however likely the task is by itself."""
        stated = tuple(f"states the number {n} of the service" for n in sorted(numbers & set(task.lgsl))[:1])
        moving = " and ".join(f"“{word}”" for word in self._addresses.moving(signs, task.id))
        phrases = fit.why if fit else ()
        return (*stated, *phrases, *([f"addresses with {moving} often lead there"] if moving else []))


def _decide(matches: tuple[TaskMatch, ...]) -> str:
    if not matches or matches[0].score < MAYBE:
        return "none"
    ahead = len(matches) == 1 or matches[0].score - matches[1].score >= AHEAD
    return "match" if matches[0].score >= SURE and ahead else "review"
