"""Two reports, held against each other. Pure, and apart from judging: a report is all that it needs."""

from __future__ import annotations

from citizencheck.compare.difference import Difference, GroupMove, RuleMove, TaskMove, compare
from citizencheck.compare.findings import Grown, Matched, Unseen, match

__all__ = ["Difference", "GroupMove", "Grown", "Matched", "RuleMove", "TaskMove", "Unseen", "compare", "match"]
