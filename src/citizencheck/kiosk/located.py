"""Where the website does, or speaks of, what a kiosk's button does."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """A place on the website."""

    status: str
    """``page``, ``mention`` (told of and no page), ``absent``, ``unknown``."""
    url: str = ""
    quote: str = ""
    selector: str = ""
    why: str = ""
    part: bool = False
    """A part of the page tells of it, under a heading of its own."""
