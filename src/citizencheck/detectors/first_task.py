"""Screens of a phone that must be scrolled on the home page to the first link that leads to a task."""

from __future__ import annotations

from dataclasses import dataclass

from citizencheck.detectors._views import NOT_ADAPTED, adapts, picture, seen
from citizencheck.language import Language
from citizencheck.model import Evidence, Measured, Measurement, Node, NotApplicable, Orientation, Page, Site
from citizencheck.model.phone import SeenLink, View

SCOPE = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    sure: float = 0.6
    """How sure it must be that a label names a task or a subject."""


def measure(page: Page, node: Node, site: Site, language: Language, params: Params) -> Measurement:
    """0 where it is on the first screen. Behind a menu it does not count: whoever does not open it scrolls."""
    view = seen(page.url, site)
    if not isinstance(view, View):
        return view
    if not adapts(view):
        return NOT_ADAPTED
    if node.id != site.home:
        return NotApplicable("only the home page is asked")
    tasks = {u for j in site.journeys if j.status == "found" for u in (j.url, j.landing_url) if u} - {node.url}
    found = [
        (k.box.y, k)
        for k in view.links
        if k.box and k.url and k.region != "footer" and _leads(k, tasks, site, language, params)
    ]
    if not found:
        return NotApplicable("no link of the home page leads to a task, which other rules say")
    y, link = min(found, key=lambda f: f[0])
    shown = Evidence(kind="link", url=page.url, selector=link.selector, quote=link.text, target=link.url,
                     note=f"{y / view.height:.1f} screens down", screenshot=picture(view, link.selector))  # fmt: skip
    return Measured(
        value=y / view.height,
        evidence=(shown,),
        illustrates=True,
        data={"screens": round(y / view.height, 1), "label": link.text},
    )


def _leads(link: SeenLink, tasks: set[str], site: Site, language: Language, params: Params) -> bool:
    node = site.node(link.url)
    if link.url in tasks or (node is not None and node.url in tasks):
        return True
    verdict = language.orient(link.text)
    return verdict.orientation in (Orientation.TASK, Orientation.TOPIC) and verdict.confidence >= params.sure
