"""Place of a task among what the site's own search gives for citizens' words, counted from 1."""

from __future__ import annotations

from dataclasses import dataclass

from citizencheck.detectors._tasks import own_page
from citizencheck.language import Language
from citizencheck.model import CannotTell, Evidence, Journey, Measured, Measurement, NotApplicable, Site

SCOPE = "task"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    not_found: int = 20
    """The place of a task that the first page of results does not bring at all."""


def measure(journey: Journey, site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """Where the first result stands that leads to the task: its own page, its start, or another page about it."""
    place = journey.search_probe
    if place is None:
        why_not = site.search.why_not if site.search else ""
        return NotApplicable(f"the site's own search was not asked{f', because {why_not}' if why_not else ''}")
    if not own_page(journey, site):
        return NotApplicable("the task has no page of its own here")
    if place.problem:
        return CannotTell(f"What the site's own search answered could not be read: {place.problem}.")
    node = site.node(journey.url)
    name = node.name if node else journey.url
    first = "; ".join(place.results) or "no results"
    shown = Evidence(kind="absence", url=place.url, quote=name, target=journey.url, note=f"its first results: {first}")
    return Measured(
        value=place.nearest or params.not_found,
        evidence=(shown,),
        illustrates=True,
        data={
            "task": journey.task.title,
            "query": place.query,
            "page": node.called if node else name,
            "shown": place.shown,
        },
    )
