"""1 where a page holds something behind its heading, 0 where it holds next to nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from citizencheck.detectors._words import listed
from citizencheck.language import Language
from citizencheck.model import CannotTell, Evidence, Measured, Measurement, Node, NotApplicable, Page, Site
from citizencheck.model.site import LEAST_ROWS, LEAST_WORDS

SCOPE = "page"
ASKED: Final = 12
"""Labels of the home page that are looked behind at most."""
SAID: Final = 5
"""Of those so many are named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    max_words: int = LEAST_WORDS
    """A page with more main text than this holds something."""
    min_rows: int = LEAST_ROWS
    """So does a list or a table with so many entries."""


def measure(page: Page, node: Node, site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """Whether a page that links lead to has text, a list, links of its own, a form, a document or a way to get in touch."""
    if node.id == site.home or not (site.inlinks[node.id] or node.id in site.furniture_targets):
        return NotApplicable("no label leads to this page")
    empty = site.empty(node, page, words=params.max_words, rows=params.min_rows)
    if empty is None:
        return CannotTell("The page shows nothing without its scripts.")
    if not empty:
        return Measured(value=1, data={"words": page.words, "label": node.name, "page": ""})
    last = page.headings[-1] if page.headings else None
    return Measured(
        value=0,
        evidence=(
            Evidence(kind="heading" if last else "page", url=page.url, selector=last.selector if last else "",
                     quote=last.text if last else node.name, note="next to nothing below it"),
        ),
        illustrates=True,
        data={"words": page.words, "label": node.name, "page": _led(node, site, params)},
    )  # fmt: skip


def _led(node: Node, site: Site, params: Params) -> str:
    """Which labels of the home page lead to this page, or to others that are as empty and bear the same name."""
    labels: dict[str, int] = {}
    for link in site.out[site.home] if site.home >= 0 else ():
        there = site.node(link.url)
        if (
            there
            and link.text
            and there.name == node.name
            and there.words <= params.max_words
            and there.id != site.home
        ):
            labels.setdefault(link.text, there.id)
    found = [
        text for text, at in list(labels.items())[:ASKED] if at == node.id or _is_empty(site.nodes[at], site, params)
    ]
    if not found:
        return ""
    return f" {listed(found, most=SAID)} on the home page lead{'s' if len(found) == 1 else ''} to {'it' if {labels[t] for t in found} == {node.id} else 'such pages'}."


def _is_empty(node: Node, site: Site, params: Params) -> bool:
    page = site.page(node.url)
    return page is not None and bool(site.empty(node, page, words=params.max_words, rows=params.min_rows))
