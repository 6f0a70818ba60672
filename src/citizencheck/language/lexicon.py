"""The word lists that judge labels, as the TOML files give them and as patterns."""

from __future__ import annotations

import re
from functools import cached_property

from pydantic import BaseModel, ConfigDict

from citizencheck.language.stems import phrase_pattern


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TaskWords(_Table):
    verbs: tuple[str, ...]
    not_verbs: tuple[str, ...]
    questions: tuple[str, ...]
    endings: tuple[str, ...]
    exact: tuple[str, ...]
    parents: tuple[str, ...]


class OtherWords(_Table):
    exact: tuple[str, ...]
    patterns: tuple[str, ...]


class AudienceWords(_Table):
    exact: tuple[str, ...]
    not_always: tuple[str, ...]


class DepartmentWords(_Table):
    suffixes: tuple[str, ...]
    prefixes: tuple[str, ...]
    officers: tuple[str, ...]
    officials: tuple[str, ...]
    professional: tuple[str, ...]
    lines: tuple[str, ...]
    not_units: tuple[str, ...]


class UmbrellaWords(_Table):
    lines: tuple[str, ...]


class CorporateWords(_Table):
    exact: tuple[str, ...]
    words: tuple[str, ...]


class TopicWords(_Table):
    words: tuple[str, ...]


class Lexicon(_Table):
    """``rules/lexicon/labels.toml``."""

    task: TaskWords
    other: OtherWords
    audience: AudienceWords
    department: DepartmentWords
    umbrella: UmbrellaWords
    corporate: CorporateWords
    topic: TopicWords

    @cached_property
    def topics(self) -> re.Pattern[str]:
        """Finds subjects that citizens speak of."""
        return phrase_pattern(self.topic.words)

    @cached_property
    def corporate_words(self) -> re.Pattern[str]:
        """Finds words of the council as an institution."""
        return phrase_pattern(self.corporate.words)

    @cached_property
    def unit_lines(self) -> re.Pattern[str]:
        """Finds names of units and professional service lines; a short single word counts only where it stands alone."""
        return phrase_pattern(tuple(line for line in self.department.lines if " " in line or len(line) > 9))

    @cached_property
    def officials(self) -> re.Pattern[str]:
        """Finds officers of the council."""
        return phrase_pattern(self.department.officials)

    @cached_property
    def professional(self) -> re.Pattern[str]:
        """Finds nouns of professions and procedures."""
        return phrase_pattern(self.department.professional)

    @cached_property
    def not_units(self) -> re.Pattern[str]:
        """Finds phrases that sound like a unit and are none."""
        return phrase_pattern(self.department.not_units)
