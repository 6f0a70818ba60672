"""The made-up councils of ``fixtures/sites``: what each is, and how a variant becomes a whole site.

A site is a folder of plain HTML with a ``site.toml``. A variant names its ``base`` there and differs from it in one thing: its
own files lie over the base's, ``[[replace]]`` changes words on all pages, ``remove`` leaves files out.
"""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SITES = Path(__file__).parents[1] / "fixtures" / "sites"
HELD = "site.toml"
BESIDE = frozenset({HELD, "kiosk.csv"})
"""What lies beside the pages and is no part of the site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replace:
    """Words that a variant changes wherever they stand."""

    old: str
    new: str
    files: str = "**/*.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class FixtureSite:
    """What ``site.toml`` says of a site."""

    name: str
    title: str
    about: str
    base: str
    start: str
    tier: str
    pack: str
    lang: str
    moves: str
    """The group that this variant's one fault must move most; ``""`` where it is no single-fault variant."""
    remove: tuple[str, ...]
    replace: tuple[Replace, ...]
    expect: Mapping[str, Any] = field(default_factory=dict)
    """Score bands, orientation verdicts, rules that must fail or pass."""
    pages: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Address -> (focus, channel), as a person sees it."""


def names() -> list[str]:
    """Every site there is, by name."""
    return sorted(p.parent.name for p in SITES.glob(f"*/{HELD}"))


def site(name: str) -> FixtureSite:
    """What is known of the site ``name``."""
    data = tomllib.loads((SITES / name / HELD).read_text(encoding="utf-8"))
    known = {
        "title",
        "about",
        "base",
        "start",
        "tier",
        "pack",
        "lang",
        "moves",
        "remove",
        "replace",
        "expect",
        "pages",
        "kiosk",
    }
    if unknown := sorted(set(data) - known):
        raise ValueError(f"{name}/{HELD}: unknown keys: {', '.join(unknown)}")
    return FixtureSite(
        name=name, title=data["title"], about=data["about"], base=data.get("base", ""), start=data.get("start", "/"),
        tier=data.get("tier", "auto"), pack=data.get("pack", "auto"), lang=data.get("lang", "en"), moves=data.get("moves", ""),
        remove=tuple(data.get("remove", ())), replace=tuple(Replace(**r) for r in data.get("replace", ())),
        expect=data.get("expect", {}), pages={k: (v[0], v[1]) for k, v in data.get("pages", {}).items()},
    )  # fmt: skip


def materialise(name: str, to: Path) -> Path:
    """Writes the whole site ``name`` into the empty or missing folder ``to`` and returns it.

    A rule of ``[[replace]]`` or ``remove`` that changes nothing is an error: the variant would be its base.
    """
    this = site(name)
    if this.base:
        materialise(this.base, to)
        for path in this.remove:
            _remove(to, path, name)
        for rule in this.replace:
            _replace(to, rule, name)
    to.mkdir(parents=True, exist_ok=True)
    for file in sorted((SITES / name).rglob("*")):
        if file.is_file() and file.name not in BESIDE:
            target = to / file.relative_to(SITES / name)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
    return to


def _remove(to: Path, path: str, name: str) -> None:
    target = to / path
    if target.is_dir():
        shutil.rmtree(target)
    elif target.is_file():
        target.unlink()
    else:
        raise ValueError(f"{name}: there is no {path} to remove")


def _replace(to: Path, rule: Replace, name: str) -> None:
    hits = 0
    for file in sorted(to.glob(rule.files)):
        text = file.read_text(encoding="utf-8")
        if rule.old in text:
            file.write_text(text.replace(rule.old, rule.new), encoding="utf-8")
            hits += 1
    if not hits:
        raise ValueError(f"{name}: nothing to replace: {rule.old!r}")
