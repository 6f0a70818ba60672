"""What a label that names a unit of the council could say instead, in citizens' words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict

from citizencheck.errors import RuleError
from citizencheck.language.jargon import Jargon
from citizencheck.language.labels import SCORED
from citizencheck.language.loading import checked, read_toml
from citizencheck.language.stems import stem, words
from citizencheck.model import LabelVerdict, Orientation, Task

PLAIN: Final = frozenset({Orientation.TASK, Orientation.TOPIC})
NAMED: Final = 0.42
"""A unit's name that matches a task so well says its subject (judgement): *Development Control*, *Housing Services Division*."""
MOST: Final = 2
"""A label names at most so many subjects."""


class _PlainFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    subjects: dict[str, str]


def load_subjects(path: Path, catalogue: Iterable[Task]) -> dict[str, str]:
    """Subject of tasks -> what a menu would call it. Raises RuleError where a subject of the catalogue has no name or one too many."""
    subjects = checked(_PlainFile, read_toml(path), path).subjects
    groups = {t.group for t in catalogue}
    wrong = sorted(groups ^ set(subjects))
    if wrong:
        raise RuleError(
            f"{path}: subjects: {', '.join(wrong)}: each file of tasks/ has one name here, and nothing else has.",
            "Name what is missing, and take out what is too much.",
        )
    return subjects


class PlainLabels:
    """Proposes plain labels, by the tasks that the label is about, else by the list of jargon."""

    def __init__(self, jargon: Jargon, subjects: Mapping[str, str], orient: Callable[[str], LabelVerdict]) -> None:
        self._jargon = jargon
        self._subjects = subjects
        self._orient = orient

    def instead_of(self, label: str, about: Iterable[Task]) -> str:
        """What the label could say; ``""`` where it is plain already or the lists know nothing better. ``about``: the tasks that it names or leads to."""
        if self._is_plain(label):
            return ""
        for said in (self._by_subject(about), self._without_jargon(label)):
            if said and said.casefold() != label.casefold() and self._is_plain(said):
                return said
        return ""

    def _without_jargon(self, label: str) -> str:
        """The citizen's word, where the label is nothing but a council's."""
        for term in self._jargon.terms:
            found = term.found.pattern.fullmatch(label.strip())
            if found and not term.excepted.search(label):
                return term.citizen[:1].upper() + term.citizen[1:]
        return ""

    def _by_subject(self, about: Iterable[Task]) -> str:
        weight: Counter[str] = Counter()
        tasks = list(dict.fromkeys(about))
        many = Counter(t.group for t in tasks)
        said = {t.group for t in tasks if many[t.group] > 1 or _speaks_of(self._subjects[t.group], t)}
        for task in tasks:
            if task.group in said:
                weight[task.group] += task.demand
        first = sorted(weight, key=lambda g: (-weight[g], g))[:MOST]
        names = [self._subjects[g] for g in first if weight[g] * 3 >= weight[first[0]]]
        return _joined(names)

    def _is_plain(self, label: str) -> bool:
        verdict = self._orient(label)
        return verdict.orientation in PLAIN and verdict.confidence >= SCORED


def _speaks_of(subject: str, task: Task) -> bool:
    """Whether a task's own words hold one of its subject's: parks are no matter of *Noise and pests*, though they share a list."""
    return bool(
        ({stem(w) for w in words(subject)} - {"and"}) & {stem(w) for t in (task.title, *task.citizen) for w in words(t)}
    )


def _joined(names: list[str]) -> str:
    """*Council tax and benefits*; of names that hold an *and* themselves the first alone."""
    if len(names) < MOST or any(" and " in n for n in names):
        return names[0] if names else ""
    return f"{names[0]} and {names[1][:1].lower()}{names[1][1:]}"
