"""The headings of a page, as they are met: marked up, or drawn in bold."""

from __future__ import annotations

from citizencheck.extract.boldheads import level_below
from citizencheck.model import Heading


class Outline:
    """Keeps all headings, and which of them hold what is met now."""

    def __init__(self) -> None:
        self.headings: list[Heading] = []
        self._open: list[tuple[int, str]] = []
        """The headings that hold what is met now, highest first."""
        self._marked_up = 0
        """The level of the last heading that is marked up."""

    def add(self, level: int, text: str, selector: str, words_before: int) -> None:
        """Takes in a heading that is marked up."""
        self._marked_up = level
        self._add(level, text, selector, words_before)

    def add_drawn(self, text: str, selector: str, words_before: int) -> None:
        """Takes in a heading that only looks like one: it stands below the last that is marked up."""
        self._add(level_below(self._marked_up), text, selector, words_before)

    def _add(self, level: int, text: str, selector: str, words_before: int) -> None:
        self.headings.append(Heading(level=level, text=text, selector=selector, words_before=words_before))
        while self._open and self._open[-1][0] >= level:
            self._open.pop()
        self._open.append((level, text))

    def above(self, level: int) -> str:
        """The heading that holds what stands at ``level``, "" where none does."""
        return next((text for own, text in reversed(self._open) if own < level), "")

    def close(self) -> None:
        """No heading holds what follows."""
        self._open.clear()
        self._marked_up = 0
