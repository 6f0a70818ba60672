"""Number of different pages at which the routes to a task end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from citizencheck.detectors._labels import home_url, link_evidence
from citizencheck.detectors._tasks import own_page
from citizencheck.language import SCORED, Language
from citizencheck.model import (
    Evidence,
    Journey,
    Link,
    LinkKind,
    Measured,
    Measurement,
    NotApplicable,
    Orientation,
    PageKind,
    Site,
)

SCOPE = "task"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    min_demand: int = 1


def measure(journey: Journey, site: Site, language: Language, params: Params) -> Measurement:
    """Where the labels that name the task lead from home, menus, leading pages and the A to Z; pages that link to each other count once."""
    if not own_page(journey, site) or journey.task.demand < params.min_demand or journey.url not in site.id_of:
        return NotApplicable("the task has no page of its own here")
    ends: dict[int, Evidence] = {}
    for page, link in _links(journey, site):
        end = site.id_of.get(link.url)
        if end is not None and end != site.home and end not in ends and _names(link, journey, language):
            ends[end] = link_evidence(page, link, f"opens {site.nodes[end].called}")
    if not ends:
        return NotApplicable("no label names the task")
    apart = [i for i in ends if not any(_linked(i, other, site) for other in ends if other < i)]
    return Measured(
        value=len(apart),
        evidence=tuple(ends[i] for i in apart) if len(apart) > 1 else (),
        illustrates=True,
        data={"task": journey.task.title, "ends": len(apart)},
    )


def _links(journey: Journey, site: Site) -> Iterator[tuple[str, Link]]:
    """Links where people look first: home, leading pages and A to Z that lead to one of the pages in question, menus."""
    pages = [i for u in (journey.url, *journey.alternatives) if (i := site.id_of.get(u)) is not None]
    leading = (i for end in pages for i in site.inlinks[end] if site.nodes[i].kind in (PageKind.LANDING, PageKind.AZ))
    for i in dict.fromkeys(i for i in (site.home, *leading) if i >= 0):
        yield from ((site.nodes[i].url, k) for k in site.out[i] if k.kind is LinkKind.PAGE and k.text)
    yield from ((home_url(site), f.link) for f in site.furniture if f.link.kind is LinkKind.PAGE and f.link.text)


def _names(link: Link, journey: Journey, language: Language) -> bool:
    """The label names this task, and as a thing to do: a subject's name leads to its subject and not astray."""
    decision = language.match_tasks(link.text, parent=link.heading)
    if decision.decision != "match" or decision.matches[0].task != journey.task.id:
        return False
    verdict = language.orient(link.text)
    return verdict.orientation == Orientation.TASK and verdict.confidence >= SCORED


def _linked(first: int, second: int, site: Site) -> bool:
    return first in site.inlinks[second] or second in site.inlinks[first]
