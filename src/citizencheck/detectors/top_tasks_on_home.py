"""Share of the wanted number of top tasks that the home page links to, 0 to 1."""

from __future__ import annotations

from dataclasses import dataclass

from citizencheck.detectors._labels import home_url
from citizencheck.detectors._tasks import own_page
from citizencheck.detectors._words import listed
from citizencheck.language import Language
from citizencheck.model import CannotTell, Evidence, Measured, Measurement, NotApplicable, Site

SCOPE = "site"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    wanted: int = 6
    min_demand: int = 3
    min_tasks: int = 6
    """Fewer top tasks with a page of their own than this, and the site is not asked."""


def measure(site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """How many top tasks that have a page the home page links to, out of ``wanted``."""
    if site.home < 0:
        return CannotTell("The home page could not be read.")
    asked = [j for j in site.journeys if j.expected and j.task.demand >= params.min_demand and j.home_link is not None]
    top = [j for j in asked if own_page(j, site) or (j.status == "found" and j.home_link)]
    if len(top) < params.min_tasks:
        return NotApplicable(f"fewer than {params.min_tasks} top tasks have a page here")
    linked = [j for j in top if j.home_link]
    missing = [j for j in top if not j.home_link]
    return Measured(
        value=min(len(linked), params.wanted) / params.wanted,
        evidence=tuple(
            Evidence(kind="absence", url=home_url(site), quote="", target=j.url, note=j.task.title) for j in missing
        ),
        data={"count": len(linked), "wanted": params.wanted, "total": len(top),
              "missing": listed((j.task.title for j in missing), 4)},
    )  # fmt: skip
