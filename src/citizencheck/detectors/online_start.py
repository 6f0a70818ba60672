"""1 where a task can be started online from its page, 0 where no way was found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from citizencheck.detectors._forms import acting_forms
from citizencheck.detectors._tasks import own_page
from citizencheck.language import Language
from citizencheck.model import (
    CannotTell,
    Channel,
    Evidence,
    Journey,
    LinkKind,
    Measured,
    Measurement,
    Node,
    NotApplicable,
    PageKind,
    Site,
)

SCOPE = "task"
ANOTHERS: Final = 0.7
"""A name that fits a task so well surely names it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    nature: str = "do"
    steps: int = 2
    """How many links on a form may lie before it counts as missing."""
    most: int = 40
    """Pages looked at on the way."""


def measure(journey: Journey, site: Site, language: Language, params: Params) -> Measurement:
    """Whether the journey starts online, or a form lies within a few links of the task's page, contact forms left out."""
    if not own_page(journey, site) or journey.task.nature != params.nature:
        return NotApplicable("the task has no page of its own here, or is only looked up")
    node = site.node(journey.url)
    if journey.online is None:
        return CannotTell("The way online could not be followed to its end.")
    if journey.task.needs_visit and journey.channel in (Channel.PHONE, Channel.VISIT, Channel.MIXED):
        return NotApplicable(f"it needs a visit ({journey.task.needs_visit}), and the page tells how to arrange it")
    name = node.name if node else journey.url
    online = journey.online or (
        node is not None
        and any(_form(n, site) and not _is_anothers(n, journey, language) for n in _near(node, site, params))
    )
    absence = Evidence(kind="absence", url=journey.url, quote=name, note=journey.task.title)
    return Measured(
        value=1 if online else 0,
        evidence=() if online else (absence,),
        illustrates=True,
        data={"task": journey.task.title, "page": node.called if node else name},
    )


def _near(start: Node, site: Site, params: Params) -> Iterator[Node]:
    """The pages within ``steps`` links of the task's page, nearest first."""
    seen, here = {start.id, site.home}, [start.id]
    for _ in range(params.steps):
        following = []
        for k in (k for i in here for k in site.out[i] if k.kind is LinkKind.PAGE):
            i = site.id_of.get(k.url)
            if i is not None and i not in seen and len(seen) < params.most:
                seen.add(i)
                following.append(i)
                yield site.nodes[i]
        here = following


def _is_anothers(node: Node, journey: Journey, language: Language) -> bool:
    """Whether a page's name surely names another task: its form is not for this one."""
    matches = language.match_tasks(node.name).matches
    return bool(matches) and matches[0].score >= ANOTHERS and journey.task.id not in {m.task for m in matches}


def _form(node: Node, site: Site) -> bool:
    if node.kind in (PageKind.CONTACT, PageKind.HOME, PageKind.NEWS) or not node.own_forms:
        return False
    page = site.page(node.url)
    return page is not None and bool(acting_forms(page))
