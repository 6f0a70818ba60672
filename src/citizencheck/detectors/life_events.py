"""Share of life events whose tasks are joined up by a page or by links, 0 to 1."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from citizencheck.detectors._labels import home_url
from citizencheck.detectors._words import listed
from citizencheck.language import Language
from citizencheck.model import Evidence, Journey, Measured, Measurement, NotApplicable, Site

SCOPE = "site"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    min_tasks: int = 3
    """Tasks of one event that must have a page before the event is asked."""
    min_sections: int = 3
    """Fewer sections than this, and the event is not split."""
    joined_share: float = 0.6
    """A page that links to so many of the event's tasks joins it up."""


def measure(site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """Of the life events whose tasks have pages here, how many are joined: one page links to most, or they link to each other."""
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
            Evidence(kind="page", url=j.url, quote=j.task.title, note=f"{e}; in the section “{sections.get(j.task.id, '')}”")
            for e, js in split.items() for j in js[:4]
        ) or (() if not split else (Evidence(kind="absence", url=home_url(site)),)),
        data={"count": len(split), "total": len(asked), "events": listed(split),
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
    return most < params.joined_share * len(ids)
