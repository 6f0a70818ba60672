"""1 where a task of the other tier's council is spoken of with a link to it, 0 where the citizen is left alone."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from citizencheck.detectors._tasks import own_page
from citizencheck.detectors._words import regex
from citizencheck.language import Language
from citizencheck.model import Evidence, Journey, Link, LinkKind, Measured, Measurement, NotApplicable, Site
from citizencheck.model.url import host

SCOPE = "task"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    min_confidence: float = 0.6
    """How sure the site's tier must be."""
    tiers: tuple[str, ...] = ("county", "district")
    other_council: tuple[str, ...] = (
        r"\b(?:county|district|borough|city|unitary) councils?\b",
        r"\bcyngor (?:sir|dosbarth)\b",
    )
    """How a page says that another council does it: without such words it may well do so itself."""
    government: tuple[str, ...] = (".gov.uk", ".gov.wales", ".llyw.cymru")


def measure(journey: Journey, site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """Whether the page that bears another tier's task links to another council's site."""
    task_tiers = journey.task.providers
    if site.tier not in params.tiers or site.tier_confidence < params.min_confidence or site.tier in task_tiers:
        return NotApplicable("the council provides this itself, or its tier is not known")
    node = site.node(journey.url)
    if not any(t in task_tiers for t in params.tiers) or not own_page(journey, site) or node is None:
        return NotApplicable("the site has no page about it")
    page = site.page(node.url)
    if page is None or not any(regex(params.other_council).search(b.text) for b in page.blocks):
        return NotApplicable("the page names no other council")
    away = [k for k in site.out[node.id] if _council(k, site, params)]
    return Measured(
        value=1 if away or journey.hand_offs else 0,
        evidence=() if away or journey.hand_offs else (Evidence(kind="absence", url=node.url, quote=node.name, note=journey.task.title),),
        illustrates=True,
        data={"task": journey.task.title, "page": node.called, "tier": site.tier},
    )  # fmt: skip


def _council(link: Link, site: Site, params: Params) -> bool:
    far = urlsplit(link.url).hostname or ""
    own = host(site.info.start_url)
    return (
        link.kind is LinkKind.PAGE
        and far.removeprefix("www.") != own.removeprefix("www.")
        and far.endswith(params.government)
    )
