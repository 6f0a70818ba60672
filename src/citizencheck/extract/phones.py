"""Telephone numbers as pages write them: those of the United Kingdom, of Ireland and of North America."""

from __future__ import annotations

import re
from typing import Final

from citizencheck.extract.decoding import clean

EXTENSION: Final = r"(?:,?\s?(?:ext(?:ension|n)?\.?|x)\s?\d{1,6})?"
WHOLE: Final = re.compile(
    r"(?<![\w/.-])(?:(?:\+|00)44\s?(?:\(0\)|0)?\s?\d[\d\s]{8,11}\d|(?:\+|00)353\s?(?:\(0\)|0)?\s?\d[\d\s-]{6,10}\d"
    r"|\(?0\d{2,5}\)?[\s-]?\d{3,4}[\s-]?\d{3,4}|0\d{3}\s\d{3}\s\d{4}|0\d{3}\s\d{2}\s\d{2}\s\d{3}"
    rf"|(?:\+?1[\s.-])?(?:\(\d{{3}}\)|\d{{3}})[\s.-]?\d{{3}}[\s.-]\d{{4}}){EXTENSION}(?![\w/-])",
    re.IGNORECASE,
)
LOCAL: Final = re.compile(
    r"\b(?:call|phone|telephone|tel|dial|ring|fax|text|voicemail|hotline|at|reach)\b[^.!?\n]{0,60}?(?<![\w/.-])(?P<said>\d{3}[-.]\d{4})"
    rf"{EXTENSION}(?![\w/-])|^\W*(?P<alone>\d{{3}}[-.]\d{{4}}){EXTENSION}\W*$|\b(?:call|dial)\s+(?P<city>311)\b(?!-)",
    re.IGNORECASE | re.MULTILINE,
)
"""North American numbers without their area code, which look like many other things: said to be called, or alone in a cell or line."""
READ: Final = 200_000


def written(text: str) -> list[str]:
    """The telephone numbers in ``text``, a block a line, in order."""
    found = [(m.start(), m.group()) for m in WHOLE.finditer(text[:READ])]
    spans = [(at, at + len(number)) for at, number in found]
    for m in LOCAL.finditer(text[:READ]):
        number = m["said"] or m["alone"] or m["city"]
        at = m.start(m.lastgroup or 0)
        if not any(start <= at < end for start, end in spans):
            found.append((at, number))
    return [clean(number) for _, number in sorted(found)]
