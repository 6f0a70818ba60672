"""Rules as data: loading, lint, explanation."""

from citizencheck.rulebook.explain import explain
from citizencheck.rulebook.lint import lint
from citizencheck.rulebook.loading import Rule, RuleSet, detector_names, load_rules

__all__ = ["Rule", "RuleSet", "detector_names", "explain", "lint", "load_rules"]
