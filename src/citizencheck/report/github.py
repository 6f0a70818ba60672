"""GitHub: workflow commands that become annotations. Its step summary is the Markdown report, which the command line adds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from citizencheck.gate import GateResult
from citizencheck.model import RuleOutcome
from citizencheck.model.report import Report, ReportFinding
from citizencheck.report.escape import for_github, for_github_property, plain, short_url
from citizencheck.report.words import file_of, score_sentence

MOST: Final = 10
"""Annotations of one level that GitHub keeps of one step."""
LEVELS: Final = {"critical": "error", "serious": "error", "moderate": "warning", "minor": "notice"}


def to_github(report: Report, decision: GateResult | None = None) -> str:
    """One annotation a finding, at most ten of a level, and one that says what is left; with a baseline only what it does not hold."""
    lines = [f"::notice title=citizencheck::{for_github(score_sentence(report))}"]
    lines += _findings(report, decision)
    lines += [
        f"::warning title={for_github_property(f'Not judged: {r.id}')}::{for_github(r.reason)}"
        for r in report.rules
        if r.outcome == RuleOutcome.ERROR
    ][:MOST]
    lines += [f"::error title=Not passed::{for_github(text)}" for text in (decision.failures if decision else ())]
    return "\n".join(lines) + "\n"


def _findings(report: Report, decision: GateResult | None) -> Iterator[str]:
    shown = [f for f in report.findings if f.scored]
    if decision is not None:
        fresh = {id(f) for f in decision.new} | {id(g.finding) for g in decision.grown}
        shown = [f for f in shown if id(f) in fresh]
    used = dict.fromkeys(LEVELS.values(), 0)
    left = 0
    for finding in shown:
        level = LEVELS[finding.severity]
        if used[level] < MOST - 1:
            used[level] += 1
            yield _annotation(finding, level, report.target)
        else:
            left += 1
    if left:
        yield f"::notice title=citizencheck::and {left} more findings; the step summary and the report have them"


def _annotation(finding: ReportFinding, level: str, target: str) -> str:
    file = file_of(finding.url, target)
    place = f"file={for_github_property(file)}," if file else ""
    where = "" if file else f" {short_url(finding.url)}"
    quotes = "".join(f" “{plain(e.quote)[:80]}”" for e in finding.evidence[:3] if e.quote)
    words = for_github(f"{finding.message}{quotes}{where}")
    return f"::{level} {place}title={for_github_property(finding.rule)}::{words}"
