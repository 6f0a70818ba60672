"""Rank of a task's page for citizens' words in an index of our own, counted from 1."""

from __future__ import annotations

from dataclasses import dataclass

from citizencheck.detectors._tasks import own_page
from citizencheck.language import Language
from citizencheck.model import Evidence, Journey, Measured, Measurement, NotApplicable, Site

SCOPE = "task"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    not_found: int = 20
    """The rank of a page that the index does not give at all."""
    min_demand: int = 2
    min_pages: int = 30
    """On a smaller site everything is among the first."""


def measure(journey: Journey, site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """Where the task's page stands when its title, heading and description are searched for the citizens' words."""
    if not own_page(journey, site) or journey.task.demand < params.min_demand:
        return NotApplicable("the task has no page of its own here")
    if len(site.nodes) < params.min_pages:
        return NotApplicable("the site has few pages")
    rank = journey.search_rank or params.not_found
    node, first = site.node(journey.url), site.node(journey.search_first)
    if node is None:
        return NotApplicable("the task has no page of its own here")
    at = f"at place {journey.search_rank}" if journey.search_rank else "not at all"
    return Measured(
        value=rank,
        evidence=(Evidence(kind="title", url=journey.url, quote=node.name, note=f"{at} for “{journey.search_words}”"),),
        illustrates=True,
        data={
            "task": journey.task.title,
            "rank": rank,
            "page": node.called,
            "query": journey.search_words,
            "at": at,
            "brought": f"{first.called} first, and {node.called} {at}" if first else "nothing",
        },
    )
