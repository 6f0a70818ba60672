"""1 where axe-core finds nothing against some of its rules on a page, 0 where it does."""

from __future__ import annotations

from dataclasses import dataclass

from citizencheck.detectors._views import picture, read
from citizencheck.language import Language
from citizencheck.model import CannotTell, Evidence, Measured, Measurement, Node, Page, Site
from citizencheck.model.phone import View

SCOPE = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    rules: tuple[str, ...]
    """Ids of axe-core's rules."""


def measure(page: Page, node: Node, site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """What axe was sure of; where it was not, nothing is said."""
    view = read(page.url, site)
    if not isinstance(view, View):
        return view
    if not view.axe_version:
        return CannotTell("axe-core did not come to its end on the page.")
    found = [(r, s) for r in view.axe if r.rule in params.rules and not r.incomplete for s in r.selectors]
    return Measured(
        value=0 if found else 1,
        evidence=tuple(
            Evidence(kind="place", url=page.url, selector=s, quote="", note=f"axe-core {view.axe_version}: {r.rule}", key=r.rule,
                     screenshot=picture(view, s))
            for r, s in found
        ),
        data={"count": len(found), "first": found[0][1] if found else ""},
    )  # fmt: skip
