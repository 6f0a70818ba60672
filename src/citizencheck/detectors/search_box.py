"""Share of the site's pages that carry its search, 0 to 1."""

from __future__ import annotations

from dataclasses import dataclass

from citizencheck.detectors._words import fold, folded_set
from citizencheck.language import Language
from citizencheck.model import Evidence, Measured, Measurement, NotApplicable, Page, PageKind, Site

SCOPE = "site"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    links: tuple[str, ...] = ("search", "search this site", "search the site", "site search", "search our site")
    """Links that count as the search box."""
    sample: int = 60
    """How many pages are looked at, spread evenly over the site."""
    skip_kinds: tuple[str, ...] = ("home", "news", "democracy", "search", "form")
    min_pages: int = 5


def measure(site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """How many of the pages looked at have a search box or a link to the search that the site has."""
    if not (site.has_search or site.search_forms):
        return NotApplicable("the site has no search of its own")
    kinds = tuple(PageKind(k) for k in params.skip_kinds)
    nodes = [n for n in site.nodes if n.kind not in kinds]
    if len(nodes) < params.min_pages:
        return NotApplicable("the site has few pages beside its home page")
    step = max(1, len(nodes) // params.sample)
    looked = [(n, p) for n in nodes[::step] if (p := site.page(n.url)) is not None]
    words = folded_set(params.links)
    lacking = [n for n, page in looked if not _has_search(page, words)]
    return Measured(
        value=1 - len(lacking) / len(looked) if looked else 1.0,
        evidence=tuple(
            Evidence(kind="absence", url=n.url, quote=n.name, note="looked in header, menus, main part and footer")
            for n in lacking
        ),
        data={"count": len(lacking), "total": len(looked)},
    )


def _has_search(page: Page, words: frozenset[str]) -> bool:
    return any(f.search for f in page.forms) or any(fold(k.text) in words for k in page.links)
