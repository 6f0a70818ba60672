"""Stored bytes, opened again: does an element still stand where evidence says, and do the bytes hold the words quoted?"""

from __future__ import annotations

import re
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from citizencheck.extract.decoding import decode, tame

SPOKEN: Final = ("aria-label", "alt", "title", "placeholder", "value", "content", "name", "label")
"""Attributes whose words a page shows or has read out; a label may come from any of them."""
SPACE: Final = re.compile(r"\s+")
PLAIN: Final = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "‐": "-", "‑": "-", "\u200b": None})
"""As evidence from a folded text has them (``language.phrases``)."""


class Reading:
    """One page's bytes, parsed on their own: nothing that an earlier parse found is trusted."""

    def __init__(self, body: bytes, content_type: str = "") -> None:
        self._tree = LexborHTMLParser(decode(tame(body)[0], content_type))
        self._all: str | None = None

    def at(self, selector: str) -> tuple[int, str]:
        """(how many elements the selector finds, the words of the first), ``(0, "")`` for none or for no selector at all."""
        try:
            found = self._tree.css(selector)
        except SelectolaxError:
            return 0, ""
        return len(found), _words(found[0]) if found else ""

    def says(self, quote: str) -> bool:
        """Whether the page's text or what it has read out holds the words, white space aside."""
        if self._all is None:
            self._all = squeezed(_words(self._tree.root) if self._tree.root is not None else "")
        return squeezed(quote) in self._all


def squeezed(text: str) -> str:
    """Text without white space and case, with plain quotes and hyphens: the same words, however they are set and cut apart."""
    return SPACE.sub("", text).translate(PLAIN).casefold()


def _words(node: LexborNode) -> str:
    """The text of an element, then the words of its attributes and of those inside it."""
    texts = [node.text(separator=" ")]
    for inner in (node, *node.css("[" + "],[".join(SPOKEN) + "]")):
        texts += [value for name in SPOKEN if (value := inner.attributes.get(name))]
    return " \n ".join(texts)
