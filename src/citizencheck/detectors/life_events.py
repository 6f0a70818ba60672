"""Share of life events whose tasks are joined up by a page, by links or by what one of their pages tells, 0 to 1."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from citizencheck.detectors._labels import home_url
from citizencheck.detectors._words import listed, stems
from citizencheck.language import Language
from citizencheck.model import Evidence, Journey, Measured, Measurement, NotApplicable, Page, Site, Task

SCOPE = "site"
TELLS: Final = re.compile(
    r"\b(?:also|tell(?:s|ing)?|told|inform(?:s|ed)?|notif(?:y|ies|ied)|update[sd]?|let(?:s|ting)? .{0,40}know|at the same time|as well|other (?:things|services|changes)|remember|don[’']t forget|checklist)\b",
    re.IGNORECASE,
)
"""What a text says that leads from one task to others."""
GENERAL: Final = frozenset(
    stems(
        "home house address move moving new change council services resident street car online apply find get help register registration report request pay tell individual person"
    )
)
"""Words that do not tell one task of an event from another."""
TOLD: Final = 2
"""So many others must a page of the event speak of to join it (judgement)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    min_tasks: int = 3
    """Tasks of one event that must have a page before the event is asked."""
    min_sections: int = 3
    """Fewer sections than this, and the event is not split."""
    joined_share: float = 0.6
    """A page that links to so many of the event's tasks joins it up."""


def measure(site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """Of the life events whose tasks have pages here, how many are joined: one page links to most, they link to each other, or one tells of two others."""
    events: dict[str, list[Journey]] = defaultdict(list)
    for j in site.journeys:
        if j.expected and j.status == "found" and j.url in site.id_of:
            for event in j.task.life_events:
                events[event].append(j)
    sections = {t: s.label for s in reversed(site.sections) for t in s.tasks}
    asked = {e: js for e, js in sorted(events.items()) if len({site.id_of[j.url] for j in js}) >= params.min_tasks}
    if not asked:
        return NotApplicable("no life event has several tasks with pages here")
    split = {e: js for e, js in asked.items() if _split(js, sections, site, params)}
    return Measured(
        value=1 - len(split) / len(asked),
        evidence=tuple(
            Evidence(kind="page", url=j.url, quote=j.task.title, note=f"{_said(e)}; in the section “{sections.get(j.task.id, '')}”")
            for e, js in split.items() for j in js[:4]
        ) or (() if not split else (Evidence(kind="absence", url=home_url(site)),)),
        data={"count": len(split), "total": len(asked), "events": listed(map(_said, split)),
              "tasks": listed(j.task.title for js in split.values() for j in js)},
    )  # fmt: skip


def _split(journeys: list[Journey], sections: dict[str, str], site: Site, params: Params) -> bool:
    if len({sections[j.task.id] for j in journeys if j.task.id in sections}) < params.min_sections:
        return False
    ids = sorted({site.id_of[j.url] for j in journeys})
    linkers: dict[int, int] = defaultdict(int)
    for i in ids:
        for source in dict.fromkeys([*site.inlinks[i], i]):
            linkers[source] += 1
    most = max((n for source, n in linkers.items() if source != site.home), default=0)
    return most < params.joined_share * len(ids) and not any(_tells_of_others(j, journeys, site) for j in journeys)


def _said(event: str) -> str:
    return event.replace("-", " ")


def _tells_of_others(journey: Journey, journeys: list[Journey], site: Site) -> bool:
    """Whether a passage on a task's page leads on to two others of its event: "The form also tells electoral services and parking"."""
    page = site.page(site.nodes[site.id_of[journey.url]].url)
    others = [_own_words(j.task, journeys) for j in journeys if j.url != journey.url]
    return page is not None and any(
        TELLS.search(text) and sum(bool(words.intersection(stems(text))) for words in others) >= TOLD
        for text in _passages(page)
    )


def _passages(page: Page) -> Iterator[str]:
    """The text below each heading, the heading first."""
    under: dict[str, list[str]] = defaultdict(list)
    for heading, block in page.headed:
        under[heading.selector if heading else ""].append(block.text)
    names = {h.selector: h.text for h in page.headings if h.level > 1}
    yield from (" ".join((names.get(selector, ""), *texts)) for selector, texts in under.items())


def _own_words(task: Task, journeys: list[Journey]) -> frozenset[str]:
    """The words of a task that no other task of the event has."""
    return _words(task).difference(GENERAL, *(_words(j.task) for j in journeys if j.task.id != task.id))


def _words(task: Task) -> frozenset[str]:
    return frozenset(s for text in (task.title, *task.citizen, *task.council) for s in stems(text))
