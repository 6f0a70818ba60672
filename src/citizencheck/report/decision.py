"""What a gate decided, for the formats that people read: the lines, and a word for each finding."""

from __future__ import annotations

from collections.abc import Mapping

from citizencheck.gate import GateResult


def has_spoken(decision: GateResult | None) -> bool:
    """Whether a gate was asked for anything, and so has anything to say."""
    return decision is not None and bool(decision.failures or decision.against or decision.notes or decision.accepted)


def verdict(decision: GateResult) -> str:
    """One word or two."""
    return "Passed" if decision.passed else "Not passed"


def lines(decision: GateResult) -> tuple[str, ...]:
    """Why it did not pass, how the report compares with the baseline, what else to know."""
    return (*decision.failures, *((decision.against,) if decision.against else ()), *decision.notes)


def standing(decision: GateResult | None) -> Mapping[str, str]:
    """Fingerprint -> how the gate takes the finding: ``new``, ``grown``, ``known`` (only beside a baseline) or ``accepted``."""
    if decision is None:
        return {}
    told = {f.fingerprint: "accepted" for f, _ in decision.accepted}
    if decision.against:
        told |= {f.fingerprint: "known" for f in decision.known}
        told |= {g.finding.fingerprint: "grown" for g in decision.grown}
        told |= {f.fingerprint: "new" for f in decision.new}
    return told
