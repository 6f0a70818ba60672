"""Two reports, held against each other. Pure, and apart from judging: a report is all that it needs."""

from __future__ import annotations

from citizencheck.compare.comparison import Comparison, Kind, Side, Subject, kind_of, side_by_side
from citizencheck.compare.difference import Difference, GroupMove, RuleMove, TaskMove, compare
from citizencheck.compare.findings import Grown, Matched, Unseen, match

__all__ = [
    "Comparison", "Difference", "GroupMove", "Grown", "Kind", "Matched", "RuleMove", "Side", "Subject", "TaskMove", "Unseen",
    "compare", "kind_of", "match", "side_by_side",
]  # fmt: skip
