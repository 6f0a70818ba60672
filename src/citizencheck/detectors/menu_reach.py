"""Share of the site's pages that carry its main menu, 0 to 1."""

from __future__ import annotations

from dataclasses import dataclass

from citizencheck.detectors._words import fold
from citizencheck.language import Language
from citizencheck.model import Evidence, Measured, Measurement, Menu, NotApplicable, Page, Region, Site

SCOPE = "site"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    min_pages: int = 10
    min_items: int = 3
    examples: int = 10
    """How many pages without the menu are shown."""


def measure(site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """How many pages link to at least half of what the most carried menu links to."""
    if len(site.nodes) < params.min_pages:
        return NotApplicable(f"the site has fewer than {params.min_pages} pages")
    menu = next((m for m in site.menus if m.region is Region.NAV and len(_labels(m)) >= params.min_items), None)
    if menu is None:
        return NotApplicable("the site marks up no main menu")
    wanted = _labels(menu)
    counts: dict[str, int] = {}
    for f in site.furniture:
        if f.link.region is Region.NAV and fold(f.link.text) in wanted:
            counts[fold(f.link.text)] = counts.get(fold(f.link.text), 0) + f.pages
    carried = sorted(min(n, len(site.nodes)) for n in counts.values())
    middle = carried[len(carried) // 2] if carried else 0
    value = min(1.0, middle / len(site.nodes))
    lacking = []
    for node in site.nodes if value < 1 else ():
        page = site.page(node.url)
        if page is not None and not _carries(page, wanted):
            lacking.append(Evidence(kind="absence", url=node.url, quote=node.name, note=menu.name))
        if len(lacking) >= params.examples:
            break
    return Measured(
        value=value if lacking else 1.0,
        evidence=tuple(lacking),
        data={"count": len(site.nodes) - middle, "total": len(site.nodes), "share": round(100 * value)},
    )


def _labels(menu: Menu) -> frozenset[str]:
    """The labels of the first level: the same menu may lead to another edition of its pages."""
    return frozenset(fold(i.text) for i in menu.items)


def _carries(page: Page, wanted: frozenset[str]) -> bool:
    return 2 * len(wanted & frozenset(fold(k.text) for k in page.links)) >= len(wanted)
