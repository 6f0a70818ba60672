"""The catalogue of citizen tasks, as the TOML files give it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from citizencheck.language.stems import stem, words
from citizencheck.model import Task

ACTIONS: Final = {
    "report": ("report", "tell", "problem"), "pay": ("pay", "payment", "bill"), "apply": ("apply", "application", "request", "get"),
    "book": ("book", "arrange", "appointment"), "register": ("register", "registration"), "renew": ("renew", "renewal"), "order": ("order", "request", "buy"),
    "find": ("find", "check", "view", "search", "see"), "claim": ("claim",), "join": ("join", "membership"), "appeal": ("appeal", "challenge", "dispute", "contest", "object"),
}  # fmt: skip


Tier = Literal["county", "district", "unitary", "parish"]
Nation = Literal["northern-ireland", "scotland", "wales"]


class TaskEntry(BaseModel):
    """One ``[[task]]`` table."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z][a-z0-9-]+$")
    title: str = Field(min_length=5)
    lgsl: tuple[int, ...]
    lgil: tuple[int, ...]
    tiers: tuple[Tier, ...]
    sometimes: tuple[Tier, ...] = ()
    shown_by: tuple[str, ...] = ()
    not_in: tuple[Nation, ...] = ()
    done_at: tuple[str, ...] = ()
    demand: int = Field(ge=1, le=3)
    nature: Literal["do", "find", "tell"]
    life_events: tuple[str, ...] = ()
    place_lookup: bool = False
    needs_visit: str = ""
    citizen: tuple[str, ...] = Field(min_length=1)
    council: tuple[str, ...] = ()
    welsh: tuple[str, ...] = ()
    near_misses: tuple[str, ...] = ()

    def task(self, group: str) -> Task:
        """The task, as a member of the subject ``group``."""
        verb = stem(words(self.title)[0])
        return Task(
            id=self.id, title=self.title, group=group, lgsl=self.lgsl, lgil=self.lgil, tiers=self.tiers, sometimes=self.sometimes, shown_by=self.shown_by, not_in=self.not_in, done_at=self.done_at, demand=self.demand, nature=self.nature,
            life_events=self.life_events, verbs=tuple(dict.fromkeys((verb, *ACTIONS.get(verb, ())))), citizen=self.citizen, council=self.council,
            welsh=self.welsh, near_misses=self.near_misses, place_lookup=self.place_lookup, needs_visit=self.needs_visit,
        )  # fmt: skip


class TaskFile(BaseModel):
    """A file of tasks about one subject."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    task: tuple[TaskEntry, ...]


def catalogue_words(catalogue: Iterable[Task]) -> frozenset[str]:
    """Every word of the catalogue's phrases, unstemmed."""
    return frozenset(
        w
        for t in catalogue
        for p in (t.title, *t.citizen, *t.council, *t.near_misses)
        for w in words(p.replace("-", " "))
    )
