"""Share of the wanted number of top tasks that the home page links to, 0 to 1; a task one step behind its own verb or subject counts half."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from citizencheck.detectors._labels import home_url
from citizencheck.detectors._tasks import own_page
from citizencheck.detectors._words import listed, stems
from citizencheck.language import SCORED, Language
from citizencheck.model import (
    CannotTell,
    Evidence,
    Journey,
    LinkKind,
    Measured,
    Measurement,
    NotApplicable,
    Orientation,
    Site,
    Task,
)

SCOPE = "site"
HELPS: Final = frozenset({"found", "section", "mentioned"})
"""What the site has of a task to which a link on the home page leads."""
COUNCIL: Final = frozenset(stems("council"))
"""It stands in the names of many tasks, and on labels that lead to none of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    wanted: int = 6
    min_demand: int = 3
    min_tasks: int = 6
    """Fewer top tasks with a page of their own than this, and the site is not asked."""


def measure(site: Site, language: Language, params: Params) -> Measurement:
    """How many top tasks the home page links to, out of ``wanted``; what is one step further is counted half, up to half of what is wanted."""
    if site.home < 0:
        return CannotTell("The home page could not be read.")
    top = [j for j in site.journeys if j.expected and j.task.demand >= params.min_demand]
    linked = [j for j in top if j.home_link and j.status in HELPS]
    apart = [j for j in top if j.home_link is False and (own_page(j, site) or j.status == "section")]
    opened = _opened(site, language) if apart else {}
    near = [j for j in apart if _is_near(j, opened, site)]
    missing = [j for j in apart if j not in near and own_page(j, site)]
    total = len(linked) + len(near) + len(missing)
    if total < params.min_tasks:
        return NotApplicable(f"fewer than {params.min_tasks} top tasks have a page here")
    reached = len(linked) + min(len(near), params.wanted) / 2
    promoted = [*missing, *(j for j in near if own_page(j, site))]
    return Measured(
        value=min(reached, params.wanted) / params.wanted,
        evidence=tuple(
            Evidence(kind="absence", url=home_url(site), quote="", target=j.url, note=j.task.title) for j in promoted
        ),
        data={"count": len(linked), "wanted": params.wanted, "total": total,
              "near": f", and to {len(near)} more by one page between, which count half" if near else "",
              "missing": listed((j.task.title for j in promoted), 4)},
    )  # fmt: skip


def _opened(site: Site, language: Language) -> dict[int, frozenset[str]]:
    """The pages that home links to by a name that is no unit's, with the words of those labels."""
    home = site.page(site.nodes[site.home].url)
    said: dict[int, frozenset[str]] = defaultdict(frozenset)
    for k in home.links if home else ():
        node = site.id_of.get(k.url) if k.kind is LinkKind.PAGE and k.text else None
        if node is None or node == site.home:
            continue
        verdict = language.orient(k.text)
        if verdict.orientation is not Orientation.DEPARTMENT or verdict.confidence < SCORED:
            said[node] |= frozenset(stems(k.text)) - COUNCIL
    return said


def _is_near(journey: Journey, opened: dict[int, frozenset[str]], site: Site) -> bool:
    """Whether a page that home opens by a word of the task links to the task's page, or tells of the task itself."""
    said = _words(journey.task)
    by = [i for i, label in opened.items() if label & said]
    here = site.id_of.get(journey.url, -1)
    if journey.status == "section":
        return not journey.unit and here in by
    if here >= 0:
        return any(i in by for i in site.inlinks[here])
    return any(k.url == journey.url for i in by for k in site.out[i])


def _words(task: Task) -> frozenset[str]:
    """The words of a task as residents and councils name it: its verb, its things, its subject."""
    return frozenset(s for text in (task.title, *task.citizen, *task.council) for s in stems(text)) - COUNCIL
