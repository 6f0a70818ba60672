"""What would gain most: the costliest lines of the ledger, and, where an edit of labels or links mends them, what it truly gains."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from citizencheck.model.report import Gain, LedgerLine
from citizencheck.rulebook import RuleSet
from citizencheck.whatif import DropLink, Edit

MOST: Final = 10
WORK: Final = 2_000
"""Pages that are judged again for all gains together: a site of 200 pages may have all ten tried, one of 1,000 the two
costliest, one of 5,000 none. Judgement: each trial takes about as long as judging once, and nobody waits minutes for it."""
SHOWN: Final = 3
"""Edits that a gain tells in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What a site comes to with edits made."""

    value: float | None
    """The headline."""
    achieved: Mapping[str, float | None]
    """Of each rule."""


def estimated(ledger: Sequence[LedgerLine], rules: RuleSet) -> tuple[Gain, ...]:
    """The costliest lines, each with all that it lost: what mends nothing else cannot gain more."""
    return tuple(_gain(x, rules) for x in _lost(ledger)[:MOST])


def verified(
    ledger: Sequence[LedgerLine],
    rules: RuleSet,
    now: Trial,
    *,
    pages: int,
    edits: Callable[[str], tuple[Edit, ...]],
    attempt: Callable[[tuple[Edit, ...]], Trial],
) -> tuple[Gain, ...]:
    """The costliest lines, those that an edit mends tried and counted by the headline, the largest gain first.

    ``edits`` gives a rule's mend, ``attempt`` judges the site with it. An edit that does not better its own rule is no mend of it:
    that gain stays an estimate, as do all for which the site is too large. Rules with the very same mend are one gain.
    """
    left = WORK // max(1, pages)
    made: dict[tuple[Edit, ...] | str, Gain] = {}
    for line in _lost(ledger):
        gain = _gain(line, rules)
        mend = edits(line.rule) if left > 0 or any(g.verified for g in made.values()) else ()
        if mend and mend in made:
            made[mend] = replace(made[mend], also=(*made[mend].also, line.rule))
            continue
        if len(made) == MOST:
            continue
        if mend and left > 0:
            left -= 1
            gain = _tried(gain, mend, now, attempt(mend))
        made[mend if gain.verified else line.rule] = gain
    return tuple(sorted(made.values(), key=lambda g: -g.points))


def _lost(ledger: Sequence[LedgerLine]) -> list[LedgerLine]:
    return [x for x in ledger if x.points_lost > 0]


def _gain(line: LedgerLine, rules: RuleSet) -> Gain:
    return Gain(rule=line.rule, points=line.points_lost, sentence=rules.get(line.rule).file.fix, verified=False)


def _tried(gain: Gain, mend: tuple[Edit, ...], now: Trial, then: Trial) -> Gain:
    was, became = now.achieved.get(gain.rule), then.achieved.get(gain.rule)
    if now.value is None or then.value is None or was is None or (became is not None and became <= was):
        return gain
    return replace(
        gain,
        points=round(then.value - now.value, 2),
        verified=True,
        tried=tuple(
            str(e) for e in sorted(mend, key=lambda e: isinstance(e, DropLink))[:SHOWN]
        ),  # what is taken out last
        more=max(0, len(mend) - SHOWN),
    )
