"""1 where a page tells phones to adapt it (or lets them zoom), 0 where it does not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from citizencheck.language import Language
from citizencheck.model import Evidence, Measured, Measurement, Node, NotApplicable, Page, Site

SCOPE = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    question: Literal["adapts", "zooms"] = "adapts"


def measure(page: Page, node: Node, site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """From the viewport meta element alone; a script may set another, which is not seen here."""
    content = (page.viewport or "").lower().replace(" ", "")
    if params.question == "zooms":
        if page.viewport is None:
            return NotApplicable("the page has no viewport meta element")
        scale = re.search(r"maximum-scale=([0-9.]+)", content)
        locked = bool(re.search(r"user-scalable=(?:no|0)\b", content)) or bool(
            scale and float(scale[1].strip(".") or 0) < 2
        )
        return _answer(page, good=not locked)
    return _answer(page, good="width=device-width" in content or "initial-scale=1" in content)


def _answer(page: Page, *, good: bool) -> Measured:
    shown = Evidence(
        kind="page", url=page.url, selector="meta[name=viewport]", quote=page.viewport or "", note=page.title[:100]
    )
    return Measured(
        value=1 if good else 0,
        evidence=() if good else (shown,),
        illustrates=True,
        data={"content": page.viewport or "nothing"},
    )
