"""A quote begins and ends with a sentence, or at least with a word, and stands in the page as it is quoted."""

from __future__ import annotations

import pytest

from citizencheck.language.quoting import clipped, passage, said

RETURN = (
    "If you want the father's name on the record, both parents will need to fill in a form and return it to the office."
)


@pytest.mark.parametrize(
    ("text", "words", "quote"),
    [
        (f"Bring your ticket. {RETURN} It is free.", "fill in a form", RETURN),
        ("Write to Mr. Smith, Revenues, e.g. by post. Cheques are to be payable.", "by post", "Write to Mr. Smith, Revenues, e.g. by post."),
        ("The desk is at 118 E. Main St. in Rector. It opens at nine.", "desk", "The desk is at 118 E. Main St. in Rector."),
        ("Come to 118 E. 4th St. For more please call us.", "Come", "Come to 118 E. 4th St."),
        ("It is led by Mr A. Thornhill of Revenues. He is out.", "led by", "It is led by Mr A. Thornhill of Revenues."),
        ("Ask Cllr J. B. Smith about it. She knows.", "about", "Ask Cllr J. B. Smith about it."),
        ("The plan is plan B. Then we stop.", "plan B", "The plan is plan B."),
        ("Go to Hall E. Doors open at nine.", "Hall", "Go to Hall E."),
        ("Print it. Sign it. Post it to us. We answer.", "Sign it. Post", "Sign it. Post it to us."),
        ("One line\nAnother line", "other", "Another line"),
    ],
)  # fmt: skip
def test_a_passage_is_the_sentences_that_hold_it(text: str, words: str, quote: str) -> None:
    start = text.index(words)

    assert passage(text, start, start + len(words)) == quote


def test_of_a_long_sentence_the_clause_is_quoted_without_cut_words() -> None:
    start = RETURN.index("fill in")

    quote = passage(RETURN, start, start + 7, most=65)

    assert quote == "both parents will need to fill in a form and return it to the"
    assert quote in RETURN


def test_a_text_is_clipped_between_words_and_a_word_that_is_longer_is_cut() -> None:
    assert clipped("with your account reference and name", 30) == "with your account reference"
    assert clipped("short", 30) == "short"
    assert clipped("x" * 50, 30) == "x" * 30


def test_a_message_shows_where_a_sentence_was_cut() -> None:
    start = RETURN.index("fill in")

    assert said(RETURN, start, start + 7, most=65) == "… both parents will need to fill in a form and return it to the…"
    assert said(f"Bring it. {RETURN}", start + 10, start + 17) == RETURN.rstrip(".")
