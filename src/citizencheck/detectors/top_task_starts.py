"""Share of the tasks that most people come to do that can be started online, 0 to 1; what has no page cannot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from citizencheck.detectors._labels import home_url
from citizencheck.detectors._words import listed
from citizencheck.language import Language
from citizencheck.model import CannotTell, Evidence, Journey, Measured, Measurement, NotApplicable, Site

SCOPE = "site"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    min_demand: int = 3
    min_tasks: int = 6
    """Fewer tasks of which it is known, and nothing is said."""


def measure(site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """Tasks of doing that are demanded of this council. What is told of in part of a page, or could not be followed, is not counted."""
    wanted = [j for j in site.journeys if _is_wanted(j, params.min_demand)]
    if len(wanted) < params.min_tasks:
        return NotApplicable(f"fewer than {params.min_tasks} such tasks are asked of this council")
    known = [j for j in wanted if _is_known(j)]
    if len(known) < params.min_tasks or 2 * len(known) < len(wanted):
        return CannotTell("Of most of these tasks it could not be told whether they can be started online.")
    started = [j for j in known if j.status == "found" and j.online]
    others = [j for j in known if not (j.status == "found" and j.online)]
    return Measured(
        value=len(started) / len(known),
        evidence=tuple(_lacking(j, site) for j in others),
        illustrates=True,
        is_finding=2 * len(started) < len(known),
        units=tuple(1.0 if j in started else 0.0 for j in known),
        data={"started": len(started) or "none", "total": len(known), "missing": _named(others)},
    )


def _is_wanted(j: Journey, demand: int) -> bool:
    return j.expected and j.task.nature == "do" and j.task.demand >= demand and not j.task.needs_visit


def _is_known(j: Journey) -> bool:
    return j.status in ("absent", "empty", "mentioned") or (j.status == "found" and j.online is not None)


def _lacking(j: Journey, site: Site) -> Evidence:
    note = f"{j.task.title}: {'no way online' if j.status == 'found' else 'no page that helps'}"
    return Evidence(kind="absence", url=j.url if j.status == "found" else home_url(site), note=note)


def _named(journeys: Sequence[Journey]) -> str:
    """Those that are nowhere first: they are the worst off."""
    return listed((j.task.title for j in sorted(journeys, key=lambda j: j.status == "found")), 4)
