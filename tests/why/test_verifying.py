"""Words that only a browser shows are proven by what it showed, and by nothing else."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from citizencheck.judge import judge
from citizencheck.language import load_language
from citizencheck.model.phone import Box, Text, View
from citizencheck.model.report import EvidenceItem, ReportFinding
from citizencheck.rulebook import load_rules
from citizencheck.ruletest import snapshot_of
from citizencheck.why import open_case
from citizencheck.why.verifying import Verification, verify

PAGE = "<html lang=en><title>Bins</title><main><h1>Bins</h1><script>say('Order a bin')</script></main></html>"


def verified(quote: str, *, looked: bool) -> Verification:
    shown = Text(text="Order a new bin", selector="p", size=9.0, box=Box(x=0, y=0, width=1, height=1))
    view = View(url="https://example.invalid/", device="phone", small_texts=(shown, replace(shown, text="Postcode")))
    snapshot = replace(snapshot_of({"/": PAGE}), views=lambda: [view] if looked else [])
    rules, language = load_rules(), load_language()
    sha256 = hashlib.sha256(PAGE.encode()).hexdigest()
    piece = EvidenceItem(kind="text", url=view.url, selector="", quote=quote, sha256=sha256, link="")
    found = ReportFinding(
        rule="small-text",
        severity="minor",
        confidence="high",
        message="m",
        fingerprint="f",
        evidence=(piece,),
        url=view.url,
    )
    report = replace(judge(snapshot, rules, language, verify=False), findings=(found,))
    return verify(open_case(report, snapshot, rules, language, {sha256: PAGE.encode()}.get))


@pytest.mark.parametrize(
    ("quote", "looked", "proven", "seen"),
    [
        ("Bins", False, 1, 0),
        ("Order a new bin", True, 1, 1),
        ("Order a new bin, Postcode", True, 1, 1),
        ("Order a new bin, Surname", True, 0, 0),
        ("Order a new bin", False, 0, 0),
    ],
)
def test_words_are_proven_by_the_bytes_or_by_what_was_shown(quote: str, looked: bool, proven: int, seen: int) -> None:
    told = verified(quote, looked=looked)

    assert (told.proven, told.seen, len(told.problems)) == (proven, seen, 1 - proven)
