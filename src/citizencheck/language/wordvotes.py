"""What the single words of a label speak for, as learned from labels that the authors typed and classed (``scripts/learn-labels``).

Lists know whole names and telling words; of a label that none of them knows, its words still say something: what other labels with
this word, or with this first or last word, mostly are.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pydantic import BaseModel, ConfigDict

from citizencheck.language.stems import stem, words
from citizencheck.model import Orientation

MOST: Final = 12
"""Words of a label that are looked at."""
ENDING: Final = 3
LONG: Final = 5
"""From more letters than these on, a word's last letters are looked at as well: "-ion", "-ing"."""
SAID: Final = 3
"""Words that are named as the reason."""


class WordFile(BaseModel):
    """``rules/lexicon/label-words.json``: part of a label -> what it adds to each of ``orientations``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    about: str
    orientations: tuple[Orientation, ...]
    weights: Mapping[str, tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Votes:
    """What a label's words speak for."""

    orientations: tuple[Orientation, ...]
    by_word: Mapping[str, Sequence[float]]
    """Word -> what it adds to each of ``orientations``; under ``""`` what the number of words adds."""

    def totals(self) -> dict[Orientation, float]:
        """What all words together add to each orientation."""
        columns = zip(*self.by_word.values(), strict=True)
        return dict(zip(self.orientations, map(math.fsum, columns), strict=False))

    def words_for(self, orientation: Orientation) -> str:
        """The words that speak most for an orientation, strongest first; ``""`` where none does."""
        if orientation not in self.orientations:
            return ""
        at = self.orientations.index(orientation)
        told = sorted(((-row[at], word) for word, row in self.by_word.items() if word and row[at] > 0))
        return ", ".join(word for _, word in told[:SAID])


def parts(label: str) -> Iterator[tuple[str, str]]:
    """(what is looked up, the word it is of): each word's stem, ``^`` the first, ``$`` the last, ``~`` a word's last letters,
    ``#`` how many there are."""
    said = words(label)[:MOST]
    seen = set()
    for word in said:
        for part in (stem(word), *((f"~{word[-ENDING:]}",) if len(word) > LONG else ())):
            if part not in seen:
                seen.add(part)
                yield part, word
    if said:
        yield f"^{stem(said[0])}", said[0]
        yield f"${stem(said[-1])}", said[-1]
        yield f"#{len(said)}", ""


class WordVotes:
    """Weighs the words of labels."""

    def __init__(self, file: WordFile) -> None:
        self._orientations = file.orientations
        self._weights = file.weights

    def read(self, label: str) -> Votes:
        """What the words of a label speak for; nothing where none of them is known."""
        by_word: dict[str, list[float]] = {}
        for part, word in parts(label):
            if row := self._weights.get(part):
                held = by_word.setdefault(word, [0.0] * len(row))
                by_word[word] = [a + b for a, b in zip(held, row, strict=True)]
        return Votes(self._orientations, by_word)
