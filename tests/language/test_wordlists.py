"""Phrases found word by word are the phrases that a slow search would find."""

from hypothesis import given
from hypothesis import strategies as st

from citizencheck.language.wordlists import WordList

WORD = st.sampled_from(("bin", "bins", "council", "tax", "school", "meal", "meals", "and"))
TEXT = st.lists(WORD, max_size=8)
PHRASES = st.lists(st.lists(WORD, min_size=1, max_size=3).map(" ".join), max_size=6)


def same(said: str, phrase: str) -> bool:
    return said in (phrase, f"{phrase}s")


def slowly(said: list[str], phrases: list[str]) -> list[str]:
    hits, at = [], 0
    while at < len(said):
        longest = max(
            (n for n in range(1, len(said) - at + 1) if any(same(" ".join(said[at : at + n]), p) for p in phrases)),
            default=0,
        )
        if longest:
            hits.append(" ".join(said[at : at + longest]))
        at += longest or 1
    return hits


@given(said=TEXT, phrases=PHRASES)
def test_what_is_found_is_what_a_slow_search_finds(said: list[str], phrases: list[str]) -> None:
    assert WordList(phrases).found(said) == slowly(said, phrases)


@given(said=TEXT, phrases=PHRASES)
def test_what_is_left_holds_none_of_the_phrases_and_keeps_its_places(said: list[str], phrases: list[str]) -> None:
    left = WordList(phrases).without(said)
    assert len(left) == len(said)
    assert all(a in ("", b) for a, b in zip(left, said, strict=True))
    assert sum(w == "" for w in left) == sum(p.count(" ") + 1 for p in WordList(phrases).found(said))


def test_the_longest_phrase_at_either_end() -> None:
    known = WordList(("council", "council tax", "tax", "Bill Pay"))
    assert known.begins(("council", "tax", "bands")) == "council tax"
    assert known.ends(("pay", "council", "tax")) == "council tax"
    assert known.ends(("online", "bill", "pay")) == "bill pay"
    assert known.begins(("a", "council")) == ""
    assert "bill pay" in known
