"""The words by which a page says what it is: ``rules/lexicon/pages.toml`` and ``kiosk.toml``, checked and compiled."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

from citizencheck.errors import RuleError
from citizencheck.language.phrases import Phrases


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWords:
    """One list of phrases for each sign; the name is ``<table>_<key>`` of the file."""

    action_verbs: Phrases
    action_gerunds: Phrases
    action_starts: Phrases
    action_how: Phrases
    action_task_nouns: Phrases
    democracy_head: Phrases
    democracy_path: Phrases
    democracy_body: Phrases
    democracy_calendar: Phrases
    democracy_documents: Phrases
    department_head: Phrases
    department_index: Phrases
    department_body: Phrases
    department_staff: Phrases
    corporate_head: Phrases
    corporate_service: Phrases
    corporate_body: Phrases
    news_head: Phrases
    news_path: Phrases
    news_byline: Phrases
    other_error: Phrases
    other_error_body: Phrases
    other_search: Phrases
    other_contact: Phrases
    other_a_to_z: Phrases
    other_site: Phrases
    channel_online: Phrases
    channel_online_strong: Phrases
    channel_phone: Phrases
    channel_call: Phrases
    channel_visit: Phrases
    channel_post: Phrases
    channel_pdf: Phrases


@dataclass(frozen=True, slots=True, kw_only=True)
class KioskWords:
    """The same for what a website offers in place of the kiosk: ``kiosk.toml``."""

    substitute_upload: Phrases
    substitute_reference: Phrases
    substitute_receipt: Phrases
    substitute_cash: Phrases
    substitute_chat: Phrases
    substitute_booking: Phrases
    substitute_payment: Phrases
    substitute_identity: Phrases
    office_visit: Phrases
    office_also: Phrases
    form_next: Phrases
    form_aside: Phrases
    form_log_in: Phrases
    form_guest: Phrases
    link_paying: Phrases
    link_translate: Phrases
    button_control: Phrases
    button_begins: Phrases
    button_onward: Phrases
    button_start: Phrases
    button_staff: Phrases


W = TypeVar("W", PageWords, KioskWords)


def page_words(data: Mapping[str, Any], name: str = "pages.toml") -> PageWords:
    """``PageWords`` from the parsed file; a missing, unknown or ill-typed list is a ``RuleError`` that names it."""
    return _words(PageWords, data, name)


def _words(kind: type[W], data: Mapping[str, Any], name: str) -> W:
    lists: dict[str, tuple[str, ...]] = {}
    for table, keys in data.items():
        if not isinstance(keys, Mapping):
            raise RuleError(f"{name}: {table} is not a table", f"Write it as [{table}] with lists under it.")
        for key, phrases in keys.items():
            if not isinstance(phrases, list) or not all(isinstance(p, str) for p in phrases):
                raise RuleError(f"{name}: {table}.{key} is not a list of phrases", 'Write it as ["one", "two"].')
            lists[f"{table}_{key}"] = tuple(phrases)
    wanted = {f.name for f in fields(kind)}
    exceptions = {k: lists.pop(k) for k in [*lists] if k.partition("_")[2].startswith("not_")}
    unknown: list[str] = sorted(set(lists) - wanted)
    missing: list[str] = sorted(wanted - set(lists))
    if unknown or missing:
        wrong = ", ".join([*(f"{k} is unknown" for k in unknown), *(f"{k} is missing" for k in missing)])
        raise RuleError(
            f"{name}: {wrong}", "The lists are named <table>.<key>; see the file that ships with citizencheck."
        )
    return kind(
        **{k: Phrases(v, exceptions.get(_exception(k), ())) for k, v in lists.items()},
    )


def _exception(name: str) -> str:
    table, _, key = name.partition("_")
    return f"{table}_not_{key}"


def load_page_words(path: Path) -> PageWords:
    """``PageWords`` from the file at ``path``."""
    return page_words(_read(path), path.name)


def load_kiosk_words(path: Path) -> KioskWords:
    """``KioskWords`` from the file at ``path``."""
    return _words(KioskWords, _read(path), path.name)


def _read(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RuleError(
            f"{path}: cannot be read as TOML: {error}", "Mend the file, or restore the one that ships."
        ) from error
