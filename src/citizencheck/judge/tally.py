"""What a rule met while the site went by: its parts, what it found, and what could not be told."""

from __future__ import annotations

import bisect
import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from citizencheck.judge.evidence import element, fingerprint
from citizencheck.model import CannotTell, Evidence, Measured, Measurement, NotApplicable, RuleOutcome, Value
from citizencheck.rulebook import Rule
from citizencheck.sampling import Part, achieved, of_many
from citizencheck.score import severity_of

MOST_EVIDENCE: Final = 10
IN_FULL: Final = 500
"""Findings of one rule that show all their evidence, the first by address. Of the others one piece is shown, and how many more
there are: a rule that fails on each of 20,000 pages would else fill the memory, and a report that nobody can open."""
QUOTED: Final = 80
"""Characters of running text that such a finding quotes at most."""


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
    """All of it, for rules that an edit mends; none where the rule found more than ``IN_FULL``."""
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


@dataclass(slots=True)
class Tally:
    """What one rule met while the site went by."""

    rule: Rule
    parts: list[Part] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    apart: dict[str, None] = field(default_factory=dict)
    """Why it did not apply, each reason once."""
    data: Mapping[str, Value] = field(default_factory=dict)
    value: float = 0.0
    units: tuple[float, ...] = ()
    """What the last measure counted."""
    error: str = ""
    _full: list[tuple[tuple[str, str, str], int]] = field(default_factory=list)
    """What is found that shows all its evidence: order in the report, place in ``found``."""
    _shortened: bool = False
    """Some of it does not."""

    def fingerprint(self, found: Found) -> str:
        """The lasting name of one of its findings."""
        url = found.url if self.rule.file.scope == "page" else ""
        return fingerprint(self.rule.id, url, task=found.task or found.shared)

    @property
    def achieved(self) -> float | None:
        """0 to 1: the weighted mean over what it applied to, as ``of_many`` counts pages and tasks; None where there was nothing, or too
        much of it could not be told."""
        if self.is_too_dark:
            return None
        total = sum(p.weight for p in self.parts)
        if not total:
            return None
        mean = sum(p.achieved * p.weight for p in self.parts) / total
        return of_many(mean, kind=self.rule.file.scope, count=len(self.parts))

    @property
    def short(self) -> int:
        """How many of the things that it looked at fell short."""
        return sum(1 for p in self.parts if p.achieved < 1)

    @property
    def is_too_dark(self) -> bool:
        """Of most services it could not be told. Those that could are the plainest faults, so that a mean over them would mislead."""
        return self.rule.file.scope == "service" and len(self.unknown) > len(self.parts)

    @property
    def outcome(self) -> RuleOutcome:
        """What the rule says of the site."""
        if self.error:
            return RuleOutcome.ERROR
        if self.short:
            return RuleOutcome.FAIL
        if self.parts and not self.is_too_dark:
            return RuleOutcome.PASS
        return RuleOutcome.CANNOT_TELL if self.unknown else RuleOutcome.NOT_APPLICABLE

    @property
    def reason(self) -> str:
        """Why it did not pass or fail."""
        return self.error or next(iter(self.unknown), "") or next(iter(self.apart), "")

    @property
    def is_mendable(self) -> bool:
        """Its file names edits that mend it, and all that it found is known with all its evidence."""
        return bool(self.rule.file.mend) and not self._shortened

    def severity(self, found: Found) -> str:
        """How bad one of its findings is: its rule's severity for what fails wholly, a milder one for what nearly passes."""
        return severity_of(self.rule.file.severity, found.achieved)

    def let_go(self) -> None:
        """Forgets what it found, once a report has it and no edit will be made of it: of a large site it is half the memory."""
        if not self.is_mendable:
            self.found.clear()

    def message(self, found: Found) -> str:
        """What is said of one of its findings, and on how many other pages it is the same."""
        said = fill(self.rule.file.messages.fail, found.data, value=found.value, count=found.count, title=found.name)
        others = len(found.pages) - 1
        if others < 1:
            return said
        on = f"{others} other page{'s' if others > 1 else ''}"
        return (
            f"{said} {on[0].upper()}{on[1:]} {'do' if others > 1 else 'does'} likewise."
            if self.rule.file.habit
            else f"{said} It is the same on {on}."
        )

    def take(self, answer: Measurement, place: Place, url: str, name: str) -> None:
        """Takes in what the rule's detector says of one page, task or service, or of the site."""
        if isinstance(answer, CannotTell):
            self.unknown.append(answer.reason)
            return
        if isinstance(answer, NotApplicable):
            if answer.reason:
                self.apart[answer.reason] = None
            return
        judge = self.rule.file.judge
        share = achieved(answer.value, pass_at=judge.pass_at, zero_at=judge.zero_at)
        if share < 1 and not answer.evidence:
            self.error = self.error or f"it failed {name!r} without showing anything"
            return
        self.parts.append(_part(place, share))
        self.data, self.value = {**answer.data, "name": name}, answer.value
        self.units = answer.units
        if share < 1 and answer.is_finding:
            self._find(answer, place, url, name, share)

    def _find(self, answer: Measured, place: Place, url: str, name: str, share: float) -> None:
        kept = answer.evidence[:MOST_EVIDENCE]
        found = Found(
            url=url,
            name=name,
            data=answer.data,
            value=answer.value,
            evidence=kept,
            elements=() if answer.illustrates else tuple(element(e) for e in answer.evidence),
            task=place.unit if place.kind in ("task", "service") else "",
            more=len(answer.evidence) - len(kept),
            count=len(answer.evidence),
            whole=answer.evidence if self.rule.file.mend else (),
            achieved=share,
            weight=place.weight,
        )
        bisect.insort(self._full, (order(found), len(self.found)))
        self.found.append(found)
        if len(self._full) > IN_FULL:
            self._shortened = True
            _, last = self._full.pop()
            self.found[last] = _short(self.found[last], self.rule)


class Place(NamedTuple):
    """What was looked at, for ``Part``."""

    kind: str
    stratum: str
    unit: str
    weight: float = 1.0


def order(found: Found) -> tuple[str, str, str]:
    """By address, so that the order of the crawl does not show."""
    return (urlsplit(found.url).path, found.url, found.name)


@lru_cache(maxsize=64)
def _part(place: Place, share: float) -> Part:
    """The same for all rules that come to the same on a page: there are many pages and many rules."""
    return Part(kind=place.kind, stratum=place.stratum, unit=place.unit, achieved=share, weight=place.weight)


def _short(found: Found, rule: Rule) -> Found:
    """The finding with one piece of its evidence, and of its data what its message says."""
    said = names_in(rule.file.messages.fail)
    first = found.evidence[0]
    return replace(
        found,
        data={k: v for k, v in found.data.items() if k in said or not isinstance(v, str)},
        evidence=(replace(first, quote=_cut(first.quote)) if first.kind == "text" else first,),
        elements=(),
        whole=(),
        more=found.more + len(found.evidence) - 1,
    )


def _cut(quote: str) -> str:
    """The first words of a quote."""
    return quote if len(quote) <= QUOTED else quote[: QUOTED + 1].rpartition(" ")[0] or quote[:QUOTED]


@lru_cache(maxsize=256)
def names_in(message: str) -> frozenset[str]:
    """What a message asks a detector's data for."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(message) if name)


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
