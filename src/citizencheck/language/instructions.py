"""How a page's text tells its reader what to do."""

from __future__ import annotations

import re
from typing import Final

from citizencheck.language.pagefacts import Facts
from citizencheck.language.phrases import distinct

EARLY: Final = 3000
"""Characters of main text, a screen or two, in which a page for doing one thing tells how."""
TOLD: Final = re.compile(
    r"(?:^|\n|(?<=[.!?]) )(?:Complete|Fill (?:in|out)|Bring|Send (?:us|it|your|the)|Make an appointment|Return|Apply|Book|Register|Ask for|Submit|Download)(?: [\w’']+){1,5}"
    r"|\b[Aa]pplications? (?:should|must|can|may) be (?:made|submitted|completed|sent)\b|\b[Ff]orms? (?:should|must) be (?:returned|completed|sent|submitted)\b"
    r"|\bTo (?:apply|book|report|register|request|order|renew|claim|pay|join|arrange|complain)\b[^.\n]{0,60}?,? (?:please )?(?:call|phone|telephone|ring|complete|fill|bring|send|email|write|use|visit|come|contact)\b"
)
"""How running text tells its reader what to do: "Fill out form WP5", "To book a collection please telephone"."""
HEADS_HOW: Final = re.compile(
    r"(?:how (?:to|do i|can i|you can) (?:apply|book|claim|register|report|order|pay|join|renew|request|complain|appeal|get)\b|(?:applying|apply|booking)$)",
    re.IGNORECASE,
)
"""A heading over how a thing is done."""


def instructions(facts: Facts) -> list[str]:
    """How the text, not a link or a heading, tells its reader what to do, each in its own words."""
    labels = [*(k.text for k in facts.page.links), *(h.text for h in facts.page.headings)]
    said = [m.group().strip(" .!?\n") for m in TOLD.finditer(facts.text[:EARLY])]
    return [t for t in distinct(said) if not any(label.startswith(t) for label in labels)]
