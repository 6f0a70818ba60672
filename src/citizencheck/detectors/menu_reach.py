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
    sample: int = 60
    """How many pages are looked at, spread evenly over the site."""


def measure(site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """How many of the pages looked at carry half of the main menu's labels; pages in another language have a menu of their own."""
    nodes = [n for n in site.nodes if n.lang[:2] == (site.nodes[site.home].lang[:2] if site.home >= 0 else n.lang[:2])]
    if len(nodes) < params.min_pages:
        return NotApplicable(f"the site has fewer than {params.min_pages} pages in the language of its home page")
    menu = next((m for m in site.menus if m.region is Region.NAV and len(_labels(m)) >= params.min_items), None)
    if menu is None:
        return NotApplicable("the site marks up no main menu")
    wanted = _labels(menu)
    looked = [(n, p) for n in nodes[:: max(1, len(nodes) // params.sample)] if (p := site.page(n.url)) is not None]
    lacking = [n for n, page in looked if not _carries(page, wanted)]
    value = 1 - len(lacking) / len(looked) if looked else 1.0
    return Measured(
        value=value,
        evidence=tuple(Evidence(kind="absence", url=n.url, quote=n.name, note=menu.name) for n in lacking),
        data={"count": len(lacking), "total": len(looked), "share": round(100 * value)},
    )


def _labels(menu: Menu) -> frozenset[str]:
    """The labels of the first level: the same menu may lead to another edition of its pages."""
    return frozenset(fold(i.text) for i in menu.items)


def _carries(page: Page, wanted: frozenset[str]) -> bool:
    return 2 * len(wanted & frozenset(fold(k.text) for k in page.links)) >= len(wanted)
