"""A rule file, checked key by key."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from citizencheck.model import Channel, Focus, PageKind


def _listed(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Words = Annotated[tuple[str, ...], BeforeValidator(_listed)]
Severity = Literal["minor", "moderate", "serious", "critical"]
Scope = Literal["page", "site", "task", "service"]
Mend = Literal["", "rename", "promote", "promote-top-tasks", "link", "drop", "retarget"]
Expect = Literal["pass", "fail", "not_applicable", "cannot_tell"]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Applies(_Table):
    """What must hold before the rule looks at anything; whatever does not fit is not applicable."""

    page: Annotated[tuple[PageKind, ...], BeforeValidator(_listed)] = ()
    focus: Annotated[tuple[Focus, ...], BeforeValidator(_listed)] = ()
    channel: Annotated[tuple[Channel, ...], BeforeValidator(_listed)] = ()
    min_words: int = 0
    min_links: int = 0
    min_pages: int = 0
    pack: str = ""
    tier: Words = ()
    lang: Words = ()
    status: Words = ()
    nature: str = ""
    expected: bool | None = None


class Judge(_Table):
    pass_at: float
    zero_at: float


class Messages(_Table):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    pass_: str = Field(alias="pass", min_length=1)
    fail: str = Field(min_length=1)
    cannot_tell: str = Field(min_length=1)


class Source(_Table):
    title: str = Field(min_length=3)
    url: str = Field(min_length=3)
    supports: str = Field(min_length=3)


class Example(_Table):
    name: str = Field(min_length=3)
    expect: Expect
    because: str = ""
    evidence: tuple[str, ...] = ()
    pages: dict[str, str] = {}
    missing: tuple[str, ...] = ()
    searches: dict[str, str] = {}
    kiosk: tuple[dict[str, object], ...] = ()
    """Services of a kiosk's list, as TOML lists hold them; without any, no list was given."""
    blind: bool = False
    """Of a rule that needs a browser: none looked."""
    lang: str = ""
    tier: str = "auto"
    pack: str = "auto"


class RuleFile(_Table):
    """One rule."""

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    status: Literal["preview", "stable", "deprecated"]
    title: str = Field(min_length=5)
    failing: str = Field(min_length=5)
    scope: Scope
    detector: str
    needs: Literal["", "browser"] = ""
    """What it cannot be judged without."""
    severity: Severity
    fault: str = ""
    """What several rules tell a side of: of those with the same one the report tells the worst first, and the others last (``judge/ordering.py``)."""
    habit: bool = False
    """One way of writing, mended everywhere at once: where three pages or more fail they are one finding (``judge/gathering.py``)."""
    confidence: Literal["low", "medium", "high"]
    why: str = Field(min_length=20)
    fix: str = Field(min_length=10)
    assumes: str = Field(min_length=10)
    mend: Mend = ""
    """The edit of labels or links that mends it (``judge/mending.py``): its gain is then verified by judging again."""
    applies: Applies = Applies()
    params: dict[str, object] = {}
    judge: Judge
    messages: Messages
    sources: tuple[Source, ...] = Field(min_length=1)
    examples: tuple[Example, ...]
