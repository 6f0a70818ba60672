"""1 where a page declares a fact about itself in its head, 0 where it does not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from citizencheck.language import Language
from citizencheck.model import Evidence, Measured, Measurement, Node, NotApplicable, Page, Site

SCOPE = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    fact: Literal["lang", "description", "title"]


def measure(page: Page, node: Node, site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """Whether the page's ``lang``, description or title says anything."""
    if params.fact == "description" and "noindex" in page.robots_meta.lower():
        return NotApplicable("search engines are asked to leave the page out")
    value = {"lang": page.lang, "description": page.description, "title": page.title}[params.fact].strip()
    shown = Evidence(
        kind="page",
        url=page.url,
        selector={"lang": "html", "description": "meta[name=description]", "title": "title"}[params.fact],
        quote=node.name[:120],
    )
    return Measured(
        value=1 if value else 0, evidence=() if value else (shown,), illustrates=True, data={"fact": params.fact}
    )
