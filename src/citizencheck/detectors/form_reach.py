"""Share of the fields of a page's forms that can be reached and tapped on a phone, 0 to 1."""

from __future__ import annotations

from dataclasses import dataclass

from citizencheck.detectors._views import NOT_ADAPTED, adapts, picture, seen
from citizencheck.detectors._words import listed
from citizencheck.language import Language
from citizencheck.model import Evidence, Measured, Measurement, Node, NotApplicable, Page, Site
from citizencheck.model.phone import View

SCOPE = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    pass


def measure(page: Page, node: Node, site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """A field is out of reach when part of it lies beyond the edge of the screen, or when something that floats takes its taps."""
    view = seen(page.url, site)
    if not isinstance(view, View):
        return view
    if not adapts(view):
        return NOT_ADAPTED
    fields = [f for form in view.forms for f in form.fields]
    if not fields:
        return NotApplicable("the page shows no form of its own")
    bad = [f for f in fields if f.off_screen or f.covered]
    return Measured(
        value=1 - len(bad) / len(fields),
        evidence=tuple(
            Evidence(
                kind="field", url=page.url, selector=f.selector, quote=f.label or f.name,
                note="covered by something that floats" if f.covered else f"reaches {f.box.right - view.width:.0f} pixels beyond the edge",
                screenshot=picture(view, bad[0].selector),
            )
            for f in bad
        ),
        data={"count": len(bad), "total": len(fields), "labels": listed(f.label or f.name for f in bad)},
    )  # fmt: skip
