"""The answer that a report begins with."""

from dataclasses import replace

from citizencheck.model.report import GroupScore, MenuEntry, Report, ReportTask
from citizencheck.report.words import answer, fares, outcome_of, weight_of
from report_support import council, task

FOUND = {"status": "found", "stars": 4, "expected": True}


def told(*tasks: ReportTask) -> str:
    made = council()
    menus = replace(made.orientation.navigation, verdict="citizen")
    report: Report = replace(made, orientation=replace(made.orientation, navigation=menus), tasks=tasks)
    return answer(report)[0]


def test_a_start_that_nobody_saw_is_no_easy_start() -> None:
    """Not known must not read as fine, and what is only looked up starts nothing."""
    unseen = task("blue-badge", "Apply for a Blue Badge", online=None, **FOUND)
    looked_up = task("term-dates", "Find school term dates", online=True, nature="find", **FOUND)

    assert told(unseen, looked_up).endswith(
        "but we saw an easy start online for fewer than half of the tasks that can be done here."
    )


def test_tasks_that_start_online_and_those_to_look_up_take_nothing_from_the_answer() -> None:
    starts = task("blue-badge", "Apply for a Blue Badge", online=True, **FOUND)
    looked_up = task("term-dates", "Find school term dates", online=True, nature="find", **FOUND)

    assert told(starts, looked_up).endswith("arranged around what people come to do.")
    assert told(looked_up).endswith("arranged around what people come to do.")


def test_silence_about_what_was_not_looked_at_is_no_praise() -> None:
    seen = GroupScore(id="phone", title="On a phone", score=100.0, weight=10, counted=10.0, rules_run=18)
    unseen = replace(seen, counted=1.0, rules_run=2)
    faulty = replace(unseen, score=50.0, rules_failed=1)

    assert outcome_of(seen) == "nothing falls short of 18 rules"
    assert (
        outcome_of(unseen) == "nothing falls short of 2 rules; most of it could not be looked at, so it counts for 1.0"
    )
    assert outcome_of(faulty) == "1 of 2 rules fall short; most of it could not be looked at, so it counts for 1.0"
    assert (weight_of(seen), weight_of(unseen)) == ("10", "10, here 1.0: most of it could not be looked at")


def test_a_menu_that_names_nothing_that_people_come_for_is_not_praised_for_the_home_page() -> None:
    made = council()
    navigation = replace(made.orientation.navigation, verdict="citizen")
    silent = tuple(
        MenuEntry(label=label, url="", orientation=what, confidence=0.9)
        for label, what in (("Home", "other"), ("News", "corporate"), ("About us", "corporate"), ("Contact", "other"))
    )
    report = replace(made, orientation=replace(made.orientation, navigation=navigation), tasks=(), menu=silent)
    assert (
        answer(report)[0] == "The home page is arranged around what people come to do, and the menu names none of it."
    )

    speaking = (*silent, replace(silent[0], label="Bins", orientation="topic"))
    assert answer(replace(report, menu=speaking))[0].startswith("The menus of this website")


def test_a_task_of_which_nobody_saw_the_start_is_not_said_to_fare_well() -> None:
    assert fares(task("blue-badge", "Apply for a Blue Badge", online=None, **FOUND)) == "unseen"
    assert fares(task("blue-badge", "Apply for a Blue Badge", online=True, **FOUND)) == "well"
    assert fares(task("term-dates", "Find school term dates", online=None, nature="find", **FOUND)) == "well"
    assert fares(task("blue-badge", "Apply for a Blue Badge", online=None, **{**FOUND, "stars": 2})) == "poor"
    assert fares(task("blue-badge", "Apply for a Blue Badge", online=None, **{**FOUND, "stars": None})) == "part"
