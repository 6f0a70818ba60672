"""Parts of a page that are not shown until a citizen opens them: tabs, areas, steps."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from selectolax.lexbor import LexborNode

PANELS: Final = frozenset({"div", "section", "article", "details"})
NO_PANEL: Final = frozenset({"dialog", "alertdialog", "alert", "status", "log", "tooltip"})
PANEL_WORDS: Final = 60
"""A hidden part with fewer words is a message or a template (judgement)."""
CALLED: Final = re.compile(
    r"(?:^|\s)(?:tab-?(?:pane|panel)|tabs?__panel|collapse|[\w-]*accordion[\w-]*(?:content|panel|body|collapse))(?:\s|$)"
)
"""The class of a part that a style sheet or a script folds away."""

Attributes = dict[str, str | None]


def is_hidden(attributes: Attributes) -> bool:
    """Whether an element is not shown when the page opens."""
    return "hidden" in attributes or "display:none" in (attributes.get("style") or "").replace(" ", "")


def is_panel(node: LexborNode, attributes: Attributes) -> bool:
    """Whether what is hidden is a part of the page that opens when a citizen chooses it, and no message or dialog."""
    role = (attributes.get("role") or "").strip().lower()
    if role in NO_PANEL or node.tag not in PANELS or "aria-live" in attributes:
        return False
    return role == "tabpanel" or len(node.text(separator=" ").split()) >= PANEL_WORDS


def is_folded(tag: str, attributes: Attributes) -> bool:
    """Whether a part that is read is one that its reader has to open, or to choose among several."""
    if tag not in PANELS:
        return False
    if tag == "details":
        return "open" not in attributes
    named = (attributes.get("role") or "") == "tabpanel" or CALLED.search(attributes.get("class") or "")
    return bool(named) or is_hidden(attributes)


@dataclass(slots=True)
class Folding:
    """What folded parts hold within one part of a page, or the page itself."""

    begins: int = 0
    """Words of the page before it."""
    held: int = 0
    """Words in the folded parts."""
    largest: int = 0
    """Words that the fullest of them shows at once."""

    @property
    def away(self) -> int:
        """Words that are away while the fullest part is open."""
        return self.held - self.largest

    def close(self, inner: Folding, words: int) -> None:
        """Takes in a folded part that ends when the page has so many ``words``."""
        held = words - inner.begins
        self.held += held
        self.largest = max(self.largest, held - inner.away)
