"""What is thought of words: a label's orientation, a task that a text names."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Orientation(StrEnum):
    """Whose words a label speaks."""

    TASK = "task"
    """A thing a citizen does, or looks up to get it done."""
    TOPIC = "topic"
    """A subject in citizens' words. Nouns are fine: *Council tax*, *Planning*."""
    DEPARTMENT = "department"
    """An internal unit, a professional service line, or jargon that a citizen would not use."""
    AUDIENCE = "audience"
    CORPORATE = "corporate"
    """The council as an institution: democracy, budgets, news, jobs."""
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelContext:
    """What stands around a label."""

    parent: str = ""
    where: str = ""
    """``main-nav landing home a-z dept-list page-title footer``, or ``""``."""
    siblings: tuple[str, ...] = ()
    target_title: str = ""
    """The heading of the page it opens, where known."""
    target_unit: bool = False
    """That page says of itself that it is a unit of that name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelVerdict:
    label: str
    orientation: Orientation
    confidence: float
    """0 to 1. Below ``language.SCORED`` a verdict is shown and never scored."""
    why: tuple[str, ...]
    """The words that decided and what they were taken for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelSign:
    """One sign in a label or around it, and what it speaks for."""

    said: str
    """In words: names a unit: “Revenues”."""
    weights: tuple[tuple[Orientation, float], ...] = ()
    """What it adds to which orientation; empty for what was seen and decides nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing that citizens come to do."""

    id: str
    title: str
    """In citizens' words, with its verb: "Report a missed bin"."""
    group: str = ""
    """Roughly its subject: ``waste``, ``council-tax``, ``roads`` ..."""
    lgsl: tuple[int, ...] = ()
    lgil: tuple[int, ...] = ()
    tiers: tuple[str, ...] = ()
    """Who provides it, out of ``county district unitary parish``."""
    sometimes: tuple[str, ...] = ()
    """Who may or may not: such a council is asked for it where its site shows that it does it."""
    shown_by: tuple[str, ...] = ()
    """Ids of tasks that show it as well as its own page does."""
    not_in: tuple[str, ...] = ()
    """The nations of the UK where no council provides it: ``northern-ireland scotland wales``."""
    done_at: tuple[str, ...] = ()
    """Addresses, without their scheme, below which it is done for all councils of a nation: a link to one leads to it, whatever the link says."""
    demand: int = 1
    """3 a top task, 2 common, 1 rare. Judgement, from Better Connected's choice of tasks."""
    nature: str = "do"
    """``do``: a transaction that should start online; ``find``: something to look up; ``tell``: something to tell a person, by telephone first."""
    life_events: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    """Stems of the action, for example ``report``."""
    citizen: tuple[str, ...] = ()
    """Phrases that citizens use for it."""
    council: tuple[str, ...] = ()
    """Phrases that councils use for it."""
    welsh: tuple[str, ...] = ()
    near_misses: tuple[str, ...] = ()
    """Phrases that look like it and are another thing."""
    substitutes: tuple[str, ...] = ()
    place_lookup: bool = False
    """Its answer depends on where one lives: a postcode or street look-up is expected."""
    needs_visit: str = ""
    """Why the law or the thing itself asks for a visit, ``""`` where nothing does."""

    @property
    def providers(self) -> tuple[str, ...]:
        """The kinds of council that provide it, always or sometimes; none: no UK council is asked for it."""
        return (*self.tiers, *self.sometimes)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskMatch:
    task: str
    """The task's id."""
    lgsl: tuple[int, ...]
    score: float
    """0 to 1: comparable between texts."""
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchDecision:
    text: str
    decision: str
    """``match`` (sure), ``review`` (a person should look) or ``none``."""
    matches: tuple[TaskMatch, ...]
    """Up to five, best first, whatever the decision."""
