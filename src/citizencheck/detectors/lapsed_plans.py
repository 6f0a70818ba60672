"""How many plans, strategies and policies a page shows as current whose own names say that their years are over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from citizencheck.detectors._reading import FILED, copy_or_read, read_on
from citizencheck.detectors._words import listed
from citizencheck.language import Language
from citizencheck.language.dates import spoken
from citizencheck.language.passed import ARCHIVED
from citizencheck.language.plans import Plan, by_subject, lapsed, plans_named, shown_plans
from citizencheck.model import CannotTell, Evidence, Focus, Measured, Measurement, Node, NotApplicable, Page, Site

SCOPE = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """None: the margin is that of ``language.passed``."""


def measure(page: Page, node: Node, site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """Of the plans to whose files it links, those whose years were over when it was read and of which no page names a later one."""
    if node.focus is Focus.NEWS or FILED.search(node.url) or ARCHIVED.search(page.h1):
        return NotApplicable("it is a record of its day")
    if not shown_plans(page):
        return NotApplicable("it links to no plan by its years")
    read = read_on(node, site)
    if read is None:
        return CannotTell("nothing tells of which day the page is")
    found = lapsed(page, read, site.once(_named))
    return Measured(
        value=float(len(found)),
        evidence=tuple(
            Evidence(kind="text", url=page.url, selector=p.selector, quote=p.quote, note=f"over on {spoken(p.over)}")
            for p in found
        ),
        data={"quotes": listed([p.quote for p in found], 2), "read": copy_or_read(site, read)},
    )


def _named(site: Site) -> Mapping[str, tuple[Plan, ...]]:
    """Every plan that any page of the site names with a date."""
    return by_subject(plan for page in site.pages() for plan in plans_named(page))
