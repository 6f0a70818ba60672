"""1 where one yes-or-no fact of a task's journey holds, 0 where it does not."""

from __future__ import annotations

from dataclasses import dataclass

from citizencheck.detectors._labels import home_url
from citizencheck.detectors._tasks import own_page
from citizencheck.language import Language
from citizencheck.model import CannotTell, Evidence, Journey, Measured, Measurement, NotApplicable, PageKind, Site

SCOPE = "task"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    flag: str = "online"
    """``home_link landing_link az_link routes_agree online``."""
    min_demand: int = 1
    nature: str = ""
    """Only tasks of this nature (``do``, ``find``); all where empty."""
    min_az_links: int = 60
    """A list of fewer links is a list of subjects and no index of tasks."""
    unknown: str = "cannot_tell"
    """What an unknown fact means: ``cannot_tell`` or ``not_applicable``."""


def measure(journey: Journey, site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """The fact ``flag`` of the journey as 1 or 0; only tasks that have a page of their own are asked."""
    if not own_page(journey, site):
        return NotApplicable("the task has no page of its own here")
    if journey.task.demand < params.min_demand or (params.nature and journey.task.nature != params.nature):
        return NotApplicable("the rule is about other tasks")
    if (params.flag == "az_link" and _az_links(site) < params.min_az_links) or not _leads(journey, site, params):
        return NotApplicable("there is no page that would have to link to it")
    fact = getattr(journey, params.flag)
    if fact is None:
        return (CannotTell("It could not be followed to its end.") if params.unknown == "cannot_tell"
                else NotApplicable("there is nothing to look at for this task"))  # fmt: skip
    looked = {"home_link": home_url(site), "landing_link": journey.landing_url}.get(params.flag) or journey.url
    ends = tuple(dict.fromkeys(r.end for r in journey.routes))
    evidence = Evidence(kind="absence", url=looked, target=journey.url, note=journey.task.title)
    routes = tuple(
        Evidence(kind="link", url=r.steps[-1].url, quote=r.steps[-1].label, target=r.end, note=r.kind)
        for r in journey.routes if r.steps
    )  # fmt: skip
    return Measured(
        value=1 if fact else 0,
        evidence=() if fact else ((routes or (evidence,)) if params.flag == "routes_agree" else (evidence,)),
        illustrates=True,
        data={"task": journey.task.title, "url": journey.url, "looked": looked, "ends": len(ends)},
        support=(Evidence(kind="page", url=journey.url, quote=journey.task.title),) if fact else (),
    )


def _az_links(site: Site) -> int:
    return sum(len(site.out[n.id]) for n in site.nodes if n.kind is PageKind.AZ)


def _leads(journey: Journey, site: Site, params: Params) -> bool:
    """The page above the task's page is one that leads to services, and not just above it in the address."""
    landing = site.node(journey.landing_url)
    return params.flag != "landing_link" or (landing is not None and landing.kind is PageKind.LANDING)
