"""1 where a page fits a screen 320 CSS pixels wide, 0 where it has to be scrolled sideways to be read."""

from __future__ import annotations

from dataclasses import dataclass

from citizencheck.detectors._views import NOT_ADAPTED, adapts, seen
from citizencheck.language import Language
from citizencheck.model import CannotTell, Evidence, Measured, Measurement, Node, Page, Site
from citizencheck.model.phone import Overflow, View

SCOPE = "page"
CAUSES = {
    "fixed-width": "a width that is fixed", "image": "an image that does not shrink", "table": "a table used for layout",
    "frame": "a frame of a fixed width", "long-word": "a word or an address that does not break",
    "placed": "something placed beyond the edge", "wide": "something too wide",
}  # fmt: skip
BY_LETTERS = frozenset({"long-word", "wide", "table"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    least: float = 4.0
    """CSS pixels that may stand out: nobody notices fewer."""
    leeway: float = 0.15
    """Share by which letters may be narrower on a phone than in the fonts that were at hand here."""


def measure(page: Page, node: Node, site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """From the narrow view; what needs two dimensions to be understood (data tables, maps, code) does not count."""
    view = seen(page.url, site, "narrow")
    if not isinstance(view, View):
        return view
    if not adapts(view):
        return NOT_ADAPTED
    excess = view.scroll_width - view.width
    causes = [o for o in view.overflows if not o.exempt and _right(o, params) > view.width + params.least]
    if excess <= params.least or (view.overflows and not causes):
        return Measured(value=1, data={"excess": max(0, excess), "cause": ""})
    if not causes:
        return CannotTell("The page can be scrolled sideways, and what makes it so wide could not be found.")
    shown = dict(view.details)
    first = causes[0]
    return Measured(
        value=0,
        evidence=tuple(
            Evidence(
                kind="place", url=page.url, selector=o.selector, quote=o.text,
                note=f"{CAUSES.get(o.cause, o.cause)}: {o.box.width:.0f} pixels wide, {o.box.right - view.width:.0f} beyond the edge",
                screenshot=shown.get(o.selector) or shown.get(first.selector, ""),
            )
            for o in causes
        ),
        data={"excess": excess, "cause": CAUSES.get(first.cause, first.cause)},
    )  # fmt: skip


def _right(cause: Overflow, params: Params) -> float:
    """Where it ends at least: what is as wide as its letters are may be narrower in another font."""
    return cause.box.right - (cause.box.width * params.leeway if cause.cause in BY_LETTERS else 0)
