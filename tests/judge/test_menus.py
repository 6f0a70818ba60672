"""The menu beside what it could say, tasks by their subject, and sentences that name what fell short."""

import pytest

from citizencheck.judge import judge
from citizencheck.language import load_language
from citizencheck.model.report import Report
from citizencheck.rulebook import load_rules
from citizencheck.ruletest import snapshot_of

FORM = '<form method="post" action="/go"><label for="a">Your address</label><input id="a" name="address"><button>Continue</button></form>'
MENU = '<nav><ul><li><a href="/d">Environmental Services Directorate</a></li><li><a href="/tax">Council tax</a></li><li><a href="/team">Corporate Services</a></li></ul></nav>'


def page(title: str, main: str) -> str:
    return f'<html lang="en"><head><title>{title}</title></head><body>{MENU}<main><h1>{title}</h1>{main}</main></body></html>'


@pytest.fixture(scope="module")
def report() -> Report:
    pages = {
        "/": page("Anytown District Council", "<p>Welcome to Anytown.</p>"),
        "/d": page("Environmental Services Directorate", '<ul><li><a href="/missed">Report a missed bin</a></li><li><a href="/bulky">Book a bulky waste collection</a></li></ul>'),
        "/missed": page("Report a missed bin", f"<p>Report a missed bin online, and we collect it.</p>{FORM}"),
        "/bulky": page("Book a bulky waste collection", "<p>Ring the depot on 01234 567890 to book a bulky waste collection.</p>"),
        "/tax": page("Council tax", "<p>Bands and discounts.</p>"),
        "/team": page("Corporate Services", "<p>The section is led by the Head of Corporate Services.</p>"),
    }  # fmt: skip
    return judge(snapshot_of(pages), load_rules(), load_language(), tier="district", pack="uk", verify=False)


def test_a_unit_in_the_menu_is_shown_with_the_words_for_what_is_done_behind_it(report: Report) -> None:
    assert [(e.label, e.plain) for e in report.menu] == [
        ("Environmental Services Directorate", "Bins and recycling"),
        ("Council tax", ""),
        ("Corporate Services", ""),
    ]


def test_a_task_says_under_which_subject_citizens_would_look_for_it(report: Report) -> None:
    subjects = {t.id: t.subject for t in report.tasks}

    assert subjects["report-missed-bin"] == "Bins and recycling"
    assert subjects["register-to-vote"] == "Voting and councillors"


def test_a_line_of_the_ledger_names_the_tasks_that_fell_short(report: Report) -> None:
    sentence = next(x.sentence for x in report.ledger if x.rule == "department-gatekeepers")

    assert sentence == (
        "Every way from home to the task leads through a department: "
        "“Report a missed bin”, “Book a bulky waste collection” (2 of 2 tasks)."
    )
