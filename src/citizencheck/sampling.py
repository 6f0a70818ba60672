"""What a score would have been, had other pages, tasks or labels of the same kinds been met: a stratified bootstrap.

One draw takes as many pages (tasks) of each stratum as there are, with replacement, and every rule is asked about the same ones: a
page that is poor in one way is often poor in others, and drawing for each rule alone would hide that. A stratum of one could
never vary, so all of these are one stratum together (Cochran, *Sampling Techniques*, 5A.12, "collapsed strata").
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import mul
from typing import Final

DRAWS: Final = 200
SEED: Final = 20151123
ALL_IS_LOST: Final = 0.5
"""Share of its pages or tasks, weighted, from which a rule has lost all. Judgement: where it is a toss-up whether the next page serves
the citizen, nobody can rely on the site."""
ENOUGH: Final = 3
"""Pages or tasks that a rule must have applied to, to lose all of its points. Judgement: one or two are that page's own story."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What a rule came to on one page or task."""

    kind: str
    """``page``, ``task`` or ``site``."""
    stratum: str
    """Those of one stratum stand in for one another: pages of a template, tasks of a subject."""
    unit: str
    """The page or task itself, by the same name for every rule."""
    achieved: float
    weight: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What a rule counted where it looked at one thing alone: the labels of a menu, the links of the home page."""

    units: tuple[float, ...]
    """One number each; ``value`` is in proportion to their mean."""
    value: float
    pass_at: float
    zero_at: float

    def drawn(self, chance: random.Random) -> float:
        """What would be achieved with other labels like these."""
        mean = sum(self.units) / len(self.units)
        again = sum(chance.choices(self.units, k=len(self.units))) / len(self.units)
        return achieved(self.value * again / mean if mean else self.value, pass_at=self.pass_at, zero_at=self.zero_at)


def achieved(value: float, *, pass_at: float, zero_at: float) -> float:
    """0 to 1: nothing at ``zero_at``, all at ``pass_at``, a straight line between."""
    return max(0.0, min(1.0, (value - zero_at) / (pass_at - zero_at)))


def of_many(mean: float, *, kind: str, count: int) -> float:
    """0 to 1: what a rule achieved of the whole site, where ``count`` pages or tasks (``kind``) achieved ``mean`` on average.

    A council of which every fifth service fails is not "four fifths good" to those who need that one: what many lose counts double. What one
    or two lose counts as one or two of ``ENOUGH``; the kiosk's services are levels, and their mean is the measure itself.
    """
    if kind not in ("page", "task"):
        return mean
    return max(0.0, 1 - (1 - mean) / ALL_IS_LOST) if count >= ENOUGH else 1 - (1 - mean) * count / ENOUGH


def redrawn(
    parts: Mapping[str, Sequence[Part]], counted: Mapping[str, Counted], draws: int = DRAWS, seed: int = SEED
) -> Iterator[dict[str, float]]:
    """Draw by draw: what each rule that can vary would have achieved, pages and tasks by their mean (see ``of_many``). The chance is seeded, so that it repeats."""
    chance = random.Random(seed)  # noqa: S311 - statistics, not secrets
    places, strata = _strata(p for some in parts.values() for p in some)
    rules = {rule: _columns(some, places) for rule, some in parts.items() if len({p.achieved for p in some}) > 1}
    for _ in range(draws):
        times = [0] * len(places)
        for members in strata:
            for i in chance.choices(members, k=len(members)):
                times[i] += 1
        again = {rule: labels.drawn(chance) for rule, labels in counted.items()}
        for rule, (where, achieving, weights) in rules.items():
            met = [times[i] for i in where]
            total = sum(map(mul, met, weights))
            if total:  # none of its pages was drawn: what it says of the site stays as it is
                again[rule] = sum(map(mul, met, achieving)) / total
        yield again


Name = tuple[str, str]


def _strata(parts: Iterable[Part]) -> tuple[dict[Name, int], list[list[int]]]:
    """(place of each unit, places by stratum): strata of one unit are one together, pages and tasks apart."""
    places: dict[Name, int] = {}
    strata: dict[Name, list[int]] = {}
    for part in parts:
        name = (part.kind, part.unit)
        if name not in places:
            places[name] = len(places)
            strata.setdefault((part.kind, part.stratum), []).append(places[name])
    kept = [members for members in strata.values() if len(members) > 1]
    alone: dict[str, list[int]] = {}
    for (kind, _), members in strata.items():
        if len(members) == 1:
            alone.setdefault(kind, []).extend(members)
    return places, [*kept, *alone.values()]


def _columns(parts: Sequence[Part], places: Mapping[Name, int]) -> tuple[list[int], list[float], list[float]]:
    return (
        [places[p.kind, p.unit] for p in parts],
        [p.achieved * p.weight for p in parts],
        [p.weight for p in parts],
    )
