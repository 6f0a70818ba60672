"""What the gate decided, for people who read a build's log."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from citizencheck.gate import GateResult
from citizencheck.model.report import ReportFinding
from citizencheck.report.escape import short_url

MOST: Final = 20
"""New findings that are listed; the report has them all."""
MOST_OLD: Final = 5


def gate_lines(decision: GateResult) -> Iterator[str]:
    """The comparison with the baseline, then what a reader should know, then why it did not pass."""
    if decision.against:
        yield decision.against
        yield from _listed("New", decision.new, MOST)
        for grown in decision.grown[:MOST]:
            yield f"  Grown: {_line(grown.finding)}"
            for piece in grown.added[:3]:
                yield f"    now also: {_words(piece.quote or piece.note)} {short_url(piece.url)}"
            if grown.hidden or len(grown.added) > 3:
                yield f"    and {grown.hidden + max(0, len(grown.added) - 3)} more"
        yield from _listed("Known", decision.known, MOST_OLD)
        if decision.fixed:
            yield f"Well done: {_count(len(decision.fixed))} of the baseline mended."
            yield from _listed("Mended", decision.fixed, MOST)
        for unseen in decision.unseen[:MOST_OLD]:
            yield f"  Not looked at again: {_line(unseen.finding)}: {unseen.reason}"
    yield from decision.notes
    for failure in decision.failures:
        yield f"Not passed: {failure}"


def _listed(word: str, findings: Sequence[ReportFinding], most: int) -> Iterator[str]:
    for finding in findings[:most]:
        yield f"  {word}: {_line(finding)}"
    if len(findings) > most:
        yield f"  and {len(findings) - most} more of these; the report has them all"


def _line(finding: ReportFinding) -> str:
    shown = "" if finding.scored else ", not scored"
    return f"{finding.severity}{shown}: {finding.message} {short_url(finding.url)} [{finding.rule}]"


def _words(text: str) -> str:
    return f"“{text[:80]}” on" if text else "on"


def _count(n: int) -> str:
    return "1 finding" if n == 1 else f"{n} findings"
