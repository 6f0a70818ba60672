"""A list of phrases finds what a plain alternation of them finds."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from citizencheck.language.phrases import fold, pattern

PHRASES = st.lists(st.text("abB -*'&", min_size=1, max_size=6), max_size=8)


def _alternation(phrases: list[str]) -> re.Pattern[str]:
    ordered = sorted({fold(p).strip().lower() for p in phrases if p.strip()}, key=lambda p: (-len(p), p))
    body = "|".join(re.escape(p).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for p in ordered)
    return re.compile(rf"(?<![\w-])(?:{body})(?![\w-])" if ordered else r"(?!)", re.IGNORECASE)


@given(PHRASES, st.text("aAbB -'&\n", max_size=30))
def test_a_list_of_phrases_finds_the_same_places_as_a_plain_alternation(phrases: list[str], text: str) -> None:
    found = [m.span() for m in pattern(phrases).finditer(text)]
    assert found == [m.span() for m in _alternation(phrases).finditer(text)]
