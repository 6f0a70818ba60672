"""Which task a kiosk's button is taken for, and why."""

from __future__ import annotations

import pytest

from citizencheck.kiosk import listed, match
from citizencheck.language import Language


@pytest.mark.parametrize(
    ("entry", "task"),
    [
        ({"label": "Council tax", "lgsl": 57, "lgil": 4}, "pay-council-tax"),
        ({"label": "Council tax", "capabilities": "card;cash"}, "pay-council-tax"),
        ({"label": "Rent", "capabilities": "cash"}, "pay-rent"),
        ({"label": "Parking fine", "lgil": 4}, "pay-parking-fine"),
        ({"label": "Appeal a parking ticket", "lgsl": 471, "lgil": 10}, "appeal-parking-fine"),
        ({"label": "Parking permit", "capabilities": "document_scan;card"}, "parking-permit"),
        ({"label": "Report a repair", "lgsl": 141}, "housing-repair"),
        ({"label": "Help with council tax or rent", "lgsl": 63, "lgil": 0}, "council-tax-support"),
        ({"label": "Anything at all", "lgsl": 56, "lgil": 4}, "business-rates"),
    ],
)
def test_a_button_is_taken_for_its_task(entry: dict[str, object], task: str, language: Language) -> None:
    (found,) = match(listed([entry]), language)

    assert (found.known, found.task.id) == (True, task)


@pytest.mark.parametrize(
    "entry",
    [
        {"label": "Garage rent", "lgil": 4, "capabilities": "card"},  # paying for a garage is not renting one
        {"label": "School meals", "capabilities": "card"},
        {"label": "Leaseholder charges", "capabilities": "card"},
    ],
)
def test_a_button_that_is_no_known_task_is_looked_for_by_its_own_words(
    entry: dict[str, object], language: Language
) -> None:
    (found,) = match(listed([entry]), language)

    assert not found.known
    assert str(entry["label"]) in found.task.citizen


def test_the_reason_names_the_numbers_or_the_words(language: Language) -> None:
    by_number, by_words = match(listed([{"label": "X", "lgsl": 57, "lgil": 4}, {"label": "Parking permit"}]), language)

    assert by_number.why == "LGSL 57 with LGIL 4"
    assert by_words.why == "“Parking permit” says “parking permit”, like “parking permit”"


def test_tasks_that_are_looked_for_do_not_change_the_known_ones(language: Language) -> None:
    (found,) = match(listed([{"label": "School meals", "capabilities": "card"}]), language)
    wider = language.looking_for((found.task,))

    assert wider.match_tasks("Pay for school meals").matches[0].task == found.task.id
    assert wider.match_tasks("Pay your council tax").matches[0].task == "pay-council-tax"
    assert found.task.id not in {t.id for t in language.catalogue}
