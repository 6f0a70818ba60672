"""Every finding of a report, proved against the stored bytes: they are the ones named, and they hold the words quoted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from citizencheck.why.case import Case, notes_of
from citizencheck.why.proofs import Prover
from citizencheck.why.values import Proof


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A piece of evidence that the stored bytes do not bear out."""

    rule: str
    fingerprint: str
    url: str
    quote: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    findings: int
    pieces: int
    """Pieces of evidence that were looked up."""
    proven: int
    """The bytes have the hash that the report names, and hold the quote where there is one."""
    without_bytes: int
    """Pieces that name no bytes: what was said of a page that has none."""
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]
    """What a reader must know before believing the rest."""


def verify(case: Case) -> Verification:
    """The proof of each piece of evidence of each finding of ``case.report``."""
    prover = Prover(case)
    proofs = [(f, prover.prove(e)) for f in case.report.findings for e in f.evidence]
    return Verification(
        findings=len(case.report.findings),
        pieces=len(proofs),
        proven=sum(p.bytes.stored != "none" and not wrong_with(p) for _, p in proofs),
        without_bytes=sum(p.bytes.stored == "none" for _, p in proofs),
        problems=tuple(
            Problem(rule=f.rule, fingerprint=f.fingerprint, url=p.url, quote=p.quote, what=what)
            for f, p in proofs
            for what in wrong_with(p)
        ),
        notes=notes_of(case),
    )


def wrong_with(proof: Proof) -> tuple[str, ...]:
    """What the stored bytes hold against a piece of evidence, in words; empty where they bear it out."""
    return tuple(_wrong(proof))


def _wrong(proof: Proof) -> Iterator[str]:
    kept = proof.bytes
    if kept.stored == "missing":
        yield f"the run holds no bytes with the hash {kept.sha256}"
    elif kept.stored == "damaged":
        yield f"the bytes stored under {kept.sha256} have another hash: they were changed"
    elif kept.stored == "sound" and proof.quote and not (proof.at_selector or proof.in_page or proof.in_address):
        yield "the bytes do not hold the words that are quoted"
