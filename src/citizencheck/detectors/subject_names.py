"""Number of subjects that menus and leading pages name in two orders of words and send to two pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from citizencheck.detectors._labels import home_url
from citizencheck.detectors._words import fold, stems
from citizencheck.language import Language
from citizencheck.model import Evidence, Link, LinkKind, Measured, Measurement, NotApplicable, PageKind, Site

SCOPE = "site"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    kinds: tuple[str, ...] = ("home", "landing", "a-z")
    """Kinds of page whose own links count, beside the menus; links inside a sentence are no names."""
    max_words: int = 3
    """Longer labels are sentences: their words fall together by chance."""


def measure(site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """How many pairs of labels hold the same words in another order and open different pages."""
    groups: dict[tuple[str, ...], dict[str, tuple[str, Link]]] = defaultdict(dict)
    for page, link in _links(site, params):
        said = stems(link.text)
        if 2 <= len(said) <= params.max_words and len(link.context) <= len(link.text) + 3:
            groups[tuple(sorted(said))].setdefault(fold(link.text), (page, link))
    if not groups:
        return NotApplicable("the site has no menus or leading pages with links")
    hits = [pair for g in groups.values() if (pair := _two_names(list(g.values()), site))]
    return Measured(
        value=len(hits),
        evidence=tuple(
            Evidence(kind="link", url=page, selector=k.selector, quote=k.text, target=k.url, note=f"elsewhere “{other.text}”")
            for (page, k), (there, o) in hits for page, k, other in ((page, k, o), (there, o, k))
        ),
        data={"count": len(hits), "first": hits[0][0][1].text if hits else "", "second": hits[0][1][1].text if hits else ""},
    )  # fmt: skip


def _links(site: Site, params: Params) -> Iterator[tuple[str, Link]]:
    kinds = tuple(PageKind(k) for k in params.kinds)
    order = sorted(site.nodes, key=lambda n: (n.id != site.home, n.depth if n.depth >= 0 else 999, n.id))
    for node in order:
        if node.id == site.home or node.kind in kinds:
            yield from ((node.url, k) for k in site.out[node.id] if k.text and k.kind is LinkKind.PAGE)
    yield from ((home_url(site), f.link) for f in site.furniture if f.link.text and f.link.kind is LinkKind.PAGE)


def _two_names(named: list[tuple[str, Link]], site: Site) -> tuple[tuple[str, Link], tuple[str, Link]] | None:
    """The first two that say the same words in another order and open different pages."""
    for i, (page, link) in enumerate(named[:8]):
        for there, other in named[i + 1 : 8]:
            differ = stems(link.text) != stems(other.text)
            if differ and link.url and other.url and site.id_of.get(link.url, -1) != site.id_of.get(other.url, -2):
                return (page, link), (there, other)
    return None
