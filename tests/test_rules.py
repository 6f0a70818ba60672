"""Every rule is tested by its own examples, and owes its readers what lint asks."""

import os
from dataclasses import replace

import pytest

from browser_support import find_browser
from citizencheck.language import Language
from citizencheck.render import Choice
from citizencheck.render.examples import of_rules
from citizencheck.rulebook import Rule, explain, lint, load_rules
from citizencheck.ruletest import BASE, Views, run_examples

RULES = load_rules()


SEEN = [r for r in RULES.rules if r.file.needs == "browser"]
READ = [r for r in RULES.rules if r.file.needs != "browser"]


@pytest.mark.parametrize("rule", READ, ids=lambda r: r.id)
def test_rule_judges_its_examples_as_they_say(rule: Rule, language: Language) -> None:
    wrong = [f"{r.example}: {r.message}" for r in run_examples(rule, language) if not r.passed]

    assert wrong == []


@pytest.fixture(scope="module")
def views() -> Views:
    seen = of_rules(SEEN, BASE, Choice(path=find_browser(), environ=dict(os.environ)))
    assert seen is not None
    return seen


@pytest.mark.browser
@pytest.mark.parametrize("rule", SEEN, ids=lambda r: r.id)
def test_rule_judges_its_examples_as_a_browser_shows_them(rule: Rule, language: Language, views: Views) -> None:
    wrong = [f"{r.example}: {r.message}" for r in run_examples(rule, language, views) if not r.passed]

    assert wrong == []


@pytest.mark.parametrize("rule", SEEN, ids=lambda r: r.id)
def test_rule_that_needs_a_browser_is_not_tested_without_one(rule: Rule, language: Language) -> None:
    results = run_examples(rule, language)

    assert {(r.skipped, r.passed) for r in results} == {(True, False)}


def test_rules_owe_their_readers_nothing() -> None:
    assert lint(RULES) == []


def test_a_fault_that_only_one_rule_tells_is_a_slip() -> None:
    alone = replace(RULES, rules=(RULES.get("print-and-return"),))

    assert lint(alone) == ["print-and-return.toml: no other rule tells a side of the fault 'not online'"]


def test_there_are_stable_rules_in_every_group_that_html_can_decide() -> None:
    stable = {r.group for r in RULES.rules if r.scored}

    assert stable == {"navigation", "findability", "content", "transactions", "joined-up", "phone", "kiosk"}
    assert sum(r.scored for r in RULES.rules) >= 25


@pytest.mark.parametrize("rule", RULES.rules, ids=lambda r: r.id)
def test_rule_can_be_explained(rule: Rule) -> None:
    text = explain(rule)

    assert rule.file.why.split()[0] in text
    assert rule.file.sources[0].url in text
