"""Screens of a phone that header and menus take before a page's main part begins."""

from __future__ import annotations

from dataclasses import dataclass

from citizencheck.detectors._views import NOT_ADAPTED, adapts, picture, seen
from citizencheck.language import Language
from citizencheck.model import Evidence, Measured, Measurement, Node, NotApplicable, Page, Site
from citizencheck.model.phone import View

SCOPE = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    min_links: int = 5
    """Links of header and menus above the main part; with fewer something else takes the room."""


def measure(page: Page, node: Node, site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """The top of the main part (where it is not marked: of the first heading), in screens."""
    view = seen(page.url, site)
    if not isinstance(view, View):
        return view
    if not adapts(view):
        return NOT_ADAPTED
    if not view.main_top:
        return NotApplicable("where its main part begins is not marked")
    above = [k for k in view.links if k.box and k.region in ("header", "nav") and k.box.bottom <= view.main_top + 1]
    value = view.main_top / view.height if len(above) >= params.min_links else 0.0
    shown = tuple(
        Evidence(kind="link", url=page.url, selector=k.selector, quote=k.text, target=k.url, note="before the main part",
                 screenshot=picture(view, k.selector))
        for k in above
    )  # fmt: skip
    return Measured(
        value=value, evidence=shown, illustrates=True, data={"screens": round(value, 1), "count": len(above)}
    )
