"""What if a label or a link were another: edits, tried on a snapshot in memory, and what they change in the report."""

from __future__ import annotations

from citizencheck.compare import Difference, compare
from citizencheck.whatif.applying import apply
from citizencheck.whatif.asking import labels_of, link, promotion, rename
from citizencheck.whatif.edits import AddLink, DropLink, Edit, Rename, Retarget

__all__ = [
    "AddLink", "Difference", "DropLink", "Edit", "Rename", "Retarget", "apply", "compare", "labels_of",
    "link", "promotion", "rename",
]  # fmt: skip
