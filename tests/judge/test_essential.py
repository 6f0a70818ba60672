"""Which rules may draw a whole group half-way down."""

from __future__ import annotations

from typing import Final

import pytest

from citizencheck.judge.tally import Place, Tally
from citizencheck.model import Evidence, Measured
from citizencheck.rulebook import load_rules

RULES: Final = load_rules()


def applied(rule: str, times: int) -> Tally:
    tally = Tally(RULES.get(rule))
    for i in range(times):
        url = f"https://anytown.example/{i}"
        shown = Evidence(kind="page", url=url, quote="A form as a file")
        tally.take(Measured(value=99, evidence=(shown,)), Place(tally.rule.file.scope, "", url), url, "A page")
    return tally


@pytest.mark.parametrize(
    ("rule", "times", "draws"),
    [
        ("application-forms-as-documents", 1, False),
        ("application-forms-as-documents", 2, False),
        ("application-forms-as-documents", 3, True),
        ("department-words-in-menu", 1, True),  # about the site as a whole
        ("words-to-avoid", 9, False),  # about an oddity
    ],
)
def test_a_rule_speaks_for_its_group_where_it_is_essential_and_met_enough(rule: str, times: int, draws: bool) -> None:
    assert applied(rule, times).is_essential is draws
