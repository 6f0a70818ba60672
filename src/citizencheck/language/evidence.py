"""What speaks for a reading of a label."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sign:
    """One piece of evidence: what it is called, and the words on the label that gave it."""

    name: str
    words: str
