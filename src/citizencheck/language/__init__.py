"""What words mean: labels, tasks, pages. Everything here explains its answer."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from copy import copy
from functools import lru_cache
from pathlib import Path
from typing import Final

from citizencheck.language.addresses import AddressWords
from citizencheck.language.jargon import Jargon, load_jargon
from citizencheck.language.labels import SCORED, LabelJudge
from citizencheck.language.loading import read_addresses, read_catalogue, read_lexicon, read_word_votes
from citizencheck.language.pageclass import classify
from citizencheck.language.pagewords import KioskWords, PageWords, load_kiosk_words, load_page_words
from citizencheck.language.plain import NAMED, PlainLabels, load_subjects
from citizencheck.language.tasks import TaskMatcher
from citizencheck.model import LabelContext, LabelSign, LabelVerdict, MatchDecision, Page, PageClass, Task
from citizencheck.resources import rules_dir

__all__ = ["SCORED", "Language", "load_language"]

NO_CONTEXT = LabelContext()
REMEMBERED: Final = 8192
"""Answers with all their reasons that are kept: most questions are asked again soon, or never."""
NAMES: Final = 32768
"""Short answers on labels that are kept: the pages of a large site link to one another by as many names."""
Named = tuple[str, tuple[tuple[str, float], ...]]


class Language:
    """The word lists and the catalogue, with every answer remembered."""

    def __init__(
        self,
        judge: LabelJudge,
        catalogue: tuple[Task, ...],
        addresses: AddressWords,
        page_words: PageWords,
        jargon: Jargon,
        subjects: Mapping[str, str],
        kiosk_words: KioskWords,
    ) -> None:
        self.catalogue = catalogue
        self.kiosk_words = kiosk_words
        self.jargon = jargon
        self.page_words = page_words
        self._tasks = {t.id: t for t in catalogue}
        self._addresses = addresses
        self._judge = judge
        self._matcher = TaskMatcher(catalogue, addresses)
        self._orient = lru_cache(maxsize=REMEMBERED)(self._judge.orient)
        self._subjects = subjects
        self._plain = PlainLabels(jargon, subjects, self.orient)
        self._match = lru_cache(maxsize=REMEMBERED)(self._match_plain)
        self._named = lru_cache(maxsize=NAMES)(self._named_plain)
        self._others: dict[tuple[Task, ...], Language] = {}

    def orient(self, label: str, context: LabelContext = NO_CONTEXT) -> LabelVerdict:
        """Whose words a label speaks, with confidence (0 to 1) and the words that decided."""
        return self._orient(label, context)

    def plain_label(self, label: str, behind: Iterable[Task] = (), *, held: Container[str] | None = None) -> str:
        """What a label that names a unit could say instead, ``behind`` it these tasks; ``""`` where nothing better is known.

        ``held``: the ids of the tasks that the site has a page for, all where None; a name for what is not there misleads.
        """
        near = (m.task for m in self.match_tasks(label).matches if m.score >= NAMED)
        named = [self.task(t) for t in near if held is None or t in held]
        return self._plain.instead_of(label, [*named, *behind])

    def subject(self, task: Task) -> str:
        """What a menu would call the subject of a task, in citizens' words."""
        return self._subjects[task.group]

    def signs(self, label: str, context: LabelContext = NO_CONTEXT) -> tuple[LabelSign, ...]:
        """Every sign in a label and around it, and how much it speaks for which orientation."""
        return self._judge.weigh(label, context)

    def match_tasks(self, text: str, *, parent: str = "", url: str = "") -> MatchDecision:
        """The citizen tasks that a text names: up to five, best first, with a decision."""
        return self._match(text, parent, url)

    def named(self, label: str, parent: str = "") -> Named:
        """In short what ``match_tasks`` says of a label below a heading: its decision, and the two likeliest tasks with their scores."""
        return self._named(label, parent)

    def classify(self, page: Page, *, home: bool = False) -> PageClass:
        """What a page is, what it is about, and how it tells the citizen to act."""
        return classify(page, home=home, words=self.page_words, orient=self.orient, names_task=self._names_task)

    def _names_task(self, label: str) -> float:
        return max((score for _, score in self.named(label)[1]), default=0.0)

    def task(self, task_id: str) -> Task:
        """The task with an id. Raises KeyError when there is none."""
        return self._tasks[task_id]

    def looking_for(self, tasks: tuple[Task, ...]) -> Language:
        """The same words with a catalogue of other tasks to find; the known ones still claim the texts that are theirs."""
        if tasks in self._others:
            return self._others[tasks]
        known = (*self._matcher.catalogue, *tasks)
        other = self._others[tasks] = copy(self)
        other.catalogue = tasks
        other._tasks = {t.id: t for t in known}
        other._matcher = TaskMatcher(known, self._addresses)
        other._match = lru_cache(maxsize=REMEMBERED)(other._match_plain)
        other._named = lru_cache(maxsize=NAMES)(other._named_plain)
        return other

    def _named_plain(self, label: str, parent: str) -> Named:
        found = self._match(label, parent, "")
        return found.decision, tuple((m.task, m.score) for m in found.matches[:2])

    def _match_plain(self, text: str, parent: str, url: str) -> MatchDecision:
        return self._matcher.match(text, parent=parent, url=url)


def load_language(directory: Path | None = None) -> Language:
    """The language that judges: word lists and tasks from ``directory``, by default those that ship. Raises RuleError naming every mistake."""
    place = directory or rules_dir()
    lists = place / "lexicon"
    catalogue = read_catalogue(place)
    return Language(
        LabelJudge(read_lexicon(place), read_word_votes(place)),
        catalogue,
        read_addresses(place, catalogue),
        load_page_words(lists / "pages.toml"),
        load_jargon(lists / "jargon.toml"),
        load_subjects(lists / "plain.toml", catalogue),
        load_kiosk_words(lists / "kiosk.toml"),
    )
