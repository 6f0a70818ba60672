"""Words of main text on a page about a service."""

from __future__ import annotations

from dataclasses import dataclass

from citizencheck.language import Language
from citizencheck.model import Evidence, Measured, Measurement, Node, Page, Site

SCOPE = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    pass


def measure(page: Page, node: Node, site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """The count, with the page's headings as what it tries to hold, and how many of the words are shown at once."""
    headings = [h for h in page.headings if h.level in (2, 3)]
    shown = tuple(Evidence(kind="heading", url=page.url, selector=h.selector, quote=h.text) for h in headings[:6])
    return Measured(
        value=page.words,
        evidence=shown or (Evidence(kind="page", url=page.url, quote=node.name),),
        illustrates=True,
        data={
            "words": page.words,
            "headings": len(headings),
            "shown": max(0, page.words - page.folded) if page.folded else "all",
        },
    )
