"""What the page shows, worked out apart from its markup: the drawing, the journeys, the two menus, the addresses."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citizencheck.model import Outcome
from citizencheck.model.report import MenuEntry, ReportSection, ReportTask
from citizencheck.report.html.addresses import OUTCOMES, unread
from citizencheck.report.html.menu import labels, leading, subjects
from citizencheck.report.html.site_picture import Block, draw
from citizencheck.report.journeys import GATE, NO_WAY, SILENT, Walk, missing, worst
from citizencheck.report.words import more_kinds
from report_support import BINS, HOME, TAX, council, task


def walk(changed: ReportTask) -> Walk:
    (only,) = worst(replace(council(), tasks=(changed,)), 5)
    return only


def test_a_journey_is_told_from_home_to_the_other_website_and_breaks_where_it_first_goes_wrong() -> None:
    stops = walk(BINS).stops

    assert [(s.kind, s.words) for s in stops] == [
        ("home", "Home page"), ("label", "Environmental Services"), ("label", "Refuse enquiries"), ("page", "Refuse enquiries"), ("away", "forms.vendor.example"),
    ]  # fmt: skip
    assert [s.broken for s in stops] == [False, True, False, False, False]
    assert stops[1].faults == (GATE, SILENT)
    assert stops[3].faults == ("There is no way to do it online.",)
    assert stops[4].faults == (
        "It asks people to log in.",
        "It has no way back to the council.",
        "It is not made for a phone.",
    )


def test_what_a_stop_tells_is_not_told_again_and_praise_is_left_out() -> None:
    assert walk(BINS).faults == ("The home page does not link to it.",)


def test_a_task_s_own_page_is_no_gatekeeper_of_itself() -> None:
    itself = replace(BINS, gatekeepers=(BINS.url,), scent=0.9, caps=(), reasons=(), hand_offs=())

    assert [s.faults for s in walk(itself).stops] == [(), (), (), ()]


def test_where_no_link_leads_to_a_page_the_journey_breaks_at_home() -> None:
    stops = walk(replace(BINS, routes=(), caps=("No link leads to its page.",), reasons=(), hand_offs=())).stops

    assert [(s.kind, s.broken, s.faults) for s in stops] == [("home", True, (NO_WAY,)), ("page", False, ())]


def test_the_worst_journey_comes_first_the_more_wanted_among_equals_and_a_good_one_not_at_all() -> None:
    rare = replace(BINS, id="a-rare-one", demand=1)
    better = replace(BINS, id="two-stars", stars=2)

    found = worst(replace(council(), tasks=(TAX, better, rare, BINS)), 5)

    assert [w.task.id for w in found] == ["report-missed-bin", "a-rare-one", "two-stars"]


def test_tasks_without_a_page_are_listed_by_demand_and_what_cannot_be_told_is_not_missing() -> None:
    gone, told, rare, open_, part = (
        task("gone", "B gone"),
        task("told", "A told", status="mentioned"),
        task("rare", "Rare", demand=1),
        task("open", "Open", status="cannot_tell"),
        task("part", "Told in part of a page", status="section"),
    )

    assert [t.id for t in missing((rare, told, open_, part, gone, TAX))] == ["gone", "told", "rare"]


def entry(label: str, plain: str = "", orientation: str = "department", confidence: float = 0.9) -> MenuEntry:
    return MenuEntry(label=label, url=f"{HOME}{label}", orientation=orientation, confidence=confidence, plain=plain)


def test_two_units_with_the_same_work_become_one_entry() -> None:
    rows = labels((entry("Refuse Unit", "Bins"), entry("Cleansing Unit", "Bins"), entry("Bins and more")))

    assert [(r.said, r.joins) for r in rows] == [("Bins", False), ("Bins", True), ("", False)]


def test_what_the_menu_says_already_is_joined() -> None:
    assert [r.joins for r in labels((entry("Housing", orientation="topic"), entry("Housing Unit", "Housing")))] == [
        False,
        True,
    ]


def test_of_a_long_menu_the_first_level_and_the_units_are_shown() -> None:
    deep = replace(
        entry("Services", orientation="topic"),
        children=(entry("Bins", orientation="topic"), entry("Parks Unit", "Parks")),
    )
    rows = labels((deep, entry("News", orientation="corporate")))

    assert [r.entry.label for r in leading(rows, 3)] == ["Services", "Parks Unit", "News"]
    assert leading(rows, 4) == rows


def test_a_doubtful_verdict_is_no_unit() -> None:
    (row,) = labels((entry("Streets", confidence=0.4),))

    assert (row.unit, row.doubt) == (False, True)


def test_the_menu_of_subjects_holds_what_can_be_done_here_the_most_wanted_first() -> None:
    rents = (
        task("rent", "Pay rent", status="found", subject="Housing"),
        task("home", "Ask for a home", status="found", subject="Housing", demand=1),
    )

    made = subjects((task("vote", "Vote", subject="Voting"), TAX, *rents))

    assert [(s.words, [t.title for t in s.tasks]) for s in made] == [
        ("Housing", ["Pay rent", "Ask for a home"]),
        ("Council tax", ["Pay your council tax"]),
    ]


def test_every_outcome_has_words() -> None:
    assert set(OUTCOMES) == {o.value for o in Outcome}


def test_addresses_that_gave_no_page_are_heaped_by_what_became_of_them() -> None:
    pages = council().pages

    assert [(h.words, h.total, [p.url for p in h.pages]) for h in unread((*pages, *pages[2:3]), 1)] == [
        ("gave no answer in time", 2, [f"{HOME}old"])
    ]


SECTION = st.builds(
    ReportSection, label=st.text(min_size=1, max_size=120), url=st.sampled_from(["", f"{HOME}a", f"{HOME}b"]), pages=st.integers(0, 20_000),
    orientation=st.sampled_from(["task", "topic", "department", "corporate", "other"]), tasks=st.lists(st.integers(0, 40).map(str), max_size=30).map(tuple),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(SECTION, min_size=1, max_size=40), st.sampled_from([360.0, 960.0]))
def test_blocks_lie_side_by_side_within_the_picture_and_hold_their_points(
    sections: list[ReportSection], width: float
) -> None:
    tasks = {
        str(i): task(str(i), f"Task number {i} with a longer name {'x' * i}", stars=i % 5 or None) for i in range(41)
    }

    drawn = draw(sections, tasks, {f"{HOME}a": 3}, width=width, most=18)

    assert len(drawn.blocks) + drawn.left == len(sections)
    assert len(drawn.blocks) == min(18, len(sections))
    for i, b in enumerate(drawn.blocks):
        assert b.x >= 0
        assert b.y >= 0
        assert b.x + b.w <= width + 0.2
        assert b.y + b.h <= drawn.height + 0.2
        assert all(b.x < p.x < b.x + b.w and b.y < p.y < b.y + b.h for p in b.points)
        assert not any(overlap(b, other) for other in drawn.blocks[i + 1 :])


def overlap(a: Block, b: Block) -> bool:
    return a.x + a.w > b.x + 0.2 and b.x + b.w > a.x + 0.2 and a.y + a.h > b.y + 0.2 and b.y + b.h > a.y + 0.2


@pytest.mark.parametrize("width", [360.0, 960.0])
def test_the_drawing_names_the_poor_journeys_first_and_marks_the_gatekeeper(width: float) -> None:
    report = council()
    guard = draw(report.sections, {t.id: t for t in report.tasks}, {f"{HOME}env": 1}, width=width, most=18)

    blocks = {" ".join(b.head): b for b in guard.blocks}
    assert blocks["Environmental Services"].gate == 1
    assert [(" ".join(p.name), p.fares) for p in blocks["Environmental Services"].points] == [
        ("Report a missed bin", "poor")
    ]
    assert [(" ".join(p.name), p.fares) for p in blocks["Council tax"].points] == [("Pay your council tax", "unseen")]
    assert blocks["Council tax"].gate == 0
    assert (
        blocks["Environmental Services"].w * blocks["Environmental Services"].h
        > blocks["About us"].w * blocks["About us"].h
    )


def test_a_task_that_is_told_of_in_part_of_a_page_is_drawn_as_no_poor_journey() -> None:
    report = council()
    tasks = {t.id: replace(t, stars=None, status="section") for t in report.tasks}

    points = [p for b in draw(report.sections, tasks, {}, width=360.0, most=18).blocks for p in b.points]

    assert points
    assert {p.fares for p in points} == {"part"}


def test_one_more_kind_and_two_more_kinds() -> None:
    assert more_kinds(1) == "… and 1 more kind of finding in the full report"
    assert more_kinds(2) == "… and 2 more kinds of finding in the full report"
