"""Whose words a label speaks: signs in the label, and signs around it."""

import pytest

from citizencheck.language import SCORED, Language, load_language
from citizencheck.model import LabelContext


@pytest.fixture(scope="module")
def language() -> Language:
    return load_language()


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("Re-register a birth", "task"),  # the verb stands behind a prefix
        ("Parking permit request form 2024", "task"),  # a year at the end hides nothing
        ("Contact the highways team", "other"),  # how to reach people, no unit in a menu
        ("Department head monthly reports", "corporate"),
        ("Contract Management", "department"),
        ("Pest control", "topic"),
        ("Road safety", "topic"),
        ("Local history and archives", "topic"),
    ],
)
def test_what_a_label_is(language: Language, label: str, said: str) -> None:
    assert language.orient(label).orientation == said


def test_a_name_that_says_nothing_is_judged_by_what_it_opens(language: Language) -> None:
    opened = language.orient("Whitford Place", LabelContext(target_title="Asset Strategy Division"))

    assert opened.orientation == "department"
    assert opened.why == ("opens a page headed “Asset Strategy Division”",)
    assert opened.confidence < SCORED  # shown, and never scored on this alone


def test_a_residents_word_stays_one_whatever_it_opens(language: Language) -> None:
    opened = language.orient("Libraries", LabelContext(target_title="Library Services Division"))

    assert opened.orientation == "topic"
