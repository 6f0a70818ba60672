"""1 where a task whose answer depends on the place has a look-up by postcode, street or map, 0 where it has none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from citizencheck.detectors._tasks import own_page
from citizencheck.detectors._words import regex
from citizencheck.language import Language
from citizencheck.model import (
    CannotTell,
    Evidence,
    Journey,
    LinkKind,
    Measured,
    Measurement,
    Node,
    NotApplicable,
    Page,
    Site,
)

SCOPE = "task"
SMALL: Final = "parish"
"""The tier whose councils are small enough for a list."""
FEW: Final = 3
"""Cells below its heads that a table of areas has at least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    fields: tuple[str, ...] = ()
    """What a field of a look-up is called, as regular expressions."""
    nature: str = "find"
    """Only tasks that look something up: a report asks for the place in its form."""
    links: tuple[str, ...] = ()
    """What a link to a look-up says."""
    areas: tuple[str, ...] = ()
    """How a table's column is headed that names areas as the people who live there do."""


def measure(journey: Journey, site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """Whether the task's page, or a page one click on, asks where the citizen lives."""
    if not journey.task.place_lookup or journey.task.nature != params.nature or not own_page(journey, site):
        return NotApplicable("the answer does not depend on where one lives, or the task has no page here")
    if site.tier == SMALL:
        return NotApplicable("a parish is small enough for a list")
    node = site.node(journey.url)
    page = site.page(node.url) if node else None
    if node is None or page is None:
        return CannotTell("The task's page could not be read.")
    if (
        _asks(page, params)
        or any(_leads(k.text, params) for k in page.own_links)
        or journey.hand_offs
        or _lists_areas(page, params)
    ):
        return Measured(value=1, data={"task": journey.task.title, "page": node.called})
    if any(f.own_forms for f in _next(node, site)) or (page.scripts and not page.own_links and page.words < 80):
        return CannotTell("The page may ask for the place with a script.")
    return Measured(
        value=0,
        evidence=(Evidence(kind="absence", url=node.url, quote=node.name, note=journey.task.title),),
        illustrates=True,
        data={"task": journey.task.title, "page": node.called},
    )


def _asks(page: Page, params: Params) -> bool:
    said = regex(params.fields)
    return any(
        said.search(f"{x.label} {x.name} {x.placeholder} {x.autocomplete}")
        for f in page.forms
        if not f.search
        for x in f.fields
    )


def _lists_areas(page: Page, params: Params) -> bool:
    """A table tells the answer for each area, so that people find their own."""
    heads = [b.text for b in page.blocks if b.tag == "th"]
    cells = sum(b.tag == "td" for b in page.blocks)
    return cells >= FEW and any(regex(params.areas).fullmatch(h.strip()) for h in heads)


def _leads(text: str, params: Params) -> bool:
    return regex(params.links).search(text) is not None


def _next(node: Node, site: Site) -> tuple[Node, ...]:
    found = (site.node(k.url) for k in site.out[node.id] if k.kind is LinkKind.PAGE)
    return tuple(n for n in found if n is not None and n.id != node.id)
