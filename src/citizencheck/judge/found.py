"""What a rule found, and how it says so."""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from citizencheck.model import Evidence, Value
from citizencheck.rulebook import Rule

MOST_EVIDENCE: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One thing that a rule found, before it becomes a finding."""

    url: str
    name: str
    data: Mapping[str, Value]
    value: float
    evidence: tuple[Evidence, ...]
    elements: tuple[str, ...] = ()
    """Names of all the evidence, shown or not; none where it illustrates one fault."""
    more: int = 0
    task: str = ""
    """The id of the task, or of the kiosk's service, that it is about."""
    whole: tuple[Evidence, ...] = ()
    """All of it, for rules that an edit mends."""
    achieved: float = 0.0
    """0 to 1, on this page or task alone."""
    weight: float = 1.0
    """How much it counts among the pages or tasks of its rule."""
    count: int = 0
    """How many pieces of evidence there are on this page or for this task."""
    pages: tuple[str, ...] = ()
    """The names (``model.url.place``) of all the pages that it is told of, where several share it (``gathering.py``)."""
    shared: str = ""
    """What names it then, in place of its page."""


def message(rule: Rule, found: Found) -> str:
    """The rule's sentence about it, and on how many other pages it is the same."""
    said = fill(rule.file.messages.fail, found.data, value=found.value, count=found.count, title=found.name)
    others = len(found.pages) - 1
    return said if others < 1 else f"{said} It is the same on {others} other page{'s' if others > 1 else ''}."


class _Filler(string.Formatter):
    """Fills a message; a name without data stays readable."""

    def get_value(self, key: int | str, args: Sequence[object], kwargs: Mapping[str, object]) -> object:  # noqa: ARG002 - the base class's signature
        return kwargs.get(str(key), "")


def fill(message: str, data: Mapping[str, Value], *, value: float, count: int, title: str) -> str:
    """A rule's message with its data."""
    numbers = {k: f"{v:g}" if isinstance(v, float) else v for k, v in data.items()}
    filled = " ".join(
        _Filler().format(message, **{"value": f"{value:g}", "count": count, "title": title, **numbers}).split()
    )
    return f"{filled[:1].upper()}{filled[1:]}"
