"""Share of pages whose title another page bears too, 0 to 1."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from citizencheck.detectors._words import fold, listed
from citizencheck.language import Language
from citizencheck.model import Evidence, Measured, Measurement, Node, NotApplicable, Site

SCOPE = "site"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    min_pages: int = 5


def measure(site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """Titles compared whole; copies of one page (the same text) count once."""
    by_title: dict[str, dict[str, Node]] = defaultdict(dict)
    for node in site.nodes:
        if node.title:
            by_title[fold(node.title)].setdefault(node.text_hash, node)
    pages = sum(len(nodes) for nodes in by_title.values())
    if pages < params.min_pages:
        return NotApplicable("there are too few pages to compare")
    shared = sorted((list(n.values()) for n in by_title.values() if len(n) > 1), key=lambda n: (-len(n), n[0].id))
    evidence = tuple(
        Evidence(
            kind="title",
            url=nodes[0].url,
            selector="title",
            quote=nodes[0].title,
            note=f"{len(nodes)} pages",
            key=nodes[0].title,
        )
        for nodes in shared
    )
    others = tuple(
        Evidence(kind="title", url=n.url, selector="title", quote=n.title, key=n.title)
        for nodes in shared[:3]
        for n in nodes[1:4]
    )
    count = sum(len(nodes) for nodes in shared)
    return Measured(
        value=count / pages,
        evidence=(*evidence[:6], *others, *evidence[6:]),
        data={"count": count, "total": pages, "titles": listed([n[0].title for n in shared])},
    )
