"""Which pages a browser looks at: those that citizens pass, and one of each kind beside. Never the whole site. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from citizencheck.model import Journey, PageKind, Site

MOST: Final = 40
"""Pages in all."""
ROUTE_TASKS: Final = 12
"""Tasks, the most wanted first, of whose routes every page is looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A page that should be looked at."""

    url: str
    why: str
    """``home``, ``task: Pay council tax``, ``on the way to: …``, ``landing page``, ``one of 14 alike``."""


def wanted(site: Site, *, kiosk: Sequence[str] = (), most: int = MOST) -> tuple[Wanted, ...]:
    """The pages to look at, the most telling first: home, then task by task where it ends and where it begins, the way there, one of each template.

    ``kiosk`` are the pages by which one comes to what the kiosk in the council's office does; they follow home.
    """
    chosen: dict[str, Wanted] = {}

    def want(url: str, why: str) -> None:
        node = site.node(url)
        if node is not None and node.url not in chosen and len(chosen) < most:
            chosen[node.url] = Wanted(url=node.url, why=why)

    if site.home >= 0:
        want(site.nodes[site.home].url, "home")
    for url in kiosk:
        want(url, "on the way to what the kiosk does")
    tasks = _tasks(site)
    for journey in tasks:
        want(journey.url, f"task: {journey.task.title}")
        want(journey.start_url, f"start of: {journey.task.title}")
    for journey in tasks[:ROUTE_TASKS]:
        for route in journey.routes:
            for step in route.steps if route.kind in ("home", "landing", "browse") else ():
                want(step.url, f"on the way to: {journey.task.title}")
    for node in site.nodes:
        if node.kind in (PageKind.LANDING, PageKind.CONTACT, PageKind.AZ, PageKind.FORM) or node.depth == 1:
            want(node.url, f"{node.kind.value} page")
    shared = Counter(n.template for n in site.nodes)
    met = {n.template for n in site.nodes if n.url in chosen}
    for node in sorted(site.nodes, key=lambda n: (-shared[n.template], n.id)):
        if node.template not in met:
            met.add(node.template)
            want(
                node.url,
                f"one of {shared[node.template]} alike" if shared[node.template] > 1 else "a page of its own kind",
            )
    return tuple(chosen.values())


def _tasks(site: Site) -> list[Journey]:
    found = [j for j in site.journeys if j.status in ("found", "empty", "section") and j.url]
    return sorted(found, key=lambda j: (not j.expected, -j.task.demand, j.task.id))
