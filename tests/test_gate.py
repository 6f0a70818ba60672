"""The gate: what fails a build, and what must not."""

from dataclasses import replace

from citizencheck.gate import gate
from citizencheck.model.report import (
    SCHEMA_VERSION,
    OrientationCount,
    OrientationVerdict,
    Report,
    ReportFinding,
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
    )


def report(*findings: ReportFinding, score: float | None = 70.0, rules: tuple[RuleInfo, ...] = ()) -> Report:
    return Report(
        schema_version=SCHEMA_VERSION, tool="", rules_digest="", target="", start_url="", title="", started="", finished="",
        status="complete", reason="", budget_reached=False, summary="", tier="unknown", tier_confidence=0, tier_why=(), pack="uk",
        score=Score(value=score, low=score, high=score, coverage=1, groups=(), withheld="" if score is not None else "too little was read"),
        orientation=OrientationVerdict(navigation=NOBODY, content=NOBODY), ledger=(), gains=(), findings=findings, tasks=(),
        sections=(), menu=(), seams=(), pages=(), links_broken=(), rules=rules,
    )  # fmt: skip


def rule_info(outcome: str) -> RuleInfo:
    return RuleInfo(
        id="menu-words", group="navigation", title="", failing="", severity="serious", confidence="high", status="stable",
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
    before = report(finding("old"), finding("mended"))

    assert gate(report(finding("old")), fail_on=["new", "minor"], baseline=before).passed
    result = gate(report(finding("old"), finding("fresh")), fail_on=["new"], baseline=before)

    assert [f.fingerprint for f in result.new] == ["fresh"]
    assert [f.fingerprint for f in result.fixed] == ["mended"]
    assert result.failures == ("1 new finding since the baseline.",)
    assert result.notes[0] == "Against the baseline: 1 new finding, 1 known, 1 gone."


def test_a_finding_of_low_confidence_is_shown_and_never_fails() -> None:
    assert gate(report(finding("a", "critical", scored=False)), fail_on=["minor"]).passed


def test_never_fails_nothing() -> None:
    assert gate(report(finding("a", "critical")), fail_on=["never"]).passed


def test_a_rule_that_could_not_tell_is_named() -> None:
    silent = replace(rule_info("cannot_tell"))

    result = gate(report(rules=(silent, rule_info("pass"))), fail_on=["serious"])

    assert result.passed
    assert result.notes == ("1 rule could not tell and so neither passed nor failed: menu-words.",)
