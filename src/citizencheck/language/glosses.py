"""Whether a text explains an official term beside it, and whether it only stands in the name of a unit."""

from __future__ import annotations

import re
from typing import Final

SMALL: Final = frozenset({"of", "and", "the", "for", "in", "to", "on", "with", "a", "an", "by", "at", "&"})
GLOSS: Final = re.compile(
    r"\s*\((?=[^)]*[a-z]{2})[^)\s]+(?: [^)\s]+)+\)"
    r"|(?:\s*\([A-Z&]{2,8}s?\))?\s*(?:,\s*)?(?:means?|that is|which (?:is|are|means)|(?:is|are) (?:when|where|what|(?:extra |free |more )?(?:money|help))|helps?|lowers?|pays? for|lets? you|gives? you)\b"
)
"""What stands behind a term that it explains: "(help with your bill)", "means", "helps people ..."."""
GLOSSED: Final = re.compile(
    r"(?:\w[\w'-]*\s*\((?:also |sometimes )?|\b(?:called|known as|officially|formally) )(?:an? |the )?[\"']?$"
)
"""What stands before a term that is given behind its plain words: "Tips (household waste recycling centres)"."""
UNIT: Final = "(?:section|team|department|directorate|division|unit|office|manager|officer|committee|board)"
IN_UNIT: Final = re.compile(rf"(?:\s+(?:and|&)\s+[A-Z][\w-]+)*\s+{UNIT}s?\b", re.IGNORECASE)
OF_UNIT: Final = re.compile(
    r"\b(?:department|directorate|division|head|director|manager) (?:of|for) (?:[\w-]+ (?:and |& )?){0,4}$",
    re.IGNORECASE,
)


def is_explained(text: str, match: re.Match[str]) -> bool:
    """Whether ``text``, a sentence or a heading, says in plain words what the term in it is."""
    if GLOSS.match(text, match.end()):
        return True
    return not match.group().rstrip("s").isupper() and bool(GLOSSED.search(text[: match.start()]))


def names_unit(text: str, match: re.Match[str]) -> bool:
    """Whether the term stands in the name of a unit: "Revenues & Benefits", "the Revenues section", "Head of Development Management"."""
    if IN_UNIT.match(text, match.end()):
        return True
    named = match.group()[0].isupper()
    joined = re.match(r"\s+(?:and|&)\s+[A-Z]", text[match.end() :]) or re.search(r" (?:and|&) [A-Z]", match.group())
    return named and bool(joined or OF_UNIT.search(text[: match.start()]))


def says(sentence: str, citizen: str) -> bool:
    """Whether the plain words for a term stand in the sentence too."""
    words = [w for w in re.findall(r"[a-z']+", citizen.lower()) if w not in SMALL and len(w) > 2]
    low = sentence.lower()
    return bool(words) and all(w in low for w in words) and len(words) <= 4
