"""From a detector's measure to a line in the report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Value = str | int | float


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Something a reader can open and see. For an absence: where we looked (``kind="absence"``)."""

    kind: str
    """``link text heading title form field document menu page place absence``."""
    url: str
    """The page it stands on."""
    selector: str = ""
    quote: str = ""
    """The exact words on the page; for a dead link its label."""
    target: str = ""
    """For a link: where it leads (or its href, where it leads nowhere)."""
    note: str = ""
    """Why this one: data ("HTTP 404", "taken for: Revenues"), never a sentence of the rule."""
    key: str = ""
    """What names it among its likes where the quote may change with the words around it: the term that was hit. ``""``: the quote."""
    better: str = ""
    """For a link: the page of the site that it should lead to, where the site shows one."""
    screenshot: str = ""
    """Of the place, marked: ``pictures/….jpg`` in the run directory; ``""`` where none was taken."""
    sha256: str = ""
    """Of the page's bytes. Filled in by ``judge``."""
    link: str = ""
    """The live place, with a text fragment. Filled in by ``judge``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A detector's answer."""

    value: float
    """In the unit that the detector documents; the rule's ``pass_at`` and ``zero_at`` are in the same unit."""
    evidence: tuple[Evidence, ...] = ()
    """What pulls the value the wrong way, worst first. A failing measure without evidence is an error."""
    illustrates: bool = False
    """True: the evidence shows one fault from several sides. False: each piece is a fault of its own, and one more is one more."""
    data: Mapping[str, Value] = field(default_factory=dict)
    """Fills the ``{names}`` in the rule's messages."""
    units: tuple[float, ...] = ()
    """Where things were counted, one number for each (a label: 1 or 0): ``value`` is in proportion to their mean. For the interval."""
    support: tuple[Evidence, ...] = ()
    """What speaks for the site, for the report's "what is good"."""
    is_finding: bool = True
    """False where it falls short by what another rule finds: it counts, and is not told twice."""


@dataclass(frozen=True, slots=True)
class CannotTell:
    """The answer is not known, and why, so that a resident could read it."""

    reason: str


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """The rule has nothing to look at here."""

    reason: str


Measurement = Measured | CannotTell | NotApplicable
