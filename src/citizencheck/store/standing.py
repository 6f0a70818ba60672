"""How far a run has come: asked from outside, while it is under way or after it has ended."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from citizencheck.errors import StoreError
from citizencheck.model import RunInfo
from citizencheck.store.disk import is_locked
from citizencheck.store.run import RunStore


class State(StrEnum):
    CRAWLING = "crawling"
    JUDGING = "judging"
    CUT_OFF = "cut_off"
    """Nobody is at work on it, and the crawl never came to its end."""
    ENDED = "ended"
    """The crawl came to its end, whole or not: ``Standing.info`` says which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    state: State
    start: str
    """The address at which the run began; ``""`` when it never did."""
    target: str
    outcomes: dict[str, int]
    waiting: int
    info: RunInfo | None
    updated: str
    """When its writer last said that it was alive; ``""`` when it never did."""

    @property
    def pages(self) -> int:
        """Pages that were read."""
        return self.outcomes.get("ok", 0)


def standing(path: Path) -> Standing:
    """How far the run in ``path`` has come. Raises StoreError when there is none or it cannot be read."""
    at_work = is_locked(path)
    said = _said(path)
    with RunStore.open(path, check=False) as store:
        try:
            counts, start, info = store.counts(), store.began_at(), store.info()
        except StoreError:
            if not at_work:
                raise
            counts, start, info = {}, "", None  # its first words are being written
    if at_work:
        state = State.JUDGING if said.get("state") == "judging" else State.CRAWLING
    else:
        state = State.ENDED if info is not None else State.CUT_OFF
    return Standing(
        state=state,
        start=start,
        target=str(said.get("target") or start),
        outcomes={k: n for k, n in counts.items() if k},
        waiting=counts.get("", 0),
        info=info,
        updated=str(said.get("updated", "")),
    )


def _said(path: Path) -> dict[str, object]:
    """What the writer said of itself in ``status.json``; nothing where that cannot be read."""
    try:
        said = json.loads((path / RunStore.STATUS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}
