"""The answer that a report begins with."""

from dataclasses import replace

from citizencheck.model.report import Report, ReportTask
from citizencheck.report.words import answer
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
