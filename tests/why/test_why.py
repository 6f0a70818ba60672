"""Why a report says what it says: every link of the chain, and what is said where one is broken."""

import itertools
import json
import shutil
import sqlite3
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from citizencheck.crawl import CrawlPlan
from citizencheck.errors import OutputError, UsageError
from citizencheck.model.url import place
from citizencheck.pipeline import audit, crawl_site, explain_in_run, load_judgement, read_report
from citizencheck.store import RunStore
from citizencheck.why import Case, LabelWhy, PageWhy, RuleWhy, explain, open_case
from citizencheck.why.points import points_of
from fixtures_support import materialise

HOME = "https://folder.invalid/"


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("why")
    materialise("silo-first", place / "site")
    audit(CrawlPlan(target=str(place / "site")), place / "run")
    return place / "run"


@pytest.fixture(scope="module")
def case(run: Path) -> Iterator[Case]:
    """The run, opened once for all that only look."""
    rules, language = load_judgement()
    with RunStore.open(run) as store:
        yield open_case(read_report(run), store.snapshot(), rules, language, store.body)


@pytest.fixture
def own_run(run: Path, tmp_path: Path) -> Path:
    """A copy that a test may break."""
    return Path(shutil.copytree(run, tmp_path / "run"))


def edit_report(run: Path, change: Any) -> None:
    data = json.loads((run / "report.json").read_text())
    change(data)
    (run / "report.json").write_text(json.dumps(data))


def rule(run: Path, what: str) -> RuleWhy:
    told = explain_in_run(run, what)
    assert isinstance(told, RuleWhy)
    return told


def label(run: Path, what: str) -> LabelWhy:
    told = explain_in_run(run, what)
    assert isinstance(told, LabelWhy)
    return told


def page(run: Path, what: str) -> PageWhy:
    told = explain_in_run(run, what)
    assert isinstance(told, PageWhy)
    return told


# Findings


def test_a_finding_is_told_from_its_bytes_to_its_points(run: Path) -> None:
    finding = next(f for f in read_report(run).findings if f.rule == "department-words-in-menu")

    told = rule(run, finding.fingerprint)

    assert (told.rule.id, told.rule.severity, told.rule.pass_at, told.rule.zero_at) == (
        "department-words-in-menu",
        "critical",
        0.95,
        0.4,
    )
    assert told.rule.unit.startswith("Share of the site menus' labels")
    [part] = told.findings
    assert (part.fingerprint, part.message, part.again) == (finding.fingerprint, finding.message, True)
    assert (part.value, part.achieved, part.numbers["count"], part.numbers["total"]) == (0.125, 0.0, 7, 8)
    first = part.evidence[0]
    assert (first.quote, first.bytes.stored, first.elements, first.at_selector, first.in_page) == (
        "Democratic Services",
        "sound",
        1,
        True,
        True,
    )
    assert first.bytes.place == f"crawl.db, table bodies, key {first.bytes.sha256}"
    assert part.points == told.points.lost
    assert told.points.share / 2 < told.points.lost < told.points.share  # another rule fails wholly in the same group


def test_the_words_were_judged_as_the_rule_heard_them_with_every_sign(run: Path) -> None:
    labels = {x.label: x for x in rule(run, "department-words-in-menu").findings[0].labels}

    revenues = labels["Revenues and Benefits Service"]

    assert (revenues.orientation, revenues.sure, revenues.where, revenues.siblings) == (
        "department",
        True,
        "main-nav",
        8,
    )
    assert revenues.rules == ("department-words-in-menu",)
    assert {s.said: s.speaks_for for s in revenues.signs}["names a unit: “revenues and benefits”"] == {
        "department": 1.6
    }
    listed = [s.speaks_for for s in revenues.signs if not s.said.startswith("other labels")]
    assert sum(x.get("department", 0) for x in listed) == pytest.approx(5.2)  # its words, and its page says so itself
    assert sum(x.get("topic", 0) for x in listed) == pytest.approx(0.4)
    told = sum(s.speaks_for.get("department", 0) for s in revenues.signs)
    assert revenues.sums["department"] == pytest.approx(told, abs=0.001)
    assert next(iter(revenues.sums)) == revenues.orientation


def test_every_finding_is_found_again_and_every_quote_is_looked_up(case: Case) -> None:
    for finding in case.report.findings:
        told = explain(case, finding.fingerprint)
        assert isinstance(told, RuleWhy)
        assert told.rule.id == finding.rule
        for part in told.findings:
            assert part.again, part.message
            for proof in part.evidence:
                assert proof.bytes.stored == "sound", proof
                assert not proof.quote or proof.in_page or proof.in_address, proof


def test_points_add_up_to_the_headline_for_every_rule(case: Case) -> None:
    for line in case.report.ledger:
        p = points_of(case.report, line.rule)
        assert p.headline is not None
        assert p.headline == case.report.score.value
        assert round(p.headline + p.lost + p.lost_in_group + p.lost_elsewhere, 2) == 100, line.rule
        assert (p.reason == "") is line.scored
        if line.scored:
            group = 100 * p.group_weight / p.measured_weight
            assert p.share == pytest.approx(group * 0.9 * p.part / 10, abs=0.011), line.rule
            assert p.group_score is not None
            assert p.lost == pytest.approx(group * (1 - p.group_score / 100) * p.takes / (p.all_take or 1), abs=0.02), (
                line.rule
            )


def test_the_findings_of_a_rule_share_out_what_it_lost(run: Path) -> None:
    told = rule(run, "department-gatekeepers")
    parts = [rule(run, f.fingerprint).findings[0] for f in told.others]

    assert sorted(p.value or 0 for p in parts) == [1] * 7 + [2] * 2  # two tasks lie behind a directorate and its unit
    assert sum(p.points or 0 for p in parts) == pytest.approx(told.points.lost, abs=0.045)  # nine rounded figures
    assert (told.points.affected, told.points.of) == (9, 9)


def test_a_gatekeeper_is_shown_with_what_its_page_was_taken_for(run: Path) -> None:
    finding = next(
        f for f in read_report(run).findings if f.rule == "department-gatekeepers" and "Book a bulky waste" in f.message
    )

    [part] = rule(run, finding.fingerprint).findings

    assert part.task is not None
    assert (part.task.title, part.task.role) == ("Book a bulky waste collection", "own")
    assert part.task.url.startswith("https://folder.invalid/environmental-services/waste-management/")
    assert [(p.h1, p.kind, p.name.orientation) for p in part.pages] == [
        ("Environmental Services Directorate", "department", "department"),
        ("Waste Management Unit", "department", "department"),
    ]


def test_findings_that_quote_nothing_are_told_apart_by_their_task(run: Path) -> None:
    missing = [f for f in read_report(run).findings if f.rule == "missing-tasks"]

    told = rule(run, missing[0].fingerprint)

    assert len({f.fingerprint for f in missing}) == len(missing) > 1
    assert [p.message for p in told.findings] == [missing[0].message]
    assert all(p.again for p in told.findings)


def test_a_rule_that_passes_costs_nothing_and_one_of_low_confidence_says_why(run: Path) -> None:
    passed, low = rule(run, "locked-zoom"), rule(run, "hard-to-search-tasks")

    assert (passed.points.outcome, passed.points.lost, passed.findings, passed.others) == ("pass", 0.0, (), ())
    assert low.points.reason == "Rules of low confidence are shown and never scored."
    assert low.points.lost == 0
    for part in rule(run, low.others[0].fingerprint).findings:
        assert (part.again, part.scored, part.points) == (True, False, None)


def test_a_beginning_is_enough_and_an_ambiguous_one_lists_what_it_may_mean(run: Path) -> None:
    names = sorted({f.fingerprint for f in read_report(run).findings})
    first, second = next((a, b) for a, b in itertools.pairwise(names) if a[0] == b[0])

    assert rule(run, first[:12]).findings[0].fingerprint == first
    with pytest.raises(UsageError, match="findings have a fingerprint that begins with") as e:
        explain_in_run(run, first[0])
    assert first in e.value.mend
    assert second in e.value.mend


# What is broken is said


def test_bytes_that_were_changed_or_are_gone_are_named_as_such(own_run: Path) -> None:
    sha256 = next(p.sha256 for p in read_report(own_run).pages if p.url == HOME)
    db = sqlite3.connect(own_run / "crawl.db")
    db.execute("UPDATE bodies SET body = ? WHERE sha256 = ?", (zlib.compress(b"<h1>Another page</h1>"), sha256))
    db.commit()
    changed = rule(own_run, "department-words-in-menu").findings[0].evidence[0]
    db.execute("UPDATE bodies SET body = ? WHERE sha256 = ?", (b"no zlib", sha256))
    db.commit()
    torn = rule(own_run, "department-words-in-menu").findings[0].evidence[0]
    db.execute("DELETE FROM bodies WHERE sha256 = ?", (sha256,))
    db.commit()
    gone = rule(own_run, "department-words-in-menu").findings[0].evidence[0]
    db.close()

    assert [p.bytes.stored for p in (changed, torn, gone)] == ["damaged", "damaged", "missing"]
    assert [p.in_page for p in (changed, torn, gone)] == [None, None, None]


def test_a_report_by_other_rules_says_so_and_the_same_rules_say_nothing(run: Path, own_run: Path) -> None:
    edit_report(own_run, lambda d: d.update(rules_digest="0000000000000000"))

    assert rule(run, "locked-zoom").notes == ()
    [note] = rule(own_run, "locked-zoom").notes
    assert "made by other rules (0000000000000000)" in note


def test_a_finding_that_todays_rules_do_not_find_has_no_value(own_run: Path) -> None:
    def reword(data: Any) -> None:
        finding = next(f for f in data["findings"] if f["rule"] == "department-words-in-menu")
        finding["message"] = "The menus name 9 units."

    edit_report(own_run, reword)

    [part] = rule(own_run, "department-words-in-menu").findings

    assert (part.again, part.value, part.achieved, part.points) == (False, None, None, None)
    assert part.evidence[0].at_selector is True


def test_a_rule_that_is_gone_is_told_from_the_report_alone(own_run: Path) -> None:
    (own_run / "report.json").write_text(
        (own_run / "report.json").read_text().replace('"department-words-in-menu"', '"menus-of-old"')
    )

    told = rule(own_run, "menus-of-old")

    assert (told.rule.known, told.rule.pass_at, told.findings[0].again) == (False, None, False)
    assert told.points.lost > 0


def test_a_run_that_was_not_judged_says_what_to_do(tmp_path: Path) -> None:
    materialise("tiny", tmp_path / "site")
    crawl_site(CrawlPlan(target=str(tmp_path / "site")), tmp_path / "run")

    with pytest.raises(OutputError, match="citizencheck judge"):
        explain_in_run(tmp_path / "run", "/")


def test_a_site_that_could_not_be_read_has_no_points(tmp_path: Path) -> None:
    audit(CrawlPlan(target="http://127.0.0.1:9/", delay=0), tmp_path / "run")

    told, start = rule(tmp_path / "run", "missing-viewport"), page(tmp_path / "run", "/")

    assert told.points.headline is None
    assert told.points.reason.startswith("There is no score: ")
    assert told.notes[0].startswith("The crawl is unavailable.")
    assert (start.url, start.taken_for, start.bytes.stored) == ("http://127.0.0.1:9/", None, "none")


# Addresses


@pytest.mark.parametrize(
    "spelled",
    [
        "https://folder.invalid/environmental-services/waste-management/",
        "/environmental-services/waste-management/",
        "/environmental-services/waste-management/index.html",
        "environmental-services/waste-management",
        "folder.invalid/environmental-services/waste-management/#top",
    ],
)
def test_an_address_is_known_however_it_is_written(run: Path, spelled: str) -> None:
    told = page(run, spelled)

    assert told.url == "https://folder.invalid/environmental-services/waste-management/"
    assert (told.outcome, told.status, told.bytes.stored) == ("ok", 200, "sound")


def test_a_page_is_told_with_its_ways_tasks_rules_and_findings(run: Path) -> None:
    told = page(run, "/environmental-services/waste-management/")

    assert told.taken_for is not None
    assert (told.taken_for.h1, told.taken_for.kind, told.taken_for.focus) == (
        "Waste Management Unit",
        "department",
        "department",
    )
    assert told.taken_for.name.orientation == "department"
    assert told.way == ("Environmental Services Directorate", "Waste Management Unit")
    assert told.depth == 2
    assert ("Book a bulky waste collection", "gatekeeper") in [(t.title, t.role) for t in told.tasks]
    assert "Waste Management Unit" in {s.label for s in told.links_in}
    assert "department-gatekeepers" in {f.rule for f in told.findings}
    assert {r.rule: r.outcome for r in told.rules}["missing-viewport"] == "pass"


def test_what_rules_say_of_a_page_is_what_the_report_found_there(run: Path) -> None:
    report = read_report(run)
    url = "https://folder.invalid/environmental-services/waste-management/green-waste/"
    files = {r.id for r in report.rules}
    about = {f.rule for f in report.findings if f.url == url or place(url) in f.elements} & files

    failed = {r.rule for r in page(run, url).rules if r.outcome == "fail"}

    assert about
    assert failed == about


def test_a_missing_page_and_an_unknown_address_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text(
        '<html lang="en"><title>Anytown</title><body><main><h1>Anytown</h1><p>All of it.</p><a href="/bins">Bins</a></main>'
    )
    audit(CrawlPlan(target=str(tmp_path / "site")), tmp_path / "run")

    told = page(tmp_path / "run", "/bins")

    assert (told.outcome, told.status, told.bytes.stored, told.taken_for) == ("not_found", 404, "none", None)
    assert [(s.label, s.example, s.outcome) for s in told.links_in] == [("Bins", HOME, "not_found")]
    with pytest.raises(UsageError, match="The run knows no address /bin-days") as e:
        explain_in_run(tmp_path / "run", "/bin-days")
    assert "/bins" in e.value.mend


# Labels


def test_a_label_is_told_with_its_places_signs_tasks_and_findings(run: Path) -> None:
    told = label(run, "technical services")

    assert told.label == "Technical Services"
    assert ("nav", "https://folder.invalid/technical-services/", "ok") in [
        (s.region, s.target, s.outcome) for s in told.stands
    ]
    menu = next(v for v in told.verdicts if v.where == "main-nav")
    assert (menu.orientation, menu.sure) == ("department", True)
    assert "department-words-in-menu" in menu.rules
    assert "department-words-in-menu" in {f.rule for f in told.findings}


def test_a_label_that_is_not_there_names_the_nearest_that_are(run: Path) -> None:
    with pytest.raises(UsageError, match="Nothing in the run is called 'Technical Service'") as e:
        explain_in_run(run, "Technical Service")

    assert "Technical Services" in e.value.mend.splitlines()[1]


def test_a_menu_heading_that_is_no_link_is_a_label_too(tmp_path: Path) -> None:
    menu = '<nav><ul><li><button>Revenues section</button><ul><li><a href="/a">Pay council tax</a></li></ul></li><li><a href="/">Home</a></li></ul></nav>'
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text(
        f'<html lang="en"><title>Anytown</title><body>{menu}<main><h1>Anytown</h1><p>All of it.</p></main>'
    )
    audit(CrawlPlan(target=str(tmp_path / "site")), tmp_path / "run")

    [stand] = label(tmp_path / "run", "Revenues section").stands

    assert (stand.region, stand.target, stand.pages, stand.example) == ("nav", "", 1, HOME)


def test_a_label_of_hex_digits_is_a_label_and_no_fingerprint(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text(
        '<html lang="en"><title>Anytown</title><body><main><h1>Anytown</h1><p>All of it.</p><a href="/b">Dad</a></main>'
    )
    audit(CrawlPlan(target=str(tmp_path / "site")), tmp_path / "run")

    assert label(tmp_path / "run", "Dad").label == "Dad"
    with pytest.raises(UsageError, match="WHAT is empty"):
        explain_in_run(tmp_path / "run", "  ")
