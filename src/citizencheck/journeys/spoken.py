"""Which tasks a site speaks of where no page, link or heading of it names them: in passing, or on a page named after a unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from citizencheck.journeys.places import may_hold
from citizencheck.journeys.routes import named_after_a_unit
from citizencheck.language import Language
from citizencheck.language.phrasefit import GRAMMAR, LIGHT
from citizencheck.language.stems import fold, stem, words
from citizencheck.model import LinkKind, Page, PageKind, Region, Site, Task
from citizencheck.model.url import slug_words

MOST: Final = 2000
"""Pages that are read for it, nearest home first."""
ELSEWHERE: Final = frozenset({PageKind.NEWS, PageKind.DEMOCRACY, PageKind.ERROR})
"""What stands there tells nobody how to do a thing."""
TELLING: Final = 4
"""A phrase that is one word must have a stem of so many letters: *tip* is said of much else."""
ACTS: Final = re.compile(
    r"\b(?:appl(?:y|ications?)|book|call|claim|complain|contact|e-?mail|forms?|hand(?:ed)? in|notif(?:y|ied)|order|pa(?:y|id)|phone|register|renew"
    r"|report|request|ring|send|tell|telephone|vacanc(?:y|ies)|visit|writ(?:e|ing)|\d{5} ?\d{5,6})\b",
    re.IGNORECASE,
)
"""What a block says that tells how to do a thing."""
Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spoken:
    """Where a task is spoken of."""

    url: str
    unit: str = ""
    """The name of the page where that is a unit's and tells how the task is done; ``""``: it is only spoken of in passing."""


def spoken_of(tasks: Sequence[Task], site: Site, language: Language) -> dict[str, Spoken]:
    """Task id -> the page named after a unit that tells how it is done; else the page nearest home whose text holds one of the task's phrases."""
    wanted = {t.id: _phrases(t) for t in tasks}
    finds = {t.id for t in tasks if t.nature == "find"}  # what is only looked up needs no way to act
    starts = {p[0] for phrases in wanted.values() for p in phrases}
    found: dict[str, Spoken] = {}
    nodes = sorted((n for n in site.nodes if n.kind not in ELSEWHERE), key=lambda n: (n.depth < 0, n.depth, n.id))
    for node in nodes[:MOST]:
        page = site.page(node.url) if may_hold(node) or node.id == site.home else None
        if page is None:
            continue
        unit = node.name if named_after_a_unit(node, language) else ""
        waiting = {t: phrases for t, phrases in wanted.items() if t not in found or (unit and not found[t].unit)}
        for task, acts in _held(page, waiting, starts).items():
            if unit and (acts or task in finds):
                found[task] = Spoken(node.url, unit)
            else:
                found.setdefault(task, Spoken(node.url))
    return found


def _held(page: Page, wanted: Mapping[str, Sequence[Phrase]], starts: set[str]) -> dict[str, bool]:
    """Task id -> whether the page also tells how it is done, for each task one of whose phrases stands on it."""
    blocks = [(said, bool(ACTS.search(text))) for text in _texts(page) if starts.intersection(said := _said(text))]
    have = {s for block, _ in blocks for s in block}
    takes = bool(page.phones or page.emails) or any(
        k.kind is LinkKind.DOCUMENT and k.region is Region.MAIN for k in page.links
    )
    held: dict[str, bool] = {}
    for task, phrases in wanted.items():
        for phrase in (p for p in phrases if have.issuperset(p)):
            for block, acts in blocks:
                if _holds(block, phrase):
                    held[task] = held.get(task, False) or acts or (takes and len(phrase) > 1)
    return held


def _texts(page: Page) -> Iterable[str]:
    yield page.description
    yield from (b.text for b in page.blocks)
    yield from (h.text for h in page.headings)
    yield from (f"{k.text} {slug_words(k.url)}" for k in page.links if k.kind is LinkKind.DOCUMENT)


def _phrases(task: Task) -> tuple[Phrase, ...]:
    """The task's phrases: what is left of *light out* without the small word is none."""
    said = ((_said(p), len(p.split())) for p in (task.title, *task.citizen, *task.council, *task.welsh))
    return tuple(
        dict.fromkeys(
            p for p, n in said if len(p) > 1 or (n == len(p) == 1 and len(p[0]) >= TELLING and p[0] not in LIGHT)
        )
    )


def _said(text: str) -> Phrase:
    """The stems of a text in order, without the small words."""
    return tuple(stem(w) for w in words(fold(text).replace("-", " ")) if w not in GRAMMAR)


def _holds(block: Phrase, phrase: Phrase) -> bool:
    return any(block[i : i + len(phrase)] == phrase for i, s in enumerate(block) if s == phrase[0])
