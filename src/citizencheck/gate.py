"""Whether a report passes: a decision for continuous integration, apart from the score."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from citizencheck.model import RuleOutcome
from citizencheck.model.report import Report, ReportFinding

SEVERITIES: Final = ("minor", "moderate", "serious", "critical")
FAIL_ON: Final = (*SEVERITIES, "new", "never")


@dataclass(frozen=True, slots=True, kw_only=True)
class GateResult:
    passed: bool
    failures: tuple[str, ...]
    """Why it did not pass, in sentences."""
    notes: tuple[str, ...]
    """What else a reader should know: old findings, fixed ones, rules that did not run."""
    new: tuple[ReportFinding, ...] = ()
    fixed: tuple[ReportFinding, ...] = ()


def gate(
    report: Report,
    *,
    fail_under: float | None = None,
    fail_on: Iterable[str] = (),
    baseline: Report | None = None,
) -> GateResult:
    """The decision on ``report``: any one broken condition fails it.

    With a ``baseline`` only findings that it does not hold can fail the gate; the old ones are counted in the notes.
    Findings of low confidence are shown and never scored, so they never fail a gate.
    """
    conditions = [c for c in fail_on if c != "never"]
    known = {f.fingerprint for f in baseline.findings} if baseline else set()
    scored = [f for f in report.findings if f.scored]
    new = [f for f in scored if f.fingerprint not in known]
    failures = [*_too_low(report, fail_under), *_findings_fail(new, conditions, against=baseline is not None)]
    notes = []
    fixed: list[ReportFinding] = []
    if baseline:
        here = {f.fingerprint for f in report.findings}
        fixed = [f for f in baseline.findings if f.fingerprint not in here]
        notes.append(
            f"Against the baseline: {_count(len(new), 'new finding')}, {len(scored) - len(new)} known, {len(fixed)} gone."
        )
    if conditions or fail_under is not None:
        notes += _not_run(report)
    return GateResult(
        passed=not failures,
        failures=tuple(failures),
        notes=tuple(notes),
        new=tuple(new) if baseline else (),
        fixed=tuple(fixed),
    )


def _too_low(report: Report, floor: float | None) -> list[str]:
    if floor is None:
        return []
    if report.score.value is None:
        return [f"There is no score to hold against {floor:g}: {report.score.withheld}"]
    return [f"The score is {report.score.value:g}, below {floor:g}."] if report.score.value < floor else []


def _findings_fail(new: list[ReportFinding], conditions: list[str], *, against: bool) -> list[str]:
    word = "new finding" if against else "finding"
    if "new" in conditions and new:
        return [f"{_count(len(new), word)} since the baseline."]
    levels = [SEVERITIES.index(c) for c in conditions if c in SEVERITIES]
    if not levels:
        return []
    bad = [f for f in new if SEVERITIES.index(f.severity) >= min(levels)]
    return [f"{_count(len(bad), word)} of severity {SEVERITIES[min(levels)]} or worse."] if bad else []


def _not_run(report: Report) -> list[str]:
    silent = [r.id for r in report.rules if r.outcome in (RuleOutcome.ERROR, RuleOutcome.CANNOT_TELL)]
    return (
        [f"{_count(len(silent), 'rule')} could not tell and so neither passed nor failed: {', '.join(silent)}."]
        if silent
        else []
    )


def _count(n: int, word: str) -> str:
    return f"{n} {word}" if n == 1 else f"{n} {word}s"
