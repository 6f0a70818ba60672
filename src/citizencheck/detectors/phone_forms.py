"""Share of the forms in a page's main part on a desktop screen that a phone shows too, at once or behind a button, 0 to 1."""

from __future__ import annotations

from dataclasses import dataclass

from citizencheck.detectors._views import NOT_ADAPTED, adapts, picture, seen
from citizencheck.detectors._words import listed
from citizencheck.language import Language
from citizencheck.model import Evidence, Measured, Measurement, Node, NotApplicable, Page, Site
from citizencheck.model.phone import SeenForm, View

SCOPE = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    pass


def measure(page: Page, node: Node, site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """A form is the same by its place in the page, or by asking for the same things; one whose button a menu brings to light is there."""
    phone, desk = seen(page.url, site), seen(page.url, site, "desktop")
    if not isinstance(phone, View):
        return phone
    if not isinstance(desk, View):
        return desk
    if not adapts(phone):
        return NOT_ADAPTED
    wanted = [f for f in desk.forms if f.region in ("main", "aside")]
    if not wanted:
        return NotApplicable("a desktop screen shows no form of the page's own")
    places = {f.selector for f in phone.forms} | {k.selector for k in phone.links if k.taps >= 0}
    asked = {_asks(f) for f in phone.forms}
    missing = [f for f in wanted if not {f.selector, f.submit_selector} & places and _asks(f) not in asked]
    return Measured(
        value=1 - len(missing) / len(wanted),
        evidence=tuple(
            Evidence(kind="form", url=page.url, selector=f.selector, quote=", ".join(x.label or x.name for x in f.fields),
                     target=f.action, note="on a desktop screen, not on a phone", screenshot=picture(phone, f.selector))
            for f in missing
        ),
        data={"count": len(missing), "total": len(wanted), "labels": listed(x.label for f in missing for x in f.fields)},
    )  # fmt: skip


def _asks(form: SeenForm) -> tuple[str, ...]:
    return tuple(f.name or f.label for f in form.fields)
