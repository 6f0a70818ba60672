"""1 where a task has a page, a link or a heading of its own, 0.5 where a unit's name hides it or the site only speaks of it, 0 where its page is empty or the site is silent."""

from __future__ import annotations

from dataclasses import dataclass

from citizencheck.detectors._labels import home_url
from citizencheck.language import Language
from citizencheck.model import CannotTell, Evidence, Journey, Measured, Measurement, NotApplicable, Site

SCOPE = "task"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    min_demand: int = 3
    hidden: str = ""
    empty: str = ""
    mentioned: str = ""
    promised: str = ""
    """A link names it, and what it opens tells nothing of it."""
    listed: str = ""
    """Only a list or an index has its name."""
    absent: str = ""
    """How a finding says what the site has instead; ``{unit}`` in the first stands for the unit's name."""


def measure(journey: Journey, site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """Only tasks that many people come for are asked; where the site was not read whole, silence is no answer."""
    if journey.task.demand < params.min_demand:
        return NotApplicable("fewer people come for it")
    if journey.status == "cannot_tell":
        return CannotTell("A page may be about it under another name, or the site was not read far enough to tell.")
    if journey.status == "section" and journey.unit:
        value, said = 0.5, params.hidden.replace("{unit}", journey.unit)
    else:
        value, said = {
            "found": (1.0, ""), "section": (1.0, ""), "empty": (0.0, params.empty), "mentioned": (0.5, params.mentioned),
        }.get(journey.status, (0.0, params.absent))  # fmt: skip
    shown = _shown(journey, site)
    where = site.node(shown.url) if journey.status == "mentioned" and shown.kind == "page" else None
    promised = bool(where and journey.why)
    if journey.status == "mentioned":
        said = params.listed if where is None else params.promised if promised else said
    return Measured(
        value=value,
        evidence=() if value == 1 else (shown,),
        illustrates=True,
        data={
            "lack": "of its own" if journey.unit else "that helps",
            "status": said,
            "where": f" ({'the link is ' if promised else ''}on {where.called})" if where else "",
        },
    )


def _shown(journey: Journey, site: Site) -> Evidence:
    """The page that speaks of it; where none does, how much was read."""
    where = journey.url or next(iter(journey.alternatives), "")
    node = site.node(where)
    if node is not None and journey.status != "absent":
        return Evidence(kind="page", url=node.url, quote=node.name, note=journey.task.title)
    return Evidence(kind="absence", url=home_url(site), note=f"all {len(site.nodes)} pages that were read")
