"""What keeps a judgement affordable on a site of any size, told by counting and not by a clock."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest

from citizencheck.judge import Judging, judge, look, tally, watched
from citizencheck.judge.progress import READINGS
from citizencheck.judge.running import run_rules
from citizencheck.language import Language
from citizencheck.model import Page, Snapshot
from citizencheck.report import json_parts, to_json
from citizencheck.rulebook import Rule, load_rules
from citizencheck.ruletest import BASE, snapshot_of

RULES = load_rules()
LONG = "If you live in the borough and your bin was not emptied on the day that is named in the list you can report it to us by the end of the next working day or the one after. "


def council(pages: int) -> dict[str, str]:
    """Pages in a chain, each with a broken link, eight long sentences and a link to the one before."""
    made = {
        "/": "<html lang=en><title>Home - Anytown</title><main><h1>Anytown</h1><a href='/p0'>Report a missed bin</a></main>"
    }
    for n in range(pages):
        made[f"/p{n}"] = (
            f"<html lang=en><title>Report missed bin {n} - Anytown</title><main><h1>Report missed bin {n}</h1>"
            + "".join(f"<p>In case {n}{i}: {LONG}</p>" for i in "abcdefgh")
            + f"<form method=post><label>Where<input name=a></label><button>Send</button></form>"
            f"<a href='/p{n + 1}'>Report missed bin {n + 1}</a> <a href='/gone{n}'>Old advice {n}</a></main>"
        )
    return made


class Read:
    """Counts how often pages are read."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.orders = 0
        self.single: Counter[str] = Counter()
        self._snapshot = snapshot
        self.snapshot = replace(snapshot, pages=self._pages, page=self._page)

    def _pages(self) -> Iterator[Page]:
        self.orders += 1
        return iter(self._snapshot.pages())

    def _page(self, url: str) -> Page | None:
        self.single[url] += 1
        return self._snapshot.page(url)


@pytest.mark.parametrize("pages", [20, 60])
def test_a_judgement_reads_all_pages_four_times_and_single_ones_no_oftener_on_a_larger_site(
    language: Language, pages: int
) -> None:
    read = Read(snapshot_of(council(pages), missing=tuple(f"/gone{n}" for n in range(pages))))
    judge(read.snapshot, RULES, language, tier="district", pack="uk", verify=False)
    assert read.orders == READINGS
    assert (
        sum(read.single.values()) <= 8 * pages
    )  # once for each rule that looks at what a label opens, never pages by pages


def test_a_judgement_tells_how_far_it_is(language: Language) -> None:
    heard: list[Judging] = []
    judge(watched(snapshot_of(council(3)), heard.append, 4), RULES, language, tier="district", pack="uk", verify=False)
    assert [(h.reading, h.pages, h.of) for h in heard] == [
        (r, n, 4) for r in range(1, READINGS + 1) for n in range(1, 5)
    ]
    assert str(heard[-1]) == "judging, reading 4 of 4: 4 of 4 pages"


def told_by_page(rule: str) -> Rule:
    """The rule, each page a finding of its own."""
    one = RULES.get(rule)
    return replace(one, file=one.file.model_copy(update={"habit": False}))


def test_beyond_so_many_findings_of_a_rule_one_piece_of_evidence_is_shown(
    language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot = snapshot_of(council(5))
    rule = told_by_page("long-sentences")
    site = look(snapshot, language, tier="district", pack="uk")

    def found() -> dict[str, tuple[str, int, int, int]]:
        one = run_rules([rule], site, language, snapshot.pages())[0]
        return {f.url.removeprefix(BASE): (one.message(f), len(f.evidence), f.more, len(f.elements)) for f in one.found}

    whole = found()
    assert {n for _, n, _, _ in whole.values()} == {8}
    monkeypatch.setattr(tally, "IN_FULL", 2)
    short = found()
    assert [short[p][1:] for p in ("/p0", "/p1", "/p2", "/p3", "/p4")] == [
        (8, 0, 8),
        (8, 0, 8),
        (1, 7, 0),
        (1, 7, 0),
        (1, 7, 0),
    ]
    assert {p: s[0] for p, s in short.items()} == {p: w[0] for p, w in whole.items()}


def test_a_shortened_quote_is_still_the_beginning_of_the_words_on_the_page(
    language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tally, "IN_FULL", 0)
    snapshot = snapshot_of(council(1))
    rule = RULES.get("long-sentences")
    site = look(snapshot, language, tier="district", pack="uk")
    one = run_rules([rule], site, language, snapshot.pages())[0]
    quote = one.found[0].evidence[0].quote
    assert f"In case 0a: {LONG}".startswith(f"{quote} ")
    assert len(quote) <= tally.QUOTED


def test_the_report_is_the_same_whole_and_piece_by_piece(language: Language) -> None:
    report = judge(snapshot_of(council(3)), RULES, language, tier="district", pack="uk", verify=False)
    parts = list(json_parts(report))
    assert max(map(len, parts)) < len(to_json(report)) / 4
    assert json.dumps(json.loads("".join(parts)), ensure_ascii=False, indent=2) + "\n" == to_json(report)
