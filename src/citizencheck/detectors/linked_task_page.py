"""1 where links lead from home to a task's page, 0 where only the sitemap knows it."""

from __future__ import annotations

from dataclasses import dataclass

from citizencheck.detectors._tasks import own_page
from citizencheck.language import Language
from citizencheck.model import CannotTell, Evidence, Journey, Measured, Measurement, NotApplicable, Site

SCOPE = "task"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    min_demand: int = 1


def measure(journey: Journey, site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """Whether a walk by links from home reaches the task's page."""
    if not own_page(journey, site) or journey.task.demand < params.min_demand:
        return NotApplicable("the task has no page of its own here")
    node = site.node(journey.url)
    if node is None:
        return NotApplicable("the task's page is not on the council's own site")
    if node.depth < 0 and site.info.budget_reached:
        return CannotTell("The crawl stopped at its page budget: a link may lead there from a page that was not read.")
    if node.depth < 0 and site.home < 0:
        return CannotTell("The home page could not be read.")
    return Measured(
        value=1 if node.depth >= 0 else 0,
        evidence=(Evidence(kind="absence", url=journey.url, quote=node.name, note=journey.task.title),)
        if node.depth < 0
        else (),
        illustrates=True,
        data={"task": journey.task.title, "page": node.called, "url": node.url},
    )
