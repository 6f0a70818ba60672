"""1 where a task has a page, a link or a heading of its own, 0.5 where the site only speaks of it, 0 where it is silent."""

from __future__ import annotations

from dataclasses import dataclass

from citizencheck.detectors._labels import home_url
from citizencheck.language import Language
from citizencheck.model import CannotTell, Evidence, Journey, Measured, Measurement, NotApplicable, Site

SCOPE = "task"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    min_demand: int = 3
    mentioned: str = ""
    absent: str = ""
    """How a finding says what the site has instead."""


def measure(journey: Journey, site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """Only tasks that many people come for are asked; where the site was not read whole, silence is no answer."""
    if journey.task.demand < params.min_demand:
        return NotApplicable("fewer people come for it")
    if journey.status == "cannot_tell":
        return CannotTell("The site was not read far enough to tell.")
    value, said = {"found": (1.0, ""), "section": (1.0, ""), "mentioned": (0.5, params.mentioned)}.get(
        journey.status, (0.0, params.absent)
    )
    if value == 1:
        return Measured(value=value, data={"status": said})
    nearest = next((n for u in journey.alternatives if (n := site.node(u))), None) if value else None
    shown = [Evidence(kind="absence", url=home_url(site), note=f"all {len(site.nodes)} pages that were read")]
    if nearest:
        shown.append(Evidence(kind="page", url=nearest.url, quote=nearest.name, note="where it is mentioned"))
    return Measured(
        value=value,
        evidence=tuple(shown),
        illustrates=True,
        data={"status": said, "where": f" (on {nearest.called})" if nearest else ""},
    )
