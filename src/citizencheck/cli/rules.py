"""``citizencheck rules``: list, explain, test, lint and write rules."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import click

from citizencheck.errors import RuleError, UsageError
from citizencheck.files import write_whole
from citizencheck.language import load_language
from citizencheck.rulebook import RuleSet, detector_names, explain, lint, load_rules
from citizencheck.ruletest import BASE, run_examples

FOLDER = click.Path(path_type=Path, file_okay=False, exists=True)
packs = click.option("--rules", "directories", multiple=True, type=FOLDER, help="Folder of further rules. Repeatable.")

TEMPLATE: Final = """id = "{id}"
status = "preview"
title = "What is true of a site that passes"
failing = "What is true of a site that fails"
scope = "{scope}"
detector = "{detector}"
severity = "moderate"
confidence = "medium"
why = "What this costs a citizen."
fix = "What to change."
assumes = "Where this may be wrong."

[params]

[judge]
pass_at = 1
zero_at = 0

[messages]
pass = "What was seen on a site that passes."
fail = "What was seen on a site that fails."
cannot_tell = "Why it cannot be told."

[[sources]]
title = "Where this comes from"
url = "https://"
supports = "Which claim it supports."

[[examples]]
name = "a good one"
expect = "pass"
pages."/" = \'\'\'<html lang="en"><head><title>Anytown Council</title></head><body><main><h1>Anytown</h1></main></body></html>\'\'\'

[[examples]]
name = "a bad one"
expect = "fail"
evidence = []
pages."/" = \'\'\'<html lang="en"><head><title>Anytown Council</title></head><body><main><h1>Anytown</h1></main></body></html>\'\'\'

[[examples]]
name = "near miss: what must not be flagged"
expect = "pass"
because = "Why it must not."
pages."/" = \'\'\'<html lang="en"><head><title>Anytown Council</title></head><body><main><h1>Anytown</h1></main></body></html>\'\'\'

[[examples]]
name = "nothing to look at"
expect = "not_applicable"
pages."/" = \'\'\'<html lang="en"><head><title>Anytown Council</title></head><body></body></html>\'\'\'
"""


@click.group("rules")
def rules_group() -> None:
    """List, explain, test and write rules."""


@rules_group.command("list")
@packs
def list_rules(directories: tuple[Path, ...]) -> None:
    """List every rule: group, severity, what a failing site does."""
    rules = load_rules(directories).rules
    width = max(len(r.id) for r in rules)
    for rule in rules:
        shown = "" if rule.scored else " (shown, not scored)"
        click.echo(f"{rule.id:<{width}}  {rule.group:<12}  {rule.file.severity:<8}  {rule.file.failing}{shown}")


@rules_group.command("explain")
@click.argument("rule_id", metavar="RULE")
@packs
def explain_rule(rule_id: str, directories: tuple[Path, ...]) -> None:
    """Say what a rule looks for, why it matters, how to fix it, and where it may be wrong."""
    click.echo(explain(load_rules(directories).get(rule_id)))


@rules_group.command("test")
@click.argument("rule_ids", metavar="[RULE]...", nargs=-1)
@packs
def test_rules(rule_ids: tuple[str, ...], directories: tuple[Path, ...]) -> int:
    """Run the examples of rules (all, where none is named): each is a test."""
    ruleset = load_rules(directories)
    chosen = [ruleset.get(i) for i in rule_ids] or list(ruleset.rules)
    language = load_language()
    from citizencheck.render import Choice
    from citizencheck.render.examples import of_rules

    views = of_rules(chosen, BASE, Choice(environ=dict(os.environ)))
    results = [result for rule in chosen for result in run_examples(rule, language, views)]
    skipped = [r for r in results if r.skipped]
    results = [r for r in results if not r.skipped]
    failed = [r for r in results if not r.passed]
    for result in failed:
        click.echo(f"{result.rule}: {result.example}: {result.message}")
    click.echo(
        f"{len(results) - len(failed)} of {len(results)} examples of {len(chosen)} rules are as they say.",
        err=bool(failed),
    )
    if skipped:
        click.echo(
            f"{len(skipped)} examples of rules that need a browser were not tested: there is none. See citizencheck doctor.",
            err=True,
        )
    return 1 if failed else 0


@rules_group.command("lint")
@packs
def lint_rules(directories: tuple[Path, ...]) -> int:
    """Check what every rule owes its readers: examples, near misses, sources, plain sentences."""
    lines = lint(load_rules(directories))
    for line in lines:
        click.echo(line)
    return 2 if lines else 0


@rules_group.command("new")
@click.argument("rule_id", metavar="ID")
@click.option("--group", required=True, help="Folder for the rule: navigation, findability ... or a group of your own.")
@click.option("--detector", required=True, help="Which detector measures.")
@click.option(
    "--into",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("rules"),
    show_default=True,
    help="Folder that holds the groups.",
)
def new_rule(rule_id: str, group: str, detector: str, into: Path) -> None:
    """Write a rule file to fill in."""
    if detector not in detector_names():
        raise UsageError(f"There is no detector {detector!r}.", f"There are: {', '.join(detector_names())}.")
    path = into / group / f"{rule_id}.toml"
    if path.exists():
        raise UsageError(f"{path} is there already.", "Choose another id.")
    scope = _scope_of(load_rules(), detector)
    write_whole(path, TEMPLATE.format(id=rule_id, detector=detector, scope=scope))
    click.echo(f"Wrote {path}. Fill it in, then: citizencheck rules test {rule_id}", err=True)


def _scope_of(ruleset: RuleSet, detector: str) -> str:
    for rule in ruleset.rules:
        if rule.file.detector == detector:
            return rule.file.scope
    raise RuleError(
        f"No rule uses the detector {detector!r} yet, so its scope is not known.", "Write the file by hand."
    )
