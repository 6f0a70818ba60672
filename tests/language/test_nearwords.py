"""Known words near to unknown ones."""

import pytest

from citizencheck.language.nearwords import NearWords

KNOWN = ("assess", "drain", "fostering", "light", "litter", "rain", "repair", "street", "streetlight")


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("streetlightrepair", ("repair", "streetlight")),  # the longest only: neither "street" nor "light"
        ("litterpick", ("litter",)),
        ("xxfosteringxx", ("fostering",)),  # in the middle, but long
        ("fosterinng", ("fostering",)),  # a letter too many
        ("fostring", ("fostering",)),  # one too few
        ("fosterung", ("fostering",)),  # another one
    ],
)
def test_what_an_unknown_word_holds_or_is_a_slip_of(word: str, known: tuple[str, ...]) -> None:
    assert NearWords(KNOWN).of(word) == known


@pytest.mark.parametrize(
    "word",
    [
        "train",  # too short to be a slip, and "rain" stands at its end
        "bostering",  # another first letter is another word
        "xxlightxx",  # short, and in the middle
        "carpenters",
    ],
)
def test_what_is_near_to_nothing(word: str) -> None:
    assert NearWords(("drain", "fostering", "light")).of(word) == ()
