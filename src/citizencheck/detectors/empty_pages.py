"""1 where a page holds something behind its heading, 0 where it holds next to nothing."""

from __future__ import annotations

from dataclasses import dataclass

from citizencheck.language import Language
from citizencheck.model import CannotTell, Evidence, Measured, Measurement, Node, NotApplicable, Page, Site
from citizencheck.model.site import LEAST_ROWS, LEAST_WORDS

SCOPE = "page"


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
        return Measured(value=1, data={"words": page.words, "label": node.name})
    last = page.headings[-1] if page.headings else None
    return Measured(
        value=0,
        evidence=(
            Evidence(kind="heading" if last else "page", url=page.url, selector=last.selector if last else "",
                     quote=last.text if last else node.name, note="next to nothing below it"),
        ),
        illustrates=True,
        data={"words": page.words, "label": node.name},
    )  # fmt: skip
