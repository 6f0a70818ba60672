"""Headings that are drawn and not marked up: a paragraph of a few bold words above what they head."""

from __future__ import annotations

import re
from typing import Final

from selectolax.lexbor import LexborNode

from citizencheck.extract.phones import written

BOLD: Final = frozenset({"strong", "b"})
DRAWN: Final = frozenset({"p", "div"})
"""Blocks that may be such a heading: entries of lists, cells, quotations and addresses are something already."""
INSIDE: Final = frozenset(
    {"li", "dt", "dd", "td", "th", "a", "button", "label", "legend", "summary", "blockquote", "address", "figcaption", "h1", "h2", "h3",
     "h4", "h5", "h6"}
)  # fmt: skip
"""What holds no headings but its own."""
HELD: Final = frozenset(
    {"p", "ul", "ol", "dl", "table", "div", "form", "figure", "section", "details", "address", "a", "span"}
)
"""What a heading may stand above, beside bare words."""
HIGHEST: Final = 2
USUAL: Final = 3
LOWEST: Final = 6
MOST: Final = 10
"""Words of a heading (judgement); what says more is a paragraph in bold."""
LETTERS: Final = re.compile(r"[^\W\d_]{3}")
ASKS: Final = re.compile(
    r"(?:how|what|when|where|who|whose|why|which|if|can|do|does|did|is|are|will|should|sut|beth|pryd|ble|pwy|pam|os)\b",
    re.IGNORECASE,
)
SAYS: Final = re.compile(
    r"\b(?:is|are|was|were|will|must|has|have|had|can|cannot|can't|may not|should|please|do not|don't|does not|isn't|aren't|won't|rhaid|mae)\b",
    re.IGNORECASE,
)
"""A verb of a whole sentence: a notice, where the words do not begin as a question does."""
NOTICE: Final = re.compile(
    r"(?:(?:important|urgent|please|special|public|service|pwysig)\s+)?(?:important|urgent|warning|caution|danger|note|n\.?b\.?|attention|alert|notice|reminder|update|news?|or|and|pwysig"
    r"|sylwer|noder|nodwch|rhybudd|neu)\W*$|(?:last|page) (?:updated|reviewed)\b|.*\b(?:closed|cancelled|suspended|postponed|unavailable|until further notice)\b",
    re.IGNORECASE,
)
"""What draws attention to what follows, or says it, and does not name it: "Please note", "Town Hall closed"."""
FACT: Final = re.compile(
    r"[£$€@%]|\bwww\.|\bhttps?:|\d[\d ,]{3,}\d|\d[:.]\d|\d ?[ap]\.?m\b|\b\d{1,2}(?:st|nd|rd|th)?,? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? \d{1,2}\b|\b\d{1,2}/\d{1,2}/|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b",
    re.IGNORECASE,
)
"""A price, a number, a date, an hour or an address: what is told, and no name for it."""
ENDS: Final = re.compile(r"[.!,;]['\"”’)]?$")


def reads_as_heading(text: str) -> bool:
    """Whether words that stand alone in bold are the name of what follows, and no notice, sentence, number, date or price."""
    words = text.split()
    if not 0 < len(words) <= MOST or not LETTERS.search(text) or ENDS.search(text):
        return False
    if FACT.search(text) or NOTICE.match(text) or written(text):
        return False
    if ":" in text[:-1]:
        return False
    return bool(ASKS.match(text)) or text.endswith("?") or not SAYS.search(text)


def stands_above(node: LexborNode) -> bool:
    """Whether a block stands right above words that are neither a heading nor all in bold themselves."""
    following = node.next
    while following is not None and not (following.is_element_node and following.tag != "br"):
        if following.is_text_node and (following.text_content or "").strip():
            return True
        following = following.next
    if following is None or following.tag not in HELD or "hidden" in following.attributes:
        return False
    text = "".join(following.text().split())
    return bool(text) and text != "".join("".join(b.text() for b in following.css("strong, b")).split())


def level_below(marked_up: int) -> int:
    """The level of such a heading below the last one that is marked up, 0 where there is none."""
    return min(max(marked_up + 1, HIGHEST), LOWEST) if marked_up else USUAL
