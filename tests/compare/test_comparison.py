"""Before and after, and two councils: what moved, and how sure that is."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizencheck.compare import Comparison, kind_of, side_by_side
from citizencheck.compare.addresses import follow
from citizencheck.compare.scores import gap
from citizencheck.judge import judge
from citizencheck.language import load_language
from citizencheck.model.report import MenuEntry, Report, ReportPage, Score
from citizencheck.report.comparison import (
    comparison_html,
    comparison_json,
    comparison_markdown,
    comparison_text,
    sections,
)
from citizencheck.rulebook import load_rules
from citizencheck.ruletest import snapshot_of
from fixtures_support import materialise


def judged(name: str, folder: Path, base: str, tier: str = "auto") -> Report:
    site = materialise(name, folder / name)
    pages = {
        f"/{p.parent.relative_to(site)}/".replace("/./", "/"): p.read_text(encoding="utf-8")
        for p in sorted(site.rglob("index.html"))
    }
    return judge(snapshot_of(pages, base=base), load_rules(), load_language(), verify=False, tier=tier)


@pytest.fixture(scope="module")
def silo(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return judged("silo-first", tmp_path_factory.mktemp("a"), "https://www.wrenford.gov.uk")


@pytest.fixture(scope="module")
def tasks(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return judged("task-first", tmp_path_factory.mktemp("b"), "https://staging.example.invalid")


@pytest.fixture(scope="module")
def rebuilt(silo: Report, tasks: Report) -> Comparison:
    return side_by_side(silo, tasks, "redesign")


def test_the_rules_points_sum_to_the_difference_of_the_scores(rebuilt: Comparison) -> None:
    assert rebuilt.gap is not None
    assert rebuilt.gap.points == rebuilt.difference.points
    assert round(sum(m.points for m in rebuilt.difference.rules), 2) == rebuilt.gap.points
    assert rebuilt.gap.told_apart


def test_a_rebuilt_site_names_tasks_gained_and_lost_and_longer_ways(
    silo: Report, tasks: Report, rebuilt: Comparison
) -> None:
    undone = side_by_side(tasks, silo, "redesign")

    assert "report-missed-bin" in {t.id for t in rebuilt.gained}
    assert {t.id for t in undone.lost} == {t.id for t in rebuilt.gained}
    assert {t.id for t in undone.gained} == {t.id for t in rebuilt.lost}
    assert {t.id for t in undone.longer} == {t.id for t in rebuilt.shorter}
    assert ("bulky-waste", 3, 2) in [(t.id, t.clicks_before, t.clicks_after) for t in rebuilt.shorter]
    assert not {t.id for t in rebuilt.longer} & {t.id for t in rebuilt.shorter}


def test_a_rebuilt_site_names_the_units_that_left_the_menu(rebuilt: Comparison) -> None:
    assert rebuilt.labels is not None
    assert "Revenues and Benefits Service" in rebuilt.labels.units_gone
    assert rebuilt.labels.units_new == ()


def test_a_label_that_was_renamed_in_place_is_told_with_both_verdicts(silo: Report) -> None:
    def menu(label: str, orientation: str) -> Report:
        entry = MenuEntry(label=label, url="https://www.wrenford.gov.uk/rb/", orientation=orientation, confidence=0.9)
        return replace(silo, menu=(entry,))

    found = side_by_side(menu("Revenues and Benefits", "department"), menu("Council tax", "topic"), "redesign").labels

    assert found is not None
    assert [(m.url, m.before, m.after, m.orientation_before, m.orientation_after) for m in found.moved] == [
        ("/rb", "Revenues and Benefits", "Council tax", "department", "topic")
    ]


def test_a_site_beside_itself_differs_in_nothing(silo: Report) -> None:
    same = side_by_side(silo, silo, "redesign")

    assert same.gap is not None
    assert (same.gap.points, same.gap.told_apart) == (0, False)
    assert (same.gained, same.lost, same.longer, same.difference.rules, same.difference.tasks) == ((), (), (), (), ())
    assert same.addresses is not None
    assert (same.addresses.lost, same.addresses.not_asked) == ((), ())
    assert [s.title for s in sections(same)] == ["Score", "The two", "Addresses"]


def page(path: str, outcome: str = "ok", target: str = "", host: str = "https://new.example") -> ReportPage:
    return ReportPage(
        url=f"{host}{path}", outcome=outcome, status=None, title=f"Title of {path}", kind="service" if outcome == "ok" else "",
        focus="task", target=f"{host}{target}" if target else "", depth=0 if path == "/" else 1,
    )  # fmt: skip


def test_addresses_are_kept_led_on_sent_home_lost_or_not_asked(silo: Report) -> None:
    old = ("/", "/kept/", "/moved", "/twice", "/home-now", "/gone", "/slow", "/never", "/index.html?utm_source=x")
    before = replace(silo, pages=tuple(page(p, host="https://old.example") for p in old))
    after = replace(
        silo,
        start_url="https://new.example/",
        pages=(
            page("/"), page("/kept"), page("/moved", "redirect", "/new"), page("/new"), page("/twice", "redirect", "/moved"),
            page("/home-now", "redirect", "/"), page("/gone", "not_found"), page("/slow", "timeout"),
        ),
    )  # fmt: skip

    found = follow(before, after)

    assert found.kept == 2  # home, under both of its spellings, and /kept
    assert [(m.url, m.to) for m in found.led_on] == [("/moved", "/new"), ("/twice", "/new")]
    assert [m.url for m in found.sent_home] == ["/home-now"]
    assert [(m.url, m.outcome) for m in found.lost] == [("/gone", "not_found")]
    assert sorted(found.not_asked) == ["/never", "/slow"]


def test_redirects_in_a_ring_are_not_called_kept(silo: Report) -> None:
    before = replace(silo, pages=(page("/a"),))
    after = replace(silo, pages=(page("/a", "redirect", "/b"), page("/b", "redirect", "/a")))

    assert follow(before, after).not_asked == ("/a",)


def test_councils_of_different_kinds_are_compared_by_the_tasks_of_both(silo: Report, tmp_path: Path) -> None:
    county = judged("task-first", tmp_path, "https://www.shire.gov.uk", tier="county")

    told = side_by_side(silo, county, "councils")

    assert told.only_before != ()
    assert told.only_after != ()
    asked = [{t.id for t in r.tasks if t.expected} for r in (silo, county)]
    assert {t.id for t in told.difference.tasks} <= asked[0] & asked[1]
    assert told.shared == len(asked[0] & asked[1]) == sum(s.tasks for s in told.subjects)
    assert any("councils of different kinds (district, county)" in n for n in told.notes)
    assert (told.labels, told.addresses) == (None, None)


def test_judged_by_different_rules_is_said_first(silo: Report) -> None:
    told = side_by_side(silo, replace(silo, rules_digest="other"), "redesign")

    assert told.notes[0].startswith("The two were judged by different rules")


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        ("https://www.a.gov.uk/", "https://a.gov.uk/", "redesign"),
        ("https://www.a.gov.uk/", "https://folder.invalid/", "redesign"),
        ("https://www.a.gov.uk/", "https://www.b.gov.uk/", "councils"),
    ],
)
def test_the_hosts_say_whether_it_is_one_site(silo: Report, first: str, second: str, kind: str) -> None:
    assert kind_of(replace(silo, start_url=first), replace(silo, start_url=second)) == kind


def score(value: float | None, low: float | None, high: float | None) -> Score:
    return Score(value=value, low=low, high=high, coverage=1, groups=())


BOUNDS = st.tuples(st.floats(0, 100), st.floats(0, 20), st.floats(0, 20))


@given(BOUNDS, BOUNDS)
def test_the_interval_holds_the_difference_and_turns_round_with_the_order(
    a: tuple[float, float, float], b: tuple[float, float, float]
) -> None:
    first, second = (score(v, v - down, v + up) for v, down, up in (a, b))

    there, back = gap(first, second), gap(second, first)

    assert there is not None
    assert back is not None
    assert there.low <= there.points <= there.high
    assert (back.points, back.low, back.high) == pytest.approx((-there.points, -there.high, -there.low), abs=0.011)


def test_scores_within_their_intervals_cannot_be_told_apart() -> None:
    near = gap(score(60, 57, 63), score(63, 60, 66))
    far = gap(score(60, 57, 63), score(70, 67, 73))

    assert near is not None
    assert far is not None
    assert (near.told_apart, far.told_apart) == (False, True)
    assert gap(score(None, None, None), score(60, 57, 63)) is None


NASTY = "<script>x()</script> \x1b[31m [a](javascript:1) | =1 \u202e"


def test_every_format_shows_a_hostile_title_and_runs_none_of_it(silo: Report, tasks: Report) -> None:
    told = side_by_side(replace(silo, title=NASTY), replace(tasks, title=NASTY), "redesign")
    text, page, markdown = comparison_text(told, 80), comparison_html(told), comparison_markdown(told)

    assert max(map(len, text.splitlines())) <= 80
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", text + page + markdown)
    assert "<script" not in page + markdown
    assert "](javascript" not in markdown
    assert "x()" in text
    assert json.loads(comparison_json(told))["before"]["name"] == NASTY
