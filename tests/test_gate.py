"""The gate: what fails a build, and what must not."""

from dataclasses import replace
from datetime import date

import pytest

from citizencheck.gate import Acceptance, gate
from citizencheck.model.report import (
    SCHEMA_VERSION,
    EvidenceItem,
    OrientationCount,
    OrientationVerdict,
    Report,
    ReportFinding,
    ReportPage,
    RuleInfo,
    Score,
)

NOBODY = OrientationCount(departmental=0, citizen=0, unclear=0, verdict="not enough evidence")


def finding(fingerprint: str, severity: str = "serious", *, scored: bool = True) -> ReportFinding:
    return ReportFinding(
        rule="broken-links",
        severity=severity,
        confidence="high",
        message="m",
        fingerprint=fingerprint,
        evidence=(),
        scored=scored,
        url=HOME.url,
    )


HOME = ReportPage(url="https://www.anytown.gov.uk/", outcome="ok", status=200, title="", kind="home", focus="other")


def piece(quote: str) -> EvidenceItem:
    return EvidenceItem(kind="menu", url=HOME.url, selector="", quote=quote, sha256="", link="")


def report(
    *findings: ReportFinding,
    score: float | None = 70.0,
    rules: tuple[RuleInfo, ...] = (),
    pages: tuple[ReportPage, ...] = (),
) -> Report:
    return Report(
        schema_version=SCHEMA_VERSION, tool="", rules_digest="", target="", start_url="", title="", started="", finished="",
        status="complete", reason="", budget_reached=False, summary="", tier="unknown", tier_confidence=0, tier_why=(), pack="uk",
        score=Score(value=score, low=score, high=score, coverage=1, groups=(), withheld="" if score is not None else "too little was read"),
        orientation=OrientationVerdict(navigation=NOBODY, content=NOBODY), ledger=(), gains=(), findings=findings, tasks=(),
        sections=(), menu=(), seams=(), pages=pages, links_broken=(), rules=rules,
    )  # fmt: skip


def rule_info(outcome: str) -> RuleInfo:
    return RuleInfo(
        id="broken-links", group="findability", title="", failing="", severity="serious", confidence="high", status="stable",
        why="", fix="", assumes="", sources=(), outcome=outcome,
    )  # fmt: skip


def test_without_conditions_everything_passes() -> None:
    assert gate(report(finding("a", "critical"), score=1.0)).passed


def test_a_score_on_the_floor_passes_and_one_below_fails() -> None:
    assert gate(report(score=60.0), fail_under=60).passed
    assert gate(report(score=59.99), fail_under=60).failures == ("The score is 59.99, below 60.",)


def test_a_withheld_score_never_passes_a_floor() -> None:
    result = gate(report(score=None), fail_under=10)

    assert result.failures == ("There is no score to hold against 10: too little was read",)


def test_a_severity_fails_on_itself_and_on_worse_but_not_on_milder() -> None:
    assert gate(report(finding("a", "moderate")), fail_on=["serious"]).passed
    assert not gate(report(finding("a", "serious")), fail_on=["serious"]).passed
    assert not gate(report(finding("a", "critical")), fail_on=["serious"]).passed


def test_an_old_finding_does_not_fail_and_a_new_one_does() -> None:
    before = report(finding("old"), finding("mended"), rules=(rule_info("fail"),), pages=(HOME,))

    assert gate(report(finding("old")), fail_on=["new", "minor"], baseline=before).passed
    result = gate(
        report(finding("old"), finding("fresh"), rules=(rule_info("fail"),), pages=(HOME,)),
        fail_on=["new"],
        baseline=before,
    )

    assert [f.fingerprint for f in result.new] == ["fresh"]
    assert [f.fingerprint for f in result.known] == ["old"]
    assert [f.fingerprint for f in result.fixed] == ["mended"]
    assert result.failures == ("1 new finding since the baseline.",)
    assert result.against == "Against the baseline: 1 new finding, 0 grown, 1 known, 1 mended."


def test_a_known_finding_that_shows_more_fails_and_says_what() -> None:
    old = replace(finding("menu"), elements=("a", "b"), evidence=(piece("Legal Services"), piece("Housing Services")))
    more = replace(
        old,
        elements=("b", "c", "a"),
        evidence=(piece("Housing Services"), piece("Streetscene"), piece("Legal Services")),
    )
    fewer = replace(old, elements=("b",), evidence=(piece("Housing Services"),))

    result = gate(report(more), fail_on=["new"], baseline=report(old))

    assert [[e.quote for e in g.added] for g in result.grown] == [["Streetscene"]]
    assert result.failures == ("0 new findings and 1 that grew since the baseline.",)
    assert gate(report(fewer), fail_on=["new"], baseline=report(old)).passed


@pytest.mark.parametrize(
    ("outcome", "reason"),
    [
        ("cannot_tell", "the rule could not tell: no browser"),
        ("not_applicable", "the rule does not apply any more: no browser"),
        ("error", "the rule could not tell: no browser"),
    ],
)
def test_nothing_is_called_mended_that_was_not_looked_at_again(outcome: str, reason: str) -> None:
    before = report(finding("old"), rules=(rule_info("fail"),), pages=(HOME,))

    result = gate(report(rules=(replace(rule_info(outcome), reason="no browser"),), pages=(HOME,)), baseline=before)

    assert result.fixed == ()
    assert [u.reason for u in result.unseen] == [reason]
    assert any("did not judge this site: broken-links" in n for n in result.notes)


@pytest.mark.parametrize(
    ("outcome", "reason"),
    [
        ("timeout", "its page was not read (timeout)"),
        ("not_found", "its page is not there any more"),
        ("redirect", "its page is not there any more"),
    ],
)
def test_a_page_that_was_not_read_mends_nothing(outcome: str, reason: str) -> None:
    before = report(finding("old"), rules=(rule_info("fail"),), pages=(HOME,))

    result = gate(report(rules=(rule_info("pass"),), pages=(replace(HOME, outcome=outcome),)), baseline=before)

    assert result.fixed == ()
    assert [u.reason for u in result.unseen] == [reason]


def test_a_rule_that_raised_an_error_fails_the_conditions_that_ask_for_it() -> None:
    broken = report(rules=(rule_info("error"),))

    assert gate(broken, fail_on=["serious"]).failures == ("1 rule could not be run: broken-links.",)
    assert gate(broken, fail_on=["new"], baseline=report()).failures == ("1 rule could not be run: broken-links.",)
    assert gate(broken, fail_on=["critical"]).passed
    assert gate(broken, fail_on=["critical"]).notes != ()


def test_a_baseline_of_other_rules_is_said() -> None:
    before = replace(report(), rules_digest="other")

    result = gate(report(finding("a"), rules=(rule_info("fail"),)), fail_on=["new"], baseline=before)

    assert not result.passed
    assert "It did not know broken-links: what they find counts as new." in " ".join(result.notes)


def acceptance(**given: str) -> Acceptance:
    until = date.fromisoformat(given.pop("until", "2026-12-31"))
    return Acceptance(rule="broken-links", reason="the archive moves in May", until=until, **given)


def test_an_accepted_finding_never_fails_until_its_day_is_past() -> None:
    bad = report(finding("a", "critical"))
    accepted = [acceptance()]

    held = gate(bad, fail_on=["minor"], accepted=accepted, today=date(2026, 12, 31))
    ended = gate(bad, fail_on=["minor"], accepted=accepted, today=date(2027, 1, 1))

    assert held.passed
    assert held.notes == ("1 finding accepted until 2026-12-31: broken-links (the archive moves in May).",)
    assert not ended.passed
    assert ended.notes == ("The acceptance of broken-links ended on 2026-12-31. 1 finding of it counts again.",)


def test_an_acceptance_that_nothing_needs_is_named() -> None:
    result = gate(report(), accepted=[acceptance(url="/archive/*")], today=date(2026, 1, 1))

    assert result.notes == ("Nothing needs the acceptance of broken-links on /archive/* any more: take it out.",)


@pytest.mark.parametrize(
    ("pattern", "covered"),
    [
        ("/archive/*", True),
        ("/archive/2019/", True),
        ("/archive/2019", True),
        ("https://www.anytown.gov.uk/archive/2019/", True),
        ("https://www.anytown.gov.uk/archive/*", True),
        ("https://www.othertown.gov.uk/archive/2019/", False),
        ("/archive/", False),
        ("/bins/*", False),
    ],
)
def test_an_acceptance_speaks_of_its_own_pages_alone(pattern: str, covered: bool) -> None:
    there = replace(finding("a"), url="https://www.anytown.gov.uk/archive/2019/")

    assert acceptance(url=pattern).covers(there) is covered
    assert not acceptance(url=pattern).covers(replace(there, rule="dead-links"))


def test_a_finding_of_low_confidence_is_shown_and_never_fails() -> None:
    assert gate(report(finding("a", "critical", scored=False)), fail_on=["minor"]).passed


def test_never_fails_nothing() -> None:
    assert gate(report(finding("a", "critical")), fail_on=["never"]).passed


def test_a_rule_that_could_not_tell_is_named() -> None:
    silent = replace(rule_info("cannot_tell"))

    result = gate(report(rules=(silent, rule_info("pass"))), fail_on=["serious"])

    assert result.passed
    assert result.notes == ("1 rule could not tell and so neither passed nor failed: broken-links.",)
