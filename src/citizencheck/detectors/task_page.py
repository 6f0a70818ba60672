"""How far the site has a page for a task that its council provides: 1 a page, 0.5 a mention, 0 nothing."""

from __future__ import annotations

from dataclasses import dataclass

from citizencheck.detectors._labels import home_url
from citizencheck.language import Language
from citizencheck.model import CannotTell, Evidence, Journey, Measured, Measurement, NotApplicable, Site

SCOPE = "task"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    min_demand: int = 3
    min_pages: int = 30
    """A smaller site is no council's whole site: nothing is demanded of it."""


def measure(journey: Journey, site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """Whether the task has a page, is only spoken of, or is not found at all; a crawl that stopped early cannot tell."""
    if journey.task.demand < params.min_demand or site.pack != "uk":
        return NotApplicable("the rule is about the tasks that most people come for")
    if len(site.nodes) < params.min_pages:
        return NotApplicable("the site is too small to hold every service of a council")
    if journey.status == "cannot_tell" or (journey.status != "found" and site.info.budget_reached):
        return CannotTell("The crawl stopped at its page budget before it found a page for it.")
    value = {"found": 1.0, "mentioned": 0.5}.get(journey.status, 0.0)
    place = journey.url or home_url(site)
    return Measured(
        value=value,
        evidence=() if value == 1 else (Evidence(kind="absence", url=place, note=journey.task.title),),
        data={"task": journey.task.title, "status": journey.status, "pages": len(site.nodes)},
    )
