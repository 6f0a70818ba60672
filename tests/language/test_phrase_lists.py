"""A list of phrases finds what a plain alternation of them finds."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from citizencheck.language.phrases import SHORT, Sought, fold, pattern

PHRASES = st.lists(st.text("abB -*'&", min_size=1, max_size=6), max_size=8)


def _alternation(phrases: list[str]) -> re.Pattern[str]:
    ordered = sorted({fold(p).strip().lower() for p in phrases if p.strip()}, key=lambda p: (-len(p), p))
    body = "|".join(re.escape(p).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for p in ordered)
    return re.compile(rf"(?<![\w-])(?:{body})(?![\w-])" if ordered else r"(?!)", re.IGNORECASE)


@given(PHRASES, st.text("aAbB -'&\n", max_size=30))
def test_a_list_of_phrases_finds_the_same_places_as_a_plain_alternation(phrases: list[str], text: str) -> None:
    found = [m.span() for m in pattern(phrases).finditer(text)]
    assert found == [m.span() for m in _alternation(phrases).finditer(text)]


@given(PHRASES, st.text("aAbB -'&*\nıſ", max_size=30))
def test_looking_words_up_first_finds_the_same_places(phrases: list[str], text: str) -> None:
    long = f"{text} {'c ' * SHORT}{text}"
    assert [m.span() for m in Sought(phrases).finditer(long)] == [m.span() for m in pattern(phrases).finditer(long)]


def test_a_phrase_is_found_in_a_long_text_whatever_its_case_and_line_breaks() -> None:
    text = f"{'Nothing of the kind. ' * 10}You MUST\nbring originals, and musty papers. You must not."
    assert [m.group() for m in Sought(["you must", "original*"]).finditer(text)] == [
        "You MUST",
        "originals",
        "You must",
    ]
