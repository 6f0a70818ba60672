"""Points: sums are exact, passing never hurts, and what is not known is never taken for good."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from citizencheck.model import RuleOutcome
from citizencheck.model.report import GROUPS
from citizencheck.score import FLOOR, RuleResult, headline, score

IDS = [g[0] for g in GROUPS]


Row = tuple[str, str, float | None, bool]


def result(number: int, group: str, severity: str, achieved: float | None, essential: bool = False) -> RuleResult:
    outcome = RuleOutcome.CANNOT_TELL if achieved is None else RuleOutcome.PASS if achieved == 1 else RuleOutcome.FAIL
    return RuleResult(
        id=f"r{number}", group=group, severity=severity, outcome=outcome, achieved=achieved, scored=True, essential=essential
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
        st.booleans(),
    ),
    max_size=40,
)


@given(rows)
def test_the_lines_sum_exactly_to_what_the_headline_lost(given_rows: list[Row]) -> None:
    got = score(results_of(given_rows), read_share=1.0, reasons={})

    if got.value is not None:
        assert sum(line.lost for line in got.lines) == round((100 - got.value) * 100)
        assert sum(line.share for line in got.lines) == 10_000
        assert all(line.lost >= 0 for line in got.lines)
        assert got.low is not None
        assert got.high is not None
        assert 0 <= got.low <= got.value <= got.high <= 100


@given(rows, st.sampled_from(IDS), st.sampled_from(["minor", "critical"]), st.booleans())
def test_a_rule_that_passes_never_lowers_its_group(
    given_rows: list[Row], group: str, severity: str, essential: bool
) -> None:
    before = {g.id: g.score for g in score(results_of(given_rows), read_share=1.0, reasons={}).groups}[group]
    more = [*results_of(given_rows), result(999, group, severity, 1.0, essential)]
    after = {g.id: g.score for g in score(more, read_share=1.0, reasons={}).groups}[group]

    assert after is not None
    assert before is None or after >= before - 0.01


@settings(deadline=None)  # the interval is drawn twice, and a busy machine takes its time
@given(rows, st.integers(min_value=0), st.floats(min_value=0, max_value=1))
def test_mending_a_fault_never_lowers_group_or_headline(given_rows: list[Row], which: int, better: float) -> None:
    judged = [i for i, row in enumerate(given_rows) if row[2] is not None]
    assume(judged)
    i = judged[which % len(judged)]
    group, severity, achieved, essential = given_rows[i]
    mended = [*given_rows]
    mended[i] = (group, severity, max(better, achieved or 0.0), essential)

    before, after = (score(results_of(r), read_share=1.0, reasons={}) for r in (given_rows, mended))

    assert points(mended) >= points(given_rows)
    assert all((b.score or 0) >= (a.score or 0) - 0.01 for a, b in zip(before.groups, after.groups, strict=True))


@given(rows)
def test_no_line_gives_back_more_than_it_lost_when_it_alone_is_mended(given_rows: list[Row]) -> None:
    got = score(results_of(given_rows), read_share=1.0, reasons={})
    for line in got.lines:
        i = int(line.rule[1:])
        mended = [*given_rows[:i], (*given_rows[i][:2], 1.0, given_rows[i][3]), *given_rows[i + 1 :]]

        assert got.value is not None
        assert points(mended) - got.value <= line.lost / 100 + 0.02


def test_absent_oddities_do_not_make_up_for_a_menu_of_departments() -> None:
    oddities = [result(i, "navigation", "minor", 1.0) for i in range(1, 30)]
    menu = result(0, "navigation", "critical", 0.0, essential=True)

    group = score([menu, *oddities], read_share=1.0, reasons={}).groups[0]

    assert group.score == pytest.approx(100 * (29 / 39) / 2, abs=0.01)


def test_an_essential_rule_that_is_no_weaker_than_the_mean_changes_nothing() -> None:
    rules = [result(0, "content", "moderate", 0.9, essential=True), result(1, "content", "serious", 0.2)]
    plain = [result(0, "content", "moderate", 0.9), result(1, "content", "serious", 0.2)]

    assert score(rules, read_share=1.0, reasons={}).groups == score(plain, read_share=1.0, reasons={}).groups


def test_the_weakest_essential_rules_share_the_extra_weight_by_severity() -> None:
    rules = [
        result(0, "navigation", "critical", 0.0, essential=True),
        result(1, "navigation", "serious", 0.0, essential=True),
        result(2, "navigation", "moderate", 1.0, essential=True),
        *(result(i, g, "serious", 1.0) for i, g in enumerate(IDS[1:], start=3)),
    ]

    shares = {line.rule: line.share for line in score(rules, read_share=1.0, reasons={}).lines}

    assert [shares[f"r{i}"] for i in range(3)] == [1088, 762, 150]


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

    assert (whole.value, little.value) == (55.0, 50.68)
    group = next(g for g in little.groups if g.id == "phone")
    assert (group.score, group.weight, group.counted) == (100, 10, 1.25)


def test_below_the_floor_there_is_no_headline() -> None:
    got = score([result(1, "kiosk", "serious", 1.0)], read_share=1.0, reasons={})

    assert got.coverage < FLOOR
    assert got.value is None


def test_pages_that_could_not_be_read_never_raise_the_score() -> None:
    whole = score([result(i, g, "serious", 0.5) for i, g in enumerate(IDS)], read_share=1.0, reasons={})
    blocked = score([result(i, g, "serious", 0.5) for i, g in enumerate(IDS)], read_share=0.1, reasons={})

    assert whole.value == 50
    assert blocked.value is None
