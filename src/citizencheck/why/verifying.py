"""Every finding of a report, proved against the stored bytes: they are the ones named, and they hold the words quoted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from citizencheck.extract import squeezed
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
    seen: int
    """Of those: the words are not in the bytes as they came, and stand in what a browser showed of the page, which the run keeps too."""
    without_bytes: int
    """Pieces that name no bytes: what was said of a page that has none."""
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]
    """What a reader must know before believing the rest."""


def verify(case: Case) -> Verification:
    """The proof of each piece of evidence of each finding of ``case.report``."""
    prover = Prover(case)
    proofs = [(f, prover.prove(e)) for f in case.report.findings for e in f.evidence]
    shown = {id(p) for _, p in proofs if _is_seen(p, case)}
    wrong = [(f, p, what) for f, p in proofs if (what := wrong_with(p, seen=id(p) in shown))]
    return Verification(
        findings=len(case.report.findings),
        pieces=len(proofs),
        proven=sum(p.bytes.stored == "sound" for _, p in proofs) - sum(p.bytes.stored == "sound" for _, p, _ in wrong),
        seen=len(shown),
        without_bytes=sum(p.bytes.stored == "none" for _, p in proofs),
        problems=tuple(
            Problem(rule=f.rule, fingerprint=f.fingerprint, url=p.url, quote=p.quote, what=what) for f, p, what in wrong
        ),
        notes=notes_of(case),
    )


def wrong_with(proof: Proof, *, seen: bool) -> str:
    """What the stored bytes hold against a piece of evidence, in words; ``""`` where they bear it out."""
    kept = proof.bytes
    if kept.stored == "missing":
        return f"the run holds no bytes with the hash {kept.sha256}"
    if kept.stored == "damaged":
        return f"the bytes stored under {kept.sha256} have another hash: they were changed"
    if kept.stored == "sound" and not (_is_quoted(proof) or seen):
        return "the bytes do not hold the words that are quoted"
    return ""


def _is_quoted(proof: Proof) -> bool:
    return not proof.quote or bool(proof.at_selector or proof.in_page or proof.in_address)


def _is_seen(proof: Proof, case: Case) -> bool:
    """The words, or each of the labels that are listed, stand in what a browser showed of the page and not in its bytes."""
    views = case.site.views.get(proof.url, ())
    if proof.bytes.stored != "sound" or _is_quoted(proof) or not views:
        return False
    shown = squeezed(" \n ".join(text for view in views for text in _texts(asdict(view))))
    return squeezed(proof.quote) in shown or all(squeezed(label) in shown for label in proof.quote.split(", "))


def _texts(facts: object) -> Iterator[str]:
    """Every text in a browser's facts."""
    if isinstance(facts, str):
        yield facts
    elif isinstance(facts, dict):
        for value in facts.values():
            yield from _texts(value)
    elif isinstance(facts, list | tuple):
        for value in facts:
            yield from _texts(value)
