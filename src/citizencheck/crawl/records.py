"""What a crawl writes down of one address."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from citizencheck.crawl.fetch import Answer
from citizencheck.crawl.frontier import Entry
from citizencheck.model import Outcome, UrlRecord


def record_of(entry: Entry, outcome: Outcome, reason: str, answer: Answer | None = None) -> UrlRecord:
    """The record of an address: what became of it, why, and what was answered where something was."""
    return UrlRecord(
        url=entry.url,
        outcome=outcome.value,
        reason=reason,
        status=answer.status if answer else None,
        depth=entry.depth,
        referrer=entry.referrer,
        source=entry.source,
        content_type=answer.content_type if answer else "",
        size=_size(answer) if answer else 0,
        fetched=now() if answer else "",
        elapsed_ms=int(answer.elapsed * 1000) if answer else 0,
    )


STAMP: Final = "%Y-%m-%dT%H:%M:%SZ"


def now() -> str:
    """The time of day for the record; nothing is ever waited for by it."""
    return datetime.now(UTC).strftime(STAMP)


def later(stamp: str, seconds: float) -> str:
    """The time of day so many seconds after ``stamp``: never before it, whatever became of the clock meanwhile."""
    return (datetime.strptime(stamp, STAMP).replace(tzinfo=UTC) + timedelta(seconds=seconds)).strftime(STAMP)


def _size(answer: Answer) -> int:
    declared = answer.headers.get("content-length", "0")
    return len(answer.body) or (int(declared) if declared.isdecimal() and len(declared) < 16 else 0)
