"""Rules for rules: what every rule owes its readers."""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Iterable
from typing import Final

from citizencheck.rulebook.loading import Rule, RuleSet

TOOL: Final = re.compile(r"\b(?:citizencheck|this rule|the tool|detector|the audit|we found)\b", re.IGNORECASE)
PREFIXES: Final = ("no-", "check-", "avoid-")


def lint(ruleset: RuleSet) -> list[str]:
    """Every mistake, a line each; none where all is well."""
    faults = Counter(r.file.fault for r in ruleset.rules)
    alone = (
        f"{r.path.name}: no other rule tells a side of the fault {r.file.fault!r}"
        for r in ruleset.rules
        if r.file.fault and faults[r.file.fault] == 1
    )
    return [*(f"{rule.path.name}: {line}" for rule in ruleset.rules for line in _rule_lines(rule)), *alone]


def _rule_lines(rule: Rule) -> Iterable[str]:
    file = rule.file
    if file.id.startswith(PREFIXES):
        yield f"the id names the thing looked for, and does not begin with {file.id.partition('-')[0]!r}"
    kinds = {e.expect for e in file.examples}
    if "pass" not in kinds:
        yield "there is no example that passes"
    if "fail" not in kinds:
        yield "there is no example that fails"
    if not any(e.name.startswith("near miss") and e.expect == "pass" for e in file.examples):
        yield "there is no example whose name begins with 'near miss' and that passes"
    if not kinds & {"not_applicable", "cannot_tell"}:
        yield "there is no example where it does not apply or cannot tell"
    for sentence in (file.title, file.failing, file.messages.pass_, file.messages.fail):
        if TOOL.search(sentence):
            yield f"“{sentence}” speaks of the tool, not of the site"
    for name, message in (
        ("pass", file.messages.pass_),
        ("fail", file.messages.fail),
        ("cannot_tell", file.messages.cannot_tell),
    ):
        yield from _placeholders(name, message)
    if file.judge.pass_at == file.judge.zero_at:
        yield "pass_at and zero_at are the same: use 1 and 0 for yes and no"


def _placeholders(name: str, message: str) -> Iterable[str]:
    try:
        found = [field for _, field, _, _ in string.Formatter().parse(message) if field is not None]
    except ValueError as e:
        yield f"messages.{name}: {e}"
        return
    for field in found:
        if not re.fullmatch(r"[a-z_]+", field):
            yield f"messages.{name}: {{{field}}} is no plain name"
