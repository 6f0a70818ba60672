"""Number of online forms to which several unlike tasks lead without a word of which task it is."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from urllib.parse import urlsplit

from citizencheck.detectors._words import listed
from citizencheck.language import Language
from citizencheck.model import Evidence, Journey, Measured, Measurement, NotApplicable, Site

SCOPE = "site"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    max_tasks: int = 4
    """A form for more tasks than this is a catch-all."""
    min_tasks: int = 3
    """Fewer tasks that start online than this, and the site is not asked."""


def measure(site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """How many addresses without a query are where more than ``max_tasks`` tasks from different pages begin."""
    starts: dict[str, list[Journey]] = defaultdict(list)
    for j in site.journeys:
        if j.expected and j.start_url and j.online and j.start_url != j.url:
            starts[j.start_url].append(j)
    if sum(len(js) for js in starts.values()) < params.min_tasks:
        return NotApplicable("few tasks start online")
    hits = {u: js for u, js in starts.items() if len({j.url for j in js}) > params.max_tasks and not urlsplit(u).query}
    return Measured(
        value=len(hits),
        evidence=tuple(
            Evidence(kind="link", url=j.url, target=u, quote=j.task.title) for u, js in hits.items() for j in js
        ),
        data={
            "count": len(hits),
            "start": next(iter(hits), ""),
            "tasks": listed(j.task.title for js in hits.values() for j in js),
        },
    )
