"""What would gain most: the costliest lines of the ledger, and, where an edit of labels or links mends them, what it truly gains."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from citizencheck.model.report import Gain, LedgerLine
from citizencheck.rulebook import RuleSet
from citizencheck.whatif import Edit

MOST: Final = 10
WORK: Final = 2_000
"""Pages that are judged again for all gains together: a site of 200 pages has all ten tried, one of 5,000 none. Judgement: it
keeps judging within about three times as long."""
SHOWN: Final = 5
"""Edits that a gain tells in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What a site comes to with edits made."""

    value: float | None
    """The headline."""
    achieved: Mapping[str, float | None]
    """Of each rule."""


def estimated(ledger: Sequence[LedgerLine], rules: RuleSet) -> tuple[Gain, ...]:
    """The costliest lines, each with all that it lost: no mend gains less of its own line than nothing, or more than that."""
    lost = [x for x in ledger if x.points_lost > 0][:MOST]
    return tuple(
        Gain(rule=x.rule, points=x.points_lost, sentence=rules.get(x.rule).file.fix, verified=False) for x in lost
    )


def verified(
    gains: Sequence[Gain],
    now: Trial,
    pages: int,
    edits: Callable[[str], tuple[Edit, ...]],
    attempt: Callable[[tuple[Edit, ...]], Trial],
) -> tuple[Gain, ...]:
    """The gains, those that an edit mends tried and counted by the headline, the largest first.

    ``edits`` gives a rule's mend, ``attempt`` judges the site with it. An edit that does not better its own rule is no mend of it:
    that gain stays an estimate, as do all for which the site is too large.
    """
    left = WORK // max(1, pages)
    made = []
    for gain in gains:
        mend = edits(gain.rule) if left > 0 and now.value is not None else ()
        if mend:
            left -= 1
            gain = _tried(gain, mend, now, attempt(mend))  # noqa: PLW2901 - the same gain, now known
        made.append(gain)
    return tuple(sorted(made, key=lambda g: -g.points))


def _tried(gain: Gain, mend: tuple[Edit, ...], now: Trial, then: Trial) -> Gain:
    was, became = now.achieved.get(gain.rule), then.achieved.get(gain.rule)
    if now.value is None or then.value is None or was is None or (became is not None and became <= was):
        return gain
    return replace(
        gain,
        points=round(then.value - now.value, 2),
        verified=True,
        tried=tuple(str(e) for e in mend[:SHOWN]),
        more=max(0, len(mend) - SHOWN),
    )
