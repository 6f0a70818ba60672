"""1 where a page serves phones, 0 where it sends them away or holds what no phone can show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from citizencheck.detectors._views import picture, read
from citizencheck.language import Language
from citizencheck.language.quoting import clipped
from citizencheck.model import Evidence, Measured, Measurement, Node, Page, Site
from citizencheck.model.phone import View

SCOPE = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    by: Literal["words", "plug-ins"] = "words"
    """``words``: it says that another device is needed; ``plug-ins``: it holds Flash, Silverlight, Java or ActiveX."""


def measure(page: Page, node: Node, site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """From the words that a phone shows, or from what is embedded."""
    view = read(page.url, site)
    if not isinstance(view, View):
        return view
    if params.by == "words":
        found = [(t.selector, t.text, "") for t in view.desktop_only]
    else:
        found = [(p.selector, p.kind, p.kind) for p in view.plugins]
    return Measured(
        value=0 if found else 1,
        evidence=tuple(
            Evidence(kind="text" if params.by == "words" else "place", url=page.url, selector=selector, quote=text, note=note,
                     screenshot=picture(view, selector))
            for selector, text, note in found
        ),
        data={"words": clipped(found[0][1], 160).rstrip(" .") if found else ""},
    )  # fmt: skip
