"""How running text names a telephone, a desk or the post as another way to do what is done online, and not as help or for danger."""

from __future__ import annotations

import re
from typing import Final

NUMBER: Final = r"\(?(?:\+44|0|1[ (-])?\d[\d ()-]{6,}\d"
SAY: Final = r"(?:call|phone|telephone|ring)"
COME: Final = r"(?:visit|come (?:in|to)|call in|go to (?:a|any|your|the|our)|ask (?:at|in) (?:a|any|your|the|our)|write to|e?-?mail)"

AS_GOOD: Final = re.compile(
    r"\bonline,? (?:or|and|by)\b[^.]{0,40}\b(?:phone|telephone|call|ring|person|visit)"
    r"|\b(?:phone|telephone|person|mail|hall)\b[^.]{0,60}\b(?:or|and|also)\b[^.]{0,25}\bonline\b"
    r"|\bonline, (?:or )?(?:phone|telephone|call|ring|visit|come)\b"
    r"|\bar-?lein\b[^.]{0,40}\b(?:neu|a|ac)\b[^.]{0,20}\b(?:ffôn|ffonio|ffoniwch|bost|ymweld)",
    re.IGNORECASE,
)
"""A way named beside the word *online*: "online, or by phone"."""
OR_ELSE: Final = re.compile(
    rf"(?:^|[.:!?] |\n)or {SAY}\b|\b(?:or|alternatively,?)(?: you can)?(?: also)? (?:{SAY}|contact)\b[^.;\n]{{0,40}}?{NUMBER}|(?:^|[.:!?,] |\n)or {COME}\b",
    re.IGNORECASE,
)
"""What follows a door: "Ask for help or call 01632 ..."; "Or come to the desk"."""
ALSO: Final = re.compile(
    rf"\byou (?:can|may) also\b[^.\n]{{0,40}}\b(?:{SAY}|by (?:tele)?phone|in person|by post|visit|come|write)\b"
    r"|\b(?:appl(?:y|ied)|pa(?:y|id)|book(?:ed)?|report(?:ed)?|regist(?:er|ered)|renew(?:ed)?|order(?:ed)?|join)\b(?: \w+){0,3} by (?:tele)?phone\b"
    r"|(?:^|\n)(?:by (?:tele)?phone|in person|by post)\b[^.\n]{0,20}:",
    re.IGNORECASE,
)
"""What is said to be possible as well, and headings of such a way: "By phone: ..."."""
WITHOUT: Final = re.compile(
    r"\b(?:can(?:not|['’]t| not)|(?:do|does)(?: not|n['’]t) have|unable to|not able to|without|no)\b[^.\n]{0,40}"
    r"\b(?:online|internet|the form|this form|computer|website|smartphone|digital\w*)\b"
    rf"[^.\n]{{0,60}}(?:\b{SAY}\b|\b(?:library|in person|come to|visit|help you|paper form)\b|{NUMBER})",
    re.IGNORECASE,
)
"""What those do who cannot use the form: "If you can't use the internet, phone ..."."""
LINE: Final = re.compile(
    rf"\b{SAY} (?:us on )?(?:our|the) (?:[\w-]+ ){{0,2}}(?:pay\w*|booking|order\w*|report\w*) line\b(?:,| at| on|:)[^.\n]{{0,20}}{NUMBER}",
    re.IGNORECASE,
)
"""A line that is there for the thing itself: "Call our automated payment line on ..."."""
CANNOT_WAIT: Final = re.compile(
    r"\b(?:nowhere (?:safe )?to (?:sleep|stay|live|go)|(?:homeless|about to be) (?:tonight|now|today)|no (?:heat\w*|water|hot water|electric\w*|power))\b[^.\n]{0,70}"
    rf"\b{SAY}(?: us)?(?: on)? {NUMBER}"
    rf"|\b{SAY}(?: us)?(?: on)? {NUMBER}[^.\n]{{0,30}}\bif\b[^.\n]{{0,30}}\b(?:no (?:heat\w*|water|power)|nowhere to|flood|leak)",
    re.IGNORECASE,
)
"""The half of the thing itself that is done by telephone since it cannot wait: a night without a roof, a home without heat."""
RING: Final = re.compile(
    rf"(?:^|[.!?] |\n)(?:Call|Phone|Ring|Telephone)(?: us| the [\w' ]{{3,40}})?(?: free)?(?: on)? {NUMBER}(?=\s*(?:$|\n|\.|\(|,|to \w|and \w))"
    r"(?![^.\n]*\b(?:danger\w*|emergenc\w+|urgent\w*|out of hours)\b)"
)
"""A sentence that sends its reader to a number, on no condition, for nothing else, and not in danger."""


def names_another(text: str) -> bool:
    """Whether ``text``, of a page with a way online, names another way that is meant for the same thing."""
    return any(p.search(text) for p in (AS_GOOD, OR_ELSE, ALSO, WITHOUT, RING, LINE, CANNOT_WAIT))
