"""Share of the links in a page's main part on a desktop screen that a phone shows too, at once or behind a menu, 0 to 1."""

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
    min_links: int = 3


def measure(page: Page, node: Node, site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """Links to pages that a desktop shows without a click. Menus, headers and footers are left out: how a phone opens those is not always found."""
    phone, desk = seen(page.url, site), seen(page.url, site, "desktop")
    if not isinstance(phone, View):
        return phone
    if not isinstance(desk, View):
        return desk
    if not adapts(phone):
        return NOT_ADAPTED
    wanted = {k.url: k for k in desk.links if k.url and k.text and k.box and k.region in ("main", "aside")}
    if len(wanted) < params.min_links:
        return NotApplicable("a desktop screen shows next to no links in its main part")
    had = {k.url for k in phone.links if k.taps >= 0}
    missing = [k for url, k in wanted.items() if url not in had]
    return Measured(
        value=1 - len(missing) / len(wanted),
        evidence=tuple(
            Evidence(kind="link", url=page.url, selector=k.selector, quote=k.text, target=k.url,
                     note="on a desktop screen, not on a phone", screenshot=picture(phone, k.selector))
            for k in missing
        ),
        data={"count": len(missing), "total": len(wanted), "labels": listed(k.text for k in missing)},
    )  # fmt: skip
