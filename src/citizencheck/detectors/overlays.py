"""Share of the first screen that something floating above the page covers when it opens, 0 to 1."""

from __future__ import annotations

from dataclasses import dataclass

from citizencheck.detectors._views import picture, seen
from citizencheck.language import Language
from citizencheck.model import Evidence, Measured, Measurement, Node, Page, Site
from citizencheck.model.phone import Overlay, View

SCOPE = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    consent_most: float = 0.6
    """A question about cookies that can be answered is spared up to this share: the law asks for it, and it goes away for good."""


def measure(page: Page, node: Node, site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """What covers most, consent aside; nothing covers more than all."""
    view = seen(page.url, site)
    if not isinstance(view, View):
        return view
    counted = [o for o in view.overlays if not _spared(o, params)]
    return Measured(
        value=min(1.0, sum(o.share for o in counted)),
        evidence=tuple(
            Evidence(kind="place", url=page.url, selector=o.selector, quote=o.text,
                     note=f"covers {o.share:.0%} of the first screen", screenshot=picture(view, o.selector))
            for o in counted
        ),
        data={"share": round(100 * min(1.0, sum(o.share for o in counted))),
              "words": (counted[0].text[:80] or "something without words") if counted else ""},
    )  # fmt: skip


def _spared(overlay: Overlay, params: Params) -> bool:
    return overlay.cookies and overlay.closable and overlay.share <= params.consent_most
