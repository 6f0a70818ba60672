"""Number of further pages, in other sections, that offer themselves for the same task."""

from __future__ import annotations

from dataclasses import dataclass

from citizencheck.detectors._tasks import own_page
from citizencheck.detectors._words import listed, stems
from citizencheck.language import Language
from citizencheck.model import Evidence, Journey, Measured, Measurement, Node, NotApplicable, Site

SCOPE = "task"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    min_demand: int = 1
    alike: float = 0.75
    """Share of words that two names must have in common to name the same task."""


def measure(journey: Journey, site: Site, language: Language, params: Params) -> Measurement:
    """How many other pages bear nearly the same name, match the same task and neither link here nor are linked from here."""
    own = site.node(journey.url)
    if not own_page(journey, site) or own is None or journey.task.demand < params.min_demand:
        return NotApplicable("the task has no page of its own here")
    others = [n for u in journey.alternatives if (n := site.node(u)) is not None and n.id != own.id]
    hits = [n for n in dict.fromkeys(others) if _rival(n, own, site, params) and _same_task(n, journey, language)]
    return Measured(
        value=len(hits),
        evidence=tuple(
            Evidence(kind="page", url=n.url, quote=n.name, target=own.url, note=journey.task.title) for n in hits
        ),
        data={
            "task": journey.task.title,
            "page": own.called,
            "count": len(hits),
            "labels": listed(n.name for n in hits),
        },
    )


def _rival(other: Node, own: Node, site: Site, params: Params) -> bool:
    if other.lang[:2] != own.lang[:2] or other.text_hash == own.text_hash or other.breadcrumb == own.breadcrumb:
        return False
    first, second = set(stems(other.name)), set(stems(own.name))
    if not first or len(first & second) < params.alike * len(first | second):
        return False
    return own.id not in site.inlinks[other.id] and other.id not in site.inlinks[own.id]


def _same_task(other: Node, journey: Journey, language: Language) -> bool:
    decision = language.match_tasks(other.name, url=other.url)
    return decision.decision == "match" and decision.matches[0].task == journey.task.id
