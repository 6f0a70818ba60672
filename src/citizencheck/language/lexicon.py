"""The word lists that judge labels, as the TOML file gives them."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TaskWords(_Table):
    verbs: tuple[str, ...]
    not_verbs: tuple[str, ...]
    questions: tuple[str, ...]
    explains: tuple[str, ...]
    endings: tuple[str, ...]
    not_endings: tuple[str, ...]
    exact: tuple[str, ...]
    parents: tuple[str, ...]


class OtherWords(_Table):
    exact: tuple[str, ...]
    patterns: tuple[str, ...]


class AudienceWords(_Table):
    exact: tuple[str, ...]
    people: tuple[str, ...]
    company: tuple[str, ...]


class DepartmentWords(_Table):
    suffixes: tuple[str, ...]
    functions: tuple[str, ...]
    prefixes: tuple[str, ...]
    officers: tuple[str, ...]
    officials: tuple[str, ...]
    professional: tuple[str, ...]
    lines: tuple[str, ...]
    not_units: tuple[str, ...]
    jargon: tuple[str, ...]
    staff_words: tuple[str, ...]
    staff_company: tuple[str, ...]


class UmbrellaWords(_Table):
    lines: tuple[str, ...]


class CorporateWords(_Table):
    exact: tuple[str, ...]
    words: tuple[str, ...]
    not_words: tuple[str, ...]


class TopicWords(_Table):
    exact: tuple[str, ...]
    words: tuple[str, ...]
    places: tuple[str, ...]


class Lexicon(_Table):
    """``rules/lexicon/labels.toml``."""

    task: TaskWords
    other: OtherWords
    audience: AudienceWords
    department: DepartmentWords
    umbrella: UmbrellaWords
    corporate: CorporateWords
    topic: TopicWords
