"""The interval's draws: within strata, the same pages for every rule, and nothing varies that was seen to be alike."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizencheck.judge import look
from citizencheck.judge.running import run_rules
from citizencheck.language import load_language
from citizencheck.model import RuleOutcome
from citizencheck.rulebook import load_rules
from citizencheck.ruletest import snapshot_of
from citizencheck.sampling import Counted, Part, achieved, of_many, redrawn
from citizencheck.score import RuleResult, score


def parts(*rows: tuple[str, str, float], kind: str = "page", weight: float = 1.0) -> tuple[Part, ...]:
    return tuple(Part(kind=kind, stratum=s, unit=u, achieved=a, weight=weight) for s, u, a in rows)


def values(of: str, rules: dict[str, tuple[Part, ...]]) -> set[float]:
    return {round(again[of], 6) for again in redrawn(rules, {})}


def test_as_many_are_drawn_of_each_stratum_as_there_are() -> None:
    apart = parts(("a", "1", 1.0), ("a", "2", 1.0), ("b", "3", 0.0), ("b", "4", 0.0))
    together = parts(("a", "1", 1.0), ("a", "2", 1.0), ("a", "3", 0.0), ("a", "4", 0.0))

    assert values("r", {"r": apart}) == {0.5}
    assert values("r", {"r": together}) == {0.0, 0.25, 0.5, 0.75, 1.0}


def test_every_rule_is_asked_about_the_same_pages() -> None:
    rows = parts(*(("a", str(i), i % 2) for i in range(9)))
    opposite = parts(*(("a", str(i), 1 - i % 2) for i in range(9)))

    for again in redrawn({"one": rows, "two": rows, "three": opposite}, {}):
        assert again["one"] == again["two"] == pytest.approx(1 - again["three"])


def test_strata_of_one_are_one_stratum_and_pages_are_no_tasks() -> None:
    pages = parts(("a", "1", 1.0), ("b", "2", 0.0), ("c", "3", 0.0), ("c", "4", 0.0))
    assert values("r", {"r": pages}) == {0.0, 0.25, 0.5}

    page, task = parts(("a", "1", 1.0)), parts(("a", "1", 0.0), kind="task")
    assert values("r", {"r": (*page, *task)}) == {0.5}


def test_a_weightier_task_counts_for_more() -> None:
    rows = (
        *parts(("a", "1", 1.0), kind="task", weight=3.0),
        *parts(("a", "2", 0.0), kind="task", weight=1.0),
    )

    assert values("r", {"r": rows}) == {0.0, 0.75, 1.0}


def test_what_is_alike_everywhere_does_not_vary() -> None:
    rows = parts(*(("a", str(i), 0.3) for i in range(5)))

    assert all("r" not in again for again in redrawn({"r": rows}, {}))


def test_labels_vary_as_the_share_that_was_counted() -> None:
    half = Counted(units=(1.0, 1.0, 0.0, 0.0), value=0.5, pass_at=1.0, zero_at=0.0)
    whole = Counted(units=(1.0,) * 4, value=1.0, pass_at=1.0, zero_at=0.0)
    count = Counted(units=(1.0, 0.0, 0.0, 0.0), value=1.0, pass_at=0.0, zero_at=4.0)

    drawn = list(redrawn({}, {"half": half, "whole": whole, "count": count}))

    assert {d["half"] for d in drawn} == {0.0, 0.25, 0.5, 0.75, 1.0}
    assert {d["whole"] for d in drawn} == {1.0}
    assert {d["count"] for d in drawn} >= {1.0, 0.75, 0.5}
    assert sum(d["count"] for d in drawn) / len(drawn) == pytest.approx(0.75, abs=0.05)


def test_nothing_counted_stays_as_it_is() -> None:
    none = Counted(units=(0.0, 0.0), value=0.0, pass_at=0.0, zero_at=3.0)

    assert none.drawn(random.Random(1)) == 1.0


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 8).map(str), st.floats(0, 1)), min_size=1, max_size=30)
)
def test_a_draw_lies_within_what_was_seen_and_repeats(rows: list[tuple[str, str, float]]) -> None:
    once = parts(*{unit: (stratum, unit, a) for stratum, unit, a in rows}.values())
    low, high = min(p.achieved for p in once), max(p.achieved for p in once)
    drawn = list(redrawn({"r": once}, {}, draws=20))

    assert drawn == list(redrawn({"r": once}, {}, draws=20))
    assert all(low - 1e-9 <= v <= high + 1e-9 for again in drawn for v in again.values())


@given(st.floats(0, 1), st.floats(0, 1), st.integers(3, 50))
def test_what_many_pages_lose_counts_double_and_a_better_mean_is_never_worse(
    one: float, other: float, count: int
) -> None:
    low, high = sorted((one, other))
    got = [of_many(mean, kind="page", count=count) for mean in (low, high)]

    assert got == sorted(got)
    assert got[1] == pytest.approx(max(0.0, 1 - 2 * (1 - high)))


def test_one_or_two_pages_count_as_so_many_of_three_and_the_levels_of_a_kiosk_as_they_are() -> None:
    assert of_many(0.4, kind="page", count=2) == pytest.approx(1 - 0.6 * 2 / 3)
    assert of_many(0.0, kind="task", count=1) == pytest.approx(2 / 3)
    assert of_many(1.0, kind="page", count=1) == 1
    assert of_many(0.5, kind="service", count=9) == 0.5
    assert of_many(0.5, kind="task", count=3) == 0.0


def rule(number: int, share: float, some: tuple[Part, ...] = (), labels: Counted | None = None) -> RuleResult:
    return RuleResult(
        id=f"r{number}", group="navigation", severity="serious", outcome=RuleOutcome.FAIL, achieved=share, scored=True,
        parts=some, counted=labels,
    )  # fmt: skip


def test_the_interval_widens_by_what_varies_and_by_nothing_else() -> None:
    others = [
        RuleResult(id=g, group=g, severity="serious", outcome=RuleOutcome.PASS, achieved=1.0, scored=True)
        for g in ("findability", "content", "transactions", "joined-up")
    ]
    mixed = parts(*(("a", str(i), float(i % 2)) for i in range(10)))
    labels = Counted(units=(1.0, 0.0) * 5, value=0.5, pass_at=1.0, zero_at=0.0)

    def width(result: RuleResult) -> float:
        found = score([*others, result], read_share=1.0, reasons={})
        assert found.low is not None
        assert found.high is not None
        return found.high - found.low

    assert width(rule(1, 0.5)) == 0
    assert width(rule(1, 0.5, mixed)) > 5
    assert width(rule(1, 0.5, labels=labels)) > 5


COUNTING = {
    "menu-orientation", "structure-mirror", "breadcrumb-orientation", "menu-words", "page-label-orientation", "top-task-starts"
}  # fmt: skip


def test_what_a_rule_counts_is_in_proportion_to_its_value() -> None:
    """The contract of ``Measured.units``: the value is their mean, or their sum."""
    language, met = load_language(), set()
    for shown in load_rules().rules:
        for example in shown.file.examples:
            snapshot = snapshot_of(example.pages, missing=example.missing)
            site = look(snapshot, language, tier=example.tier, pack=example.pack)
            tally = run_rules([shown], site, language, snapshot.pages())[0]
            if tally.units:
                met.add(shown.file.detector)
                mean = sum(tally.units) / len(tally.units)
                assert tally.value in (pytest.approx(mean), pytest.approx(sum(tally.units))), (shown.id, example.name)
    assert met == COUNTING


def test_a_line_lies_between_the_two_ends() -> None:
    assert [achieved(v, pass_at=0.9, zero_at=0.4) for v in (1.0, 0.65, 0.1)] == [1.0, pytest.approx(0.5), 0.0]
