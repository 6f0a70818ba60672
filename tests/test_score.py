"""Points: sums are exact, passing never hurts, and what is not known is never taken for good."""

from hypothesis import given
from hypothesis import strategies as st

from citizencheck.model import RuleOutcome
from citizencheck.model.report import GROUPS
from citizencheck.score import FLOOR, RuleResult, score

IDS = [g[0] for g in GROUPS]


def result(number: int, group: str, severity: str, achieved: float | None) -> RuleResult:
    outcome = RuleOutcome.CANNOT_TELL if achieved is None else RuleOutcome.PASS if achieved == 1 else RuleOutcome.FAIL
    return RuleResult(id=f"r{number}", group=group, severity=severity, outcome=outcome, achieved=achieved, scored=True)


def results_of(rows: list[tuple[str, str, float | None]]) -> list[RuleResult]:
    return [result(i, g, s, a) for i, (g, s, a) in enumerate(rows)]


rows = st.lists(
    st.tuples(
        st.sampled_from(IDS),
        st.sampled_from(["minor", "moderate", "serious", "critical"]),
        st.one_of(st.none(), st.floats(min_value=0, max_value=1)),
    ),
    max_size=40,
)


@given(rows)
def test_the_lines_sum_exactly_to_what_the_headline_lost(given_rows: list[tuple[str, str, float | None]]) -> None:
    got = score(results_of(given_rows), read_share=1.0, reasons={})

    if got.value is not None:
        assert sum(line.lost for line in got.lines) == round((100 - got.value) * 100)
        assert sum(line.share for line in got.lines) == 10_000
        assert got.low is not None
        assert got.high is not None
        assert 0 <= got.low <= got.value <= got.high <= 100


@given(rows, st.sampled_from(IDS), st.sampled_from(["minor", "critical"]))
def test_a_rule_that_passes_never_lowers_its_group(
    given_rows: list[tuple[str, str, float | None]], group: str, severity: str
) -> None:
    before = {g.id: g.score for g in score(results_of(given_rows), read_share=1.0, reasons={}).groups}[group]
    more = [*results_of(given_rows), result(999, group, severity, 1.0)]
    after = {g.id: g.score for g in score(more, read_share=1.0, reasons={}).groups}[group]

    assert after is not None
    assert before is None or after >= before - 0.01


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


def test_below_the_floor_there_is_no_headline() -> None:
    got = score([result(1, "kiosk", "serious", 1.0)], read_share=1.0, reasons={})

    assert got.coverage < FLOOR
    assert got.value is None


def test_pages_that_could_not_be_read_never_raise_the_score() -> None:
    whole = score([result(i, g, "serious", 0.5) for i, g in enumerate(IDS)], read_share=1.0, reasons={})
    blocked = score([result(i, g, "serious", 0.5) for i, g in enumerate(IDS)], read_share=0.1, reasons={})

    assert whole.value == 50
    assert blocked.value is None
