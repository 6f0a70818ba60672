"""What a rule says in the ledger where it counts a fault that other rules tell."""

from __future__ import annotations

from citizencheck.judge import judge
from citizencheck.language import load_language
from citizencheck.rulebook import load_rules
from citizencheck.ruletest import snapshot_of


def test_a_rule_of_the_whole_site_that_only_counts_still_says_what_it_counted() -> None:
    rules = load_rules()
    example = next(
        x for x in rules.get("few-top-tasks-online").file.examples if x.name.startswith("two of three: it counts")
    )

    report = judge(snapshot_of(example.pages), rules, load_language(), tier="district", pack="uk", verify=False)

    line = next(x for x in report.ledger if x.rule == "few-top-tasks-online")
    assert line.points_lost > 0
    assert line.sentence.startswith(
        "Of 14 things that most people come to do, we saw a start online for 9. Without one, or without a page:"
    )
    assert not [f for f in report.findings if f.rule == "few-top-tasks-online"]
    assert {f.rule for f in report.findings} >= {"tasks-without-online-start"}
