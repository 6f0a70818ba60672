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


@pytest.mark.parametrize(
    ("label", "tasks"),
    [
        ("Enrol your child for school", {"primary-school-place", "secondary-school-place"}),
        ("Placing requests", {"change-school"}),
        ("Special uplifts", {"bulky-waste"}),
        ("Landlord registration", {"hmo-licence"}),
        ("Book the Village Hall", {"hire-venue"}),
        ("Additional learning needs", {"special-needs"}),
    ],
)
def test_words_of_scotland_wales_and_parishes_name_their_tasks(language: Language, label: str, tasks: set[str]) -> None:
    found = language.match_tasks(label)

    assert {m.task for m in found.matches if m.score >= found.matches[0].score - 0.01} == tasks


@pytest.mark.parametrize(
    ("label", "task"),
    [
        ("Enrol on a course", "primary-school-place"),
        ("Special events", "bulky-waste"),
        ("Electoral registration", "hmo-licence"),
        ("Town Hall", "hire-venue"),
    ],
)
def test_words_like_them_do_not(language: Language, label: str, task: str) -> None:
    found = language.match_tasks(label)

    assert found.decision != "match" or found.matches[0].task != task


@pytest.mark.parametrize(("label", "task", "near"), [
    ("Work for us", "jobs", "How it works"),
    ("Work with us", "jobs", "Working with you"),
    ("15 hours", "childcare", "Hours"),
    ("Where can I park", "find-parking", "Parks"),
    ("Getting married", "marriage", "Married women in science"),
    ("Tips", "recycling-centre", "Hints and tips"),
])  # fmt: skip
def test_a_phrase_of_small_words_and_one_other_is_not_said_by_that_one(
    language: Language, label: str, task: str, near: str
) -> None:
    def score(text: str) -> float:
        return next((m.score for m in language.match_tasks(text).matches if m.task == task), 0.0)

    assert score(label) >= 0.7
    assert score(near) < 0.7
