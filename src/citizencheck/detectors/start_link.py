"""1 where the link that starts a task online names the action or looks like a button, 0 where its words say nothing."""

from __future__ import annotations

from dataclasses import dataclass

from citizencheck.detectors._labels import link_evidence
from citizencheck.detectors._words import fold, folded_set
from citizencheck.language import Language
from citizencheck.model import Journey, Measured, Measurement, NotApplicable, Site

SCOPE = "task"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    vague: tuple[str, ...] = ()
    """Whole texts that say nothing of what they start."""


def measure(journey: Journey, site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """Whether some link on the task's page to where it starts can be told by its looks or its words."""
    node = site.node(journey.url)
    if journey.status != "found" or node is None or not journey.start_url or journey.start_url == journey.url:
        return NotApplicable("no link on the task's page starts it")
    links = [k for k in site.out[node.id] if k.url == journey.start_url]
    if not links:
        return NotApplicable("no link on the task's page starts it")
    vague = folded_set(params.vague)
    clear = [
        k
        for k in links
        if k.button or (fold(k.text).rstrip(".!") not in vague and not k.text.startswith(("http", "www.")))
    ]
    return Measured(
        value=1 if clear else 0,
        evidence=() if clear else tuple(link_evidence(node.url, k, journey.task.title) for k in links),
        data={"task": journey.task.title, "page": node.name, "label": links[0].text},
        support=tuple(link_evidence(node.url, k) for k in clear[:1]),
    )
