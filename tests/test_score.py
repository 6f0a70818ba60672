"""Points: sums are exact, passing never hurts, and what is not known is never taken for good."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from citizencheck.model import RuleOutcome
from citizencheck.model.report import GROUPS
from citizencheck.score import FLOOR, LADDER, RuleResult, headline, score

IDS = [g[0] for g in GROUPS]


Row = tuple[str, str, float | None]


def result(number: int, group: str, severity: str, achieved: float | None) -> RuleResult:
    outcome = RuleOutcome.CANNOT_TELL if achieved is None else RuleOutcome.PASS if achieved == 1 else RuleOutcome.FAIL
    return RuleResult(
        id=f"r{number}", group=group, severity=severity, outcome=outcome, achieved=achieved, scored=True
    )  # fmt: skip


def results_of(rows: list[Row]) -> list[RuleResult]:
    return [result(i, *row) for i, row in enumerate(rows)]


def points(rows: list[Row]) -> float:
    got = headline(results_of(rows))
    assert got is not None
    return got


rows = st.lists(
    st.tuples(
        st.sampled_from(IDS),
        st.sampled_from(["minor", "moderate", "serious", "critical"]),
        st.one_of(st.none(), st.floats(min_value=0, max_value=1)),
    ),
    max_size=40,
)


@given(rows)
def test_the_lines_sum_exactly_to_what_the_headline_lost(given_rows: list[Row]) -> None:
    got = score(results_of(given_rows), read_share=1.0, reasons={})

    if got.value is not None:
        assert sum(line.lost for line in got.lines) == round((100 - got.value) * 100)
        assert all(0 <= line.lost <= line.share + 1 for line in got.lines)
        assert got.low is not None
        assert got.high is not None
        assert 0 <= got.low <= got.value <= got.high <= 100


@given(rows, st.sampled_from([g for g in IDS if g != LADDER]), st.sampled_from(["minor", "critical"]))
def test_a_rule_more_that_passes_changes_no_group_that_was_measured(
    given_rows: list[Row], group: str, severity: str
) -> None:
    before = {g.id: g.score for g in score(results_of(given_rows), read_share=1.0, reasons={}).groups}
    more = [*results_of(given_rows), result(999, group, severity, 1.0)]
    after = {g.id: g.score for g in score(more, read_share=1.0, reasons={}).groups}

    assert after == {**before, group: 100.0 if before[group] is None else before[group]}


@settings(deadline=None)  # the interval is drawn twice, and a busy machine takes its time
@given(rows, st.integers(min_value=0), st.floats(min_value=0, max_value=1))
def test_mending_a_fault_never_lowers_group_or_headline(given_rows: list[Row], which: int, better: float) -> None:
    judged = [i for i, row in enumerate(given_rows) if row[2] is not None]
    assume(judged)
    i = judged[which % len(judged)]
    group, severity, achieved = given_rows[i]
    mended = [*given_rows]
    mended[i] = (group, severity, max(better, achieved or 0.0))

    before, after = (score(results_of(r), read_share=1.0, reasons={}) for r in (given_rows, mended))

    assert points(mended) >= points(given_rows)
    assert all((b.score or 0) >= (a.score or 0) - 0.01 for a, b in zip(before.groups, after.groups, strict=True))


@given(rows)
def test_no_line_gives_back_more_than_it_lost_when_it_alone_is_mended(given_rows: list[Row]) -> None:
    got = score(results_of(given_rows), read_share=1.0, reasons={})
    for line in got.lines:
        i = int(line.rule[1:])
        mended = [*given_rows[:i], (*given_rows[i][:2], 1.0), *given_rows[i + 1 :]]

        assert got.value is not None
        assert points(mended) - got.value <= line.lost / 100 + 0.02


def test_absent_oddities_do_not_make_up_for_a_menu_of_departments() -> None:
    oddities = [result(i, "navigation", "minor", 1.0) for i in range(1, 30)]
    menu = result(0, "navigation", "critical", 0.25)

    assert score([menu, *oddities], read_share=1.0, reasons={}).groups[0].score == 32.5


@pytest.mark.parametrize(("severity", "left"), [("minor", 91), ("moderate", 73), ("serious", 37), ("critical", 10)])
def test_a_rule_that_fails_wholly_takes_what_its_severity_allows(severity: str, left: float) -> None:
    assert score([result(0, "content", severity, 0.0)], read_share=1.0, reasons={}).groups[2].score == left


def test_each_rule_takes_of_what_the_others_leave_and_the_lines_share_the_loss_by_what_each_takes() -> None:
    rules = [
        result(0, "navigation", "serious", 0.0),
        result(1, "navigation", "moderate", 0.5),
        result(2, "navigation", "minor", 1.0),
        *(result(i, g, "serious", 1.0) for i, g in enumerate(IDS[1:], start=3)),
    ]

    got = score(rules, read_share=1.0, reasons={})
    lines = {line.rule: (line.share, line.lost) for line in got.lines}

    assert got.groups[0].score == pytest.approx(100 * 0.37 * 0.865, abs=0.006)
    assert got.value == 86.4  # the group weighs 20 points, of which 68 in 100 are lost
    assert [lines[f"r{i}"] for i in range(3)] == [(1260, 1120), (540, 240), (180, 0)]


def test_what_cannot_be_told_lowers_coverage_and_not_the_score() -> None:
    known = [
        result(1, "navigation", "serious", 0.5),
        result(2, "findability", "serious", 0.5),
        result(3, "content", "serious", 0.5),
    ]
    unknown = result(4, "navigation", "serious", None)

    first, second = (score(r, read_share=1.0, reasons={}) for r in (known, [*known, unknown]))

    assert second.value == first.value
    assert second.coverage < first.coverage


def test_a_group_of_which_little_could_be_looked_at_weighs_little() -> None:
    others = [result(i, g, "serious", 0.5) for i, g in enumerate(IDS) if g != "phone"]
    seen = result(90, "phone", "moderate", 1.0)
    unseen = [result(91 + i, "phone", "serious", None) for i in range(3)]

    whole, little = (score([*others, *r], read_share=1.0, reasons={}) for r in ([seen], [seen, *unseen]))

    assert (whole.value, little.value) == (69.8, 66.9)
    group = next(g for g in little.groups if g.id == "phone")
    assert (group.score, group.weight, group.counted) == (100, 10, 1.25)


def test_below_the_floor_there_is_no_headline() -> None:
    got = score([result(1, "kiosk", "serious", 1.0)], read_share=1.0, reasons={})

    assert got.coverage < FLOOR
    assert got.value is None


def test_pages_that_could_not_be_read_never_raise_the_score() -> None:
    whole = score([result(i, g, "serious", 0.5) for i, g in enumerate(IDS)], read_share=1.0, reasons={})
    blocked = score([result(i, g, "serious", 0.5) for i, g in enumerate(IDS)], read_share=0.1, reasons={})

    assert whole.value == 66.65
    assert blocked.value is None


def test_the_levels_of_one_scale_are_its_mean() -> None:
    """Half of the services at the second of four levels, and none further: the mean level is what the report shows."""
    rungs = [result(i, LADDER, "serious", achieved) for i, achieved in enumerate((1.0, 0.5, 0.0, 0.0))]
    got = score([*rungs, *(result(9, g, "serious", 1.0) for g in IDS if g != LADDER)], read_share=1.0, reasons={})

    assert next(g.score for g in got.groups if g.id == LADDER) == 37.5
    assert [x.lost for x in got.lines if x.rule in {r.id for r in rungs}] == [0, 125, 250, 250]
