"""Share of a page's links, buttons and fields that a finger can hit without hitting another, 0 to 1."""

from __future__ import annotations

from dataclasses import dataclass

from citizencheck.detectors._views import NOT_ADAPTED, adapts, picture, seen
from citizencheck.language import Language
from citizencheck.model import Evidence, Measured, Measurement, Node, NotApplicable, Page, Site
from citizencheck.model.phone import View

SCOPE = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    min_targets: int = 3


def measure(page: Page, node: Node, site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """Targets of at least 24 by 24 CSS pixels, or spared by an exception of WCAG 2.5.8, among all."""
    view = seen(page.url, site)
    if not isinstance(view, View):
        return view
    if not adapts(view):
        return NOT_ADAPTED
    if view.targets < params.min_targets:
        return NotApplicable("there is next to nothing to touch on the page")
    failing = [t for t in view.small_targets if t.fails]
    return Measured(
        value=1 - len(failing) / view.targets,
        evidence=tuple(
            Evidence(
                kind="place", url=page.url, selector=t.selector, quote=t.text,
                note=f"{t.box.width:.0f} × {t.box.height:.0f} pixels", screenshot=picture(view, failing[0].selector),
            )
            for t in failing
        ),
        data={"count": len(failing), "total": view.targets, "below": view.targets_below_44,
              "first": (failing[0].text or "one without words") if failing else ""},
    )  # fmt: skip
