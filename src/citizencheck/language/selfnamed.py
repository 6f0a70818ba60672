"""Whether a page says of itself that it is a unit of the council: what people only call "Place and Environment" is then a unit's name."""

from __future__ import annotations

import re
from typing import Final

from citizencheck.language.stems import words
from citizencheck.model import Page

UNIT: Final = "(?:directorate|department|dept|division|section|service|team|unit)"
IS: Final = (
    "(?:(?:is|are) (?:responsible for|led by|headed by|managed by|part of|made up of|organised|divided|based in|split into)"
    "|(?:comprises?|consists? of|discharges?|administers?|delivers?|commissions?|oversees?|manages?|undertakes?))"
)
"""What a unit says of itself."""
OPENING: Final = 3
"""Paragraphs in which a page says what it is."""
LONG: Final = 400
"""Characters of each that are looked at."""
LEAST: Final = 2
"""Words of a name: a single one ("Licensing") is a subject, whoever sees to it."""
MOST: Final = 12
SENTENCE: Final = re.compile(r"(?<=[.!?])\s+")


def calls_itself_a_unit(page: Page) -> bool:
    """One of its first sentences begins with its own name as a unit's: "The Directorate of Place and Environment is led by ...", "Waste
    Services is responsible for ..."."""
    name = words(page.h1)
    if not LEAST <= len(name) <= MOST:
        return False
    said = re.escape(" ".join(name))
    if re.fullmatch(f"{UNIT}s?", name[-1]):
        own = re.compile(rf"(?:the |our )?{said} {IS}\b")
    else:
        own = re.compile(rf"(?:the |our )?(?:{UNIT} (?:of|for) {said}|{said} {UNIT})\b(?! (?:is|are) (?:free|open)\b)")
    return any(
        own.match(" ".join(words(sentence)))
        for block in page.blocks[:OPENING]
        for sentence in SENTENCE.split(block.text[:LONG])
    )
