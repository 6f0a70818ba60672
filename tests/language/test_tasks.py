"""Which task a text names: labels by phrases alone, typed words as those of an address."""

import pytest

from citizencheck.language import Language, load_language


@pytest.fixture(scope="module")
def language() -> Language:
    return load_language()


def first(language: Language, text: str) -> str:
    return next((m.task for m in language.match_tasks(text).matches), "")


@pytest.mark.parametrize(
    ("typed", "task"),
    [
        ("council tax pay", "pay-council-tax"),
        ("rubbish and recycling bulky items", "bulky-waste"),
        ("environment dogfouling", "report-dog-mess"),  # glued
        ("payaparkingfine", "pay-parking-fine"),
        ("pcn appeal", "appeal-parking-fine"),
        ("hmo licensing", "hmo-licence"),
        ("dfg", "adapt-home"),
        ("ehcp", "special-needs"),
        ("ctax direct debit", "pay-council-tax"),
        ("tens", "premises-licence"),
        ("foi request", "foi"),
        ("right to buy", "right-to-buy"),
    ],
)
def test_typed_words_name_their_task(language: Language, typed: str, task: str) -> None:
    assert first(language, typed) == task


def test_typed_words_that_name_a_subject_only_list_what_is_near_and_match_nothing(language: Language) -> None:
    found = language.match_tasks("environment report it")

    assert found.decision != "match"
    assert {"report-fly-posting", "report-graffiti"} <= {m.task for m in found.matches}
    assert all(m.why for m in found.matches)


def test_a_label_is_matched_by_its_phrases_alone(language: Language) -> None:
    assert all("often lead there" not in " ".join(m.why) for m in language.match_tasks("Report it").matches)
    assert any("often lead there" in " ".join(m.why) for m in language.match_tasks("report it").matches)


def test_words_that_nobody_has_used_for_a_service_name_nothing(language: Language) -> None:
    assert language.match_tasks("zxqv").matches == ()


def test_recognised_tasks_are_demanded_of_no_council(language: Language) -> None:
    assert language.task("right-to-buy").tiers == ()
