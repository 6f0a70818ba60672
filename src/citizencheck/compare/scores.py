"""How far apart two scores are, and whether that is more than chance."""

from __future__ import annotations

import math
from dataclasses import dataclass

from citizencheck.model.report import Score


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    points: float
    """What the second score has more than the first."""
    low: float
    high: float
    """Where the difference would lie, 95 times in 100, had other pages, tasks and labels of the same kinds been met."""

    @property
    def told_apart(self) -> bool:
        """Whether the interval leaves no room for both to be alike."""
        return self.low > 0 or self.high < 0


def gap(before: Score, after: Score) -> Gap | None:
    """The difference of two scores with its interval; None where one of them was withheld.

    The interval is made of the two scores' own, taken as independent: the squares of their half-widths on the sides that face each
    other add up (Zou and Donner 2008, "Construction of confidence limits about effect measures", the method of variance estimates
    recovery).
    """
    if before.value is None or after.value is None:
        return None
    points = after.value - before.value
    down = math.hypot(after.value - _or(after.low, after.value), _or(before.high, before.value) - before.value)
    up = math.hypot(_or(after.high, after.value) - after.value, before.value - _or(before.low, before.value))
    return Gap(points=round(points, 2), low=round(points - down, 2), high=round(points + up, 2))


def _or(bound: float | None, value: float) -> float:
    return value if bound is None else bound
