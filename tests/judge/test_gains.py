"""What would gain most: tried where an edit mends it, an estimate where not, and never more work than a site bears."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from citizencheck.crawl import CrawlPlan
from citizencheck.judge import judge, look
from citizencheck.judge.gains import MOST, WORK, Trial, verified
from citizencheck.judge.mending import edits_for
from citizencheck.judge.running import run_rules
from citizencheck.language import load_language
from citizencheck.model.report import Gain, LedgerLine
from citizencheck.pipeline import crawl_site
from citizencheck.rulebook import load_rules
from citizencheck.store import RunStore
from citizencheck.whatif import DropLink, Edit, Rename, Retarget, apply
from fixtures_support import materialise

RULES = load_rules()
NAMES = [r.id for r in RULES.rules]
A, B, C = NAMES[:3]
ONE, TWO = (Rename(old="a", new="b"),), (Rename(old="c", new="d"),)


def line(rule: str, lost: float) -> LedgerLine:
    return LedgerLine(rule=rule, group="g", weight=lost, achieved=0.0, points_lost=lost, outcome="fail", sentence="")


def gains(
    edits: Mapping[str, tuple[Edit, ...]],
    outcomes: Mapping[tuple[Edit, ...], Trial],
    pages: int = 1,
    ledger: tuple[LedgerLine, ...] = (line(A, 3.0), line(B, 2.0), line(C, 1.0)),
) -> list[Gain]:
    now = Trial(value=50.0, achieved=dict.fromkeys(NAMES, 0.5))
    return list(
        verified(ledger, RULES, now, pages=pages, edits=lambda r: edits.get(r, ()), attempt=lambda e: outcomes[e])
    )


def said(found: list[Gain]) -> list[tuple[str, float, bool]]:
    return [(g.rule, g.points, g.verified) for g in found]


def test_a_tried_gain_counts_by_the_headline_and_the_largest_comes_first() -> None:
    found = gains({C: ONE}, {ONE: Trial(value=54.5, achieved={C: 1.0})})

    assert said(found) == [(C, 4.5, True), (A, 3.0, False), (B, 2.0, False)]
    assert found[0].tried == ("rename “a” to “b”",)


def test_what_gains_its_rule_and_costs_others_is_told_last() -> None:
    assert said(gains({A: ONE}, {ONE: Trial(value=49.8, achieved={A: 1.0})}))[-1] == (A, -0.2, True)


@pytest.mark.parametrize("then", [Trial(value=60.0, achieved={A: 0.5}), Trial(value=None, achieved={A: 1.0})])
def test_an_edit_that_does_not_better_its_own_rule_leaves_an_estimate(then: Trial) -> None:
    assert said(gains({A: ONE}, {ONE: then}))[0] == (A, 3.0, False)


def test_a_rule_that_has_nothing_to_look_at_any_more_is_mended() -> None:
    assert said(gains({A: ONE}, {ONE: Trial(value=53.0, achieved={A: None})}))[0] == (A, 3.0, True)


def test_rules_with_the_same_mend_are_one_gain() -> None:
    found = gains({A: ONE, C: ONE, B: TWO}, {ONE: Trial(value=55.0, achieved={A: 1.0}), TWO: Trial(value=51.0, achieved={B: 1.0})})  # fmt: skip

    assert said(found) == [(A, 5.0, True), (B, 1.0, True)]
    assert found[0].also == (C,)


def test_a_large_site_is_tried_as_often_as_it_bears() -> None:
    then = Trial(value=51.0, achieved={A: 1.0, B: 1.0})
    mends = {A: ONE, B: TWO}

    assert [g.verified for g in gains(mends, {ONE: then}, pages=WORK) if g.rule in mends] == [False, True]
    assert not any(g.verified for g in gains(mends, {}, pages=WORK + 1))


def test_there_are_ten_at_most() -> None:
    assert len(gains({}, {}, ledger=tuple(line(n, 1.0) for n in NAMES[:15]))) == MOST


def test_the_gain_of_a_silo_is_that_of_its_edits(tmp_path: Path) -> None:
    """Judging by hand what the report says that it tried gives the points that it names."""
    materialise("silo-first", tmp_path / "site")
    crawl_site(CrawlPlan(target=str(tmp_path / "site")), tmp_path / "run")
    language = load_language()
    with RunStore.open(tmp_path / "run") as store:
        snapshot = store.snapshot()
        report = judge(snapshot, RULES, language)
        gain = next(g for g in report.gains if "department-words-in-menu" in (g.rule, *g.also))
        site = look(snapshot, language)
        tally = run_rules([RULES.get(gain.rule)], site, language, snapshot.pages())[0]
        edits = edits_for(tally, site, language)
        again = judge(apply(snapshot, edits), RULES, language, tier=site.tier, pack=site.pack, verify=False)

    assert gain.verified
    assert gain.tried == tuple(str(e) for e in edits[:3])
    assert "rename “Environmental Services Directorate” to “Bins and recycling”" in gain.tried
    assert again.score.value is not None
    assert report.score.value is not None
    assert gain.points == round(again.score.value - report.score.value, 2)
    assert next(g.rule for g in report.gains if not g.verified) == "few-top-tasks-online"


def test_what_is_led_elsewhere_is_shown_before_what_is_taken_out() -> None:
    drops = tuple(DropLink(label=str(i), target=f"/{i}", page="", any_label=False) for i in range(3))
    mend: tuple[Edit, ...] = (*drops, Retarget(label="Council tax", target="#", to="/council-tax", page=""))

    found = gains({A: mend}, {mend: Trial(value=55.0, achieved={A: 1.0})})

    assert [t.split(" ")[0] for t in found[0].tried] == ["lead", "take", "take"]
    assert found[0].more == 1
