"""Where the data that ships with citizencheck lies."""

from __future__ import annotations

from pathlib import Path


def rules_dir() -> Path:
    """The folder of rules, tasks and word lists: inside the wheel, or at the top of a checkout."""
    packaged = Path(__file__).parent / "_rules"
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / "rules"
