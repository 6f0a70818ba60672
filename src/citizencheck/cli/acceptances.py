"""``[[accept]]`` of the settings file: findings that a council has decided to live with, each with a reason and an end date."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any, Final

from citizencheck.errors import ConfigError
from citizencheck.gate import Acceptance

KEYS: Final = ("rule", "url", "reason", "until")
NEEDED: Final = ("rule", "reason", "until")
HOW: Final = "Write rule, reason and until (a date such as 2026-12-31), and a url where it is not the whole site."


def read_acceptances(given: Any, place: str, rules: Collection[str]) -> tuple[Acceptance, ...]:
    """The entries of ``[[accept]]`` in the file ``place``; ``rules`` are the ids that there are.

    Raises ConfigError naming the entry and what is near, so that a misspelt acceptance never goes unnoticed.
    """
    if not isinstance(given, list) or not all(isinstance(entry, dict) for entry in given):
        raise ConfigError(f"{place}: accept is not a list of tables.", "Write each as [[accept]], then its keys.")
    return tuple(_entry(entry, f"{place}, [[accept]] {n}", rules) for n, entry in enumerate(given, 1))


def _entry(entry: Mapping[str, Any], place: str, rules: Collection[str]) -> Acceptance:
    for key in entry:
        if key not in KEYS:
            raise ConfigError(f"{place}: there is no key {key!r}.", _near(key, KEYS))
    if missing := [k for k in NEEDED if not entry.get(k)]:
        raise ConfigError(f"{place}: {' and '.join(missing)} must be said.", HOW)
    if wrong := [k for k in ("rule", "url", "reason") if not isinstance(entry.get(k, ""), str)]:
        raise ConfigError(f"{place}: {wrong[0]} is not a text.", "Put it in quotes.")
    if entry["rule"] not in rules:
        raise ConfigError(f"{place}: there is no rule {entry['rule']!r}.", _near(entry["rule"], rules))
    return Acceptance(
        rule=entry["rule"], url=entry.get("url", ""), reason=" ".join(entry["reason"].split()), until=_day(entry["until"], place)
    )  # fmt: skip


def _day(given: Any, place: str) -> date:
    if isinstance(given, datetime):
        return given.date()
    if isinstance(given, date):
        return given
    try:
        return date.fromisoformat(given)
    except (TypeError, ValueError) as e:
        raise ConfigError(f"{place}: until is {given!r} and no date.", "Write it as 2026-12-31.") from e


def _near(name: str, known: Collection[str]) -> str:
    near = difflib.get_close_matches(name, sorted(known), n=1)
    return f"Did you mean {near[0]}?" if near else f"There are: {', '.join(sorted(known)[:12])}."
