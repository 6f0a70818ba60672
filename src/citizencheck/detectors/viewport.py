"""1 where a page tells phones to adapt it (or lets them zoom), 0 where it does not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from citizencheck.language import Language
from citizencheck.model import Evidence, Measured, Measurement, Node, NotApplicable, Page, Site

SCOPE = "page"
DEVICE: Final = ("device-width", "device-height")


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    question: Literal["adapts", "zooms"] = "adapts"


def measure(page: Page, node: Node, site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """From the viewport meta element: as a browser has it once scripts have run, where one looked, else as it stands in the HTML."""
    view = site.view(page.url)
    said = view.viewport if view is not None and view.is_read else page.viewport
    if params.question == "zooms":
        if said is None:
            return NotApplicable("the page has no viewport meta element")
        return _answer(page, said, good=zooms(said))
    pairs = _pairs(said or "")
    return _answer(
        page, said, good=pairs.get("width") == "device-width" or _number(pairs.get("initial-scale", "")) == 1
    )


def zooms(content: str) -> bool:
    """Whether a viewport lets people enlarge the page to twice its size at least, read as browsers do (CSS Device Adaptation, 10.3 and 10.4)."""
    pairs = _pairs(content)
    scalable, most = pairs.get("user-scalable"), pairs.get("maximum-scale")
    if scalable is not None and scalable not in ("yes", *DEVICE) and abs(_number(scalable)) < 1:
        return False
    return most is None or most in DEVICE or _number(most) < 0 or _number(most) >= 2


def _pairs(content: str) -> dict[str, str]:
    """What is set; the last word on each counts."""
    parts = (p.partition("=") for p in re.split(r"[,;\s]+", re.sub(r"\s*=\s*", "=", content.lower())))
    return {name: value for name, _, value in parts if name}


def _number(value: str) -> float:
    """Its number as browsers read it: what begins one, 1 for ``yes``, 0 for anything else."""
    found = re.match(r"[+-]?(?:\d+\.?\d*|\.\d+)", value)
    return float(found[0]) if found else float(value == "yes")


def _answer(page: Page, said: str | None, *, good: bool) -> Measured:
    shown = Evidence(kind="page", url=page.url, selector="meta[name=viewport]", quote=said or "")
    return Measured(
        value=1 if good else 0, evidence=() if good else (shown,), illustrates=True, data={"content": said or "nothing"}
    )
