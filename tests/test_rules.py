"""Every rule is tested by its own examples, and owes its readers what lint asks."""

import pytest

from citizencheck.language import Language, load_language
from citizencheck.rulebook import Rule, explain, lint, load_rules
from citizencheck.ruletest import run_examples

RULES = load_rules()


@pytest.fixture(scope="module")
def language() -> Language:
    return load_language()


@pytest.mark.parametrize("rule", RULES.rules, ids=lambda r: r.id)
def test_rule_judges_its_examples_as_they_say(rule: Rule, language: Language) -> None:
    wrong = [f"{r.example}: {r.message}" for r in run_examples(rule, language) if not r.passed]

    assert wrong == []


def test_rules_owe_their_readers_nothing() -> None:
    assert lint(RULES) == []


def test_there_are_stable_rules_in_every_group_that_html_can_decide() -> None:
    stable = {r.group for r in RULES.rules if r.scored}

    assert stable == {"navigation", "findability", "content", "transactions", "joined-up", "phone"}
    assert sum(r.scored for r in RULES.rules) >= 25


@pytest.mark.parametrize("rule", RULES.rules, ids=lambda r: r.id)
def test_rule_can_be_explained(rule: Rule) -> None:
    text = explain(rule)

    assert rule.file.why.split()[0] in text
    assert rule.file.sources[0].url in text
