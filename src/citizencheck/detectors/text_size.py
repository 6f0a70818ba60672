"""Share of a page's letters that are drawn large enough on a phone, 0 to 1."""

from __future__ import annotations

from dataclasses import dataclass

from citizencheck.detectors._views import NOT_ADAPTED, adapts, picture, seen
from citizencheck.language import Language
from citizencheck.model import Evidence, Measured, Measurement, Node, NotApplicable, Page, Site
from citizencheck.model.phone import View

SCOPE = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    least: float = 12.0
    """CSS pixels."""
    min_letters: int = 200


def measure(page: Page, node: Node, site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """Letters of at least ``least`` CSS pixels among all that are shown."""
    view = seen(page.url, site)
    if not isinstance(view, View):
        return view
    if not adapts(view):
        return NOT_ADAPTED
    letters = sum(n for _, n in view.sizes)
    if letters < params.min_letters:
        return NotApplicable("the page shows next to no text")
    small = sum(n for size, n in view.sizes if size < params.least)
    return Measured(
        value=1 - small / letters,
        evidence=tuple(
            Evidence(kind="text", url=page.url, selector=t.selector, quote=t.text, note=f"{t.size:g} pixels",
                     screenshot=picture(view, view.small_texts[0].selector))
            for t in view.small_texts
        ),
        illustrates=True,
        data={"share": round(100 * small / letters), "smallest": view.sizes[0][0], "least": params.least},
    )  # fmt: skip
