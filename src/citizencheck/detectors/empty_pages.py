"""1 where a page holds something behind its heading, 0 where it holds next to nothing."""

from __future__ import annotations

from dataclasses import dataclass

from citizencheck.language import Language
from citizencheck.model import CannotTell, Evidence, LinkKind, Measured, Measurement, Node, NotApplicable, Page, Site

SCOPE = "page"
ROWS = ("li", "td", "dt", "dd")


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    max_words: int = 25
    """A page with more main text than this holds something."""
    min_rows: int = 2
    """So does a list or a table with so many entries."""


def measure(page: Page, node: Node, site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """Whether a page that links lead to has text, a list, links of its own, a form, a document or a way to get in touch."""
    if node.id == site.home or not (site.inlinks[node.id] or node.id in site.furniture_targets):
        return NotApplicable("no label leads to this page")
    going = [
        k
        for k in page.inner_links
        if k.kind not in (LinkKind.ANCHOR, LinkKind.DEAD) and site.id_of.get(k.url) != node.id
    ]
    rows = sum(b.tag in ROWS for b in page.blocks)
    said = page.words > params.max_words or rows >= params.min_rows
    if said or going or node.own_forms or page.phones or page.emails:
        return Measured(value=1, data={"words": page.words, "label": node.name})
    if page.words == 0 and page.scripts:
        return CannotTell("The page shows nothing without its scripts.")
    last = page.headings[-1] if page.headings else None
    return Measured(
        value=0,
        evidence=(
            Evidence(kind="heading" if last else "page", url=page.url, selector=last.selector if last else "",
                     quote=last.text if last else node.name, note=f"{page.words} words, no links"),
        ),
        illustrates=True,
        data={"words": page.words, "label": node.name},
    )  # fmt: skip
