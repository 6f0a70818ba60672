"""Number of department pages that every way from home to a task's page passes."""

from __future__ import annotations

from dataclasses import dataclass

from citizencheck.detectors._tasks import own_page
from citizencheck.language import Language
from citizencheck.model import Evidence, Journey, Measured, Measurement, NotApplicable, Site

SCOPE = "task"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    min_demand: int = 1


def measure(journey: Journey, site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """How many gatekeepers stand before the task's page; pages that no link leads to are another rule's matter."""
    if not own_page(journey, site) or journey.task.demand < params.min_demand:
        return NotApplicable("the task has no page of its own here")
    node = site.node(journey.url)
    if node is None or node.depth < 0:
        return NotApplicable("no link leads to the task's page")
    if not journey.gatekeepers and node.id != site.home and site.dominators[node.id] < 0:
        return NotApplicable("only an A to Z or the like leads to the task's page")
    if not journey.gatekeepers and not journey.plain_way:
        return NotApplicable(
            "no page stands in the way, but each link to it stands under a unit's name, or its page bears one"
        )
    doors = [(u, site.node(u)) for u in journey.gatekeepers]
    names = [(u, n.name if n else u) for u, n in doors]
    return Measured(
        value=len(names),
        evidence=tuple(Evidence(kind="page", url=u, quote=name, target=journey.url, note=journey.task.title) for u, name in names),
        data={"task": journey.task.title, "count": len(names), "gatekeeper": names[0][1] if names else "",
              "gatekeepers": ", ".join(n.called if n else u for u, n in doors)},
    )  # fmt: skip
