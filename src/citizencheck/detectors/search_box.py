"""1 where a page has a site search or a link to it, 0 where it has neither."""

from __future__ import annotations

from dataclasses import dataclass

from citizencheck.detectors._words import fold, folded_set
from citizencheck.language import Language
from citizencheck.model import Evidence, Measured, Measurement, Node, NotApplicable, Page, Site

SCOPE = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    links: tuple[str, ...] = ("search", "search this site", "search the site", "site search", "search our site")


def measure(page: Page, node: Node, site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """Whether the page carries the search that the site has."""
    if not site.has_search:
        return NotApplicable("the site has no search of its own")
    words = folded_set(params.links)
    found = any(f.search for f in page.forms) or any(fold(k.text) in words for k in page.links)
    return Measured(
        value=1 if found else 0,
        evidence=() if found else (Evidence(kind="absence", url=page.url, quote=node.name, note="looked in header, menus, main part and footer"),),
    )  # fmt: skip
