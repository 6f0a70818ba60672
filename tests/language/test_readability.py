"""How hard a text is to read."""

from __future__ import annotations

import pytest

from citizencheck.language.readability import (
    language_of,
    long_paragraphs,
    long_sentences,
    passives,
    prose,
    reading_age,
    sentences,
    syllables,
    voice,
)
from citizencheck.model import Block, Page


def paragraphs(*texts: str) -> tuple[Block, ...]:
    return tuple(Block(tag="p", text=t, selector=f"p:nth-of-type({i})") for i, t in enumerate(texts, 1))


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("bin", 1),
        ("council", 2),
        ("recycling", 3),
        ("rubbish", 2),
        ("application", 4),
        ("collected", 3),
        ("missed", 1),
        ("licence", 2),
        ("household", 2),
        ("resident", 3),
        ("table", 2),
        ("the", 1),
    ],
)
def test_syllables_of_words_that_councils_use(word: str, count: int) -> None:
    assert syllables(word) == count


def test_sentences_are_not_cut_at_abbreviations_decimals_or_addresses() -> None:
    text = "Bring proof, e.g. a bill from St. Mary's Rd. The fee is £4.50 for most people. See www.anytown.gov.uk/tips.html for more."
    assert [s.split()[0] for s in sentences(text)] == ["Bring", "See"] or len(sentences(text)) == 3


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("We serve local industry.Our goals are growth and jobs.", "We serve local industry."),
        ("Is it late?Ring us.", "Is it late?"),
        ("Write to jo.Smith@anytown.gov.uk about it.", ""),
        ("See www.Anytown.gov.uk or Alpha.Net for more.", ""),
        ("It is no.Ten on the list.", ""),  # a short form
    ],
)
def test_a_sentence_ends_without_a_space_where_a_word_follows(text: str, first: str) -> None:
    assert sentences(text)[0] == (first or text)


def test_easy_text_reads_younger_than_hard_text() -> None:
    easy = reading_age(
        paragraphs(
            *[
                "We pick up your bin each week. Put it out by seven. We will not take bags left on the path. Call us if we miss your bin on the day."
            ]
            * 9
        )
    )
    hard = reading_age(
        paragraphs(
            *[
                "The authority administers statutory environmental responsibilities in accordance with applicable legislation. Notwithstanding operational considerations, residual receptacles presented inappropriately constitute contraventions."
            ]
            * 12
        )
    )
    assert easy.age is not None
    assert hard.age is not None
    assert easy.age < 10 < 18 < hard.age


def test_short_text_has_no_reading_age_and_says_why() -> None:
    reading = reading_age(paragraphs("We collect bins weekly."))
    assert reading.age is None
    assert reading.reason == "there is too little running text"


def test_place_names_do_not_make_a_text_hard() -> None:
    plain = [
        "You can park here for two hours. It is free on most days. Pay at the machine when you come back late."
    ] * 12
    named = [
        "You can park in Llanfairpwllgwyngyll for two hours. It is free in Abergavenny on most days. Pay at Wolverhampton when you come back late."
    ] * 12
    a, b = reading_age(paragraphs(*plain)).age, reading_age(paragraphs(*named)).age
    assert a is not None
    assert b is not None
    assert b - a < 4


def test_table_cells_and_list_entries_are_not_prose() -> None:
    blocks = (
        Block(tag="td", text="Monday to Friday nine until five thirty"),
        Block(tag="li", text="a passport or a driving licence with photograph"),
        *paragraphs("You can bring any of these when you come."),
    )
    assert [b.text for b in prose(blocks)] == ["You can bring any of these when you come."]


def test_long_sentence_is_quoted_and_a_list_after_a_colon_is_not_one() -> None:
    long = "If you live in a flat above a shop and you share a bin store with the people who work there you must put your own bags in the green bin by the gate before seven."
    listed = "Bring these: your passport, your driving licence, a bill from the gas company, a letter from the bank, a photograph of your face and the form that we sent to you last month."
    found = long_sentences(paragraphs(long, listed[:120] + "."))
    assert [h.quote for h in found.hits] == [long]
    assert found.of == 2


def test_long_paragraph_counts_sentences() -> None:
    found = long_paragraphs(paragraphs("We came to the town. " * 6, "We came to the town. " * 5))
    assert [h.selector for h in found.hits] == ["p:nth-of-type(1)"]


def test_passive_is_found_and_an_adjective_is_not() -> None:
    found = passives(
        paragraphs(
            "Your bin is collected every Monday by our crews.", "You are interested in the retired staff of the town."
        )
    )
    assert [h.note for h in found.hits] == ["is collected"]


def test_voice_counts_the_council_against_the_reader() -> None:
    said = voice(
        paragraphs(
            "The Council administers the scheme and we review our policy.",
            "You can apply when your home changes hands.",
        )
    )
    assert (said.we, said.you) == (3, 2)
    assert said.ratio == 1.5


def test_welsh_is_recognised_by_its_words_even_where_the_page_claims_english() -> None:
    welsh = (
        "Gallwch chi dalu eich treth gyngor ar y we. Mae angen eich rhif cyfrif chi. Rhoi gwybod am bin a gollwyd yn y stryd neu ar y ffordd i gan y cyngor. "
        * 3
    )
    assert language_of(Page(url="u", lang="en-GB", blocks=paragraphs(welsh))) == "cy"
    assert language_of(Page(url="u", lang="cy")) == "cy"
    assert (
        language_of(
            Page(
                url="u",
                blocks=paragraphs(
                    "You can pay your council tax on the web if you have the number from the bill that we sent to you. "
                    * 3
                ),
            )
        )
        == "en"
    )


def test_hostile_text_is_measured_in_linear_time() -> None:
    blocks = paragraphs("a" * 200_000, "is " * 50_000 + ".", "(" * 50_000, "e.g." * 30_000)
    assert reading_age(blocks).words >= 0
    assert passives(blocks).of >= 0
