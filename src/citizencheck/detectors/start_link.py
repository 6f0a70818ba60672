"""Number of links on a task's page that start it and whose words say nothing."""

from __future__ import annotations

from dataclasses import dataclass

from citizencheck.detectors._labels import link_evidence
from citizencheck.detectors._tasks import own_page
from citizencheck.detectors._words import fold, folded_set
from citizencheck.language import Language
from citizencheck.model import Journey, Link, LinkKind, Measured, Measurement, NotApplicable, Site

SCOPE = "task"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    vague: tuple[str, ...] = ()
    """Whole texts that say nothing of what they start."""


def measure(journey: Journey, site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """How many links of the page to a form, here or at its start elsewhere, have vague words and no clearer twin."""
    node = site.node(journey.url)
    starts = [] if node is None else [k for k in site.out[node.id] if _starts(k, journey, node.id, site)]
    if not own_page(journey, site) or node is None or not starts:
        return NotApplicable("no link on the task's page leads to a form")
    vague = folded_set(params.vague)
    blind = [k for k in starts if not k.button and fold(k.text).rstrip(".!") in vague]
    clear = frozenset(k.url for k in starts if k not in blind)
    hits = [k for k in blind if k.url not in clear]
    return Measured(
        value=len(hits),
        evidence=tuple(link_evidence(node.url, k, journey.task.title) for k in hits),
        data={"task": journey.task.title, "page": node.called, "label": hits[0].text if hits else ""},
    )


def _starts(link: Link, journey: Journey, own: int, site: Site) -> bool:
    if link.kind is not LinkKind.PAGE or not link.text:
        return False
    target = site.node(link.url)
    return link.url == journey.start_url or (target is not None and target.id != own and target.own_forms > 0)
