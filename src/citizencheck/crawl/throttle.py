"""How long to wait: a pure policy, told the time and never asking for it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import Final

START_DELAY: Final = 0.1
MAX_DELAY: Final = 30.0
ERROR_DELAY: Final = 1.0
"""What errors alone slow the pace to; the waits between attempts at one address come on top."""
MAX_CRAWL_DELAY: Final = 30.0
MAX_RETRY_AFTER: Final = 60.0
"""A server that asks for a longer wait is not waited for: the run ends as partial and says so."""


@dataclass(slots=True)
class Throttle:
    """The pace for one host. ``least`` is a floor that nothing goes below (``--delay``, Crawl-delay)."""

    least: float = START_DELAY
    adaptive: bool = True
    delay: float = field(init=False)
    next_at: float = 0.0
    held_until: float = 0.0

    def __post_init__(self) -> None:
        self.delay = self.least

    def slot(self, now: float) -> float:
        """Seconds to wait before the next request; the slot is taken."""
        at = max(now, self.next_at)
        self.next_at = at + self.delay
        return at - now

    def answered(self, latency: float, *, ok: bool) -> None:
        """Learns from an answer: half way towards the server's own latency; an error never makes it faster."""
        if not self.adaptive:
            return
        if ok:
            self.delay = max(self.least, min(MAX_DELAY, (self.delay + latency) / 2))
        else:
            self.delay = max(self.delay, min(ERROR_DELAY, max(0.25, self.delay * 2)))

    def hold(self, now: float, seconds: float) -> None:
        """Nothing is asked for so many seconds, not even by those who have their slot already."""
        self.held_until = max(self.held_until, now + seconds)
        self.next_at = max(self.next_at, self.held_until)

    def held(self, now: float) -> float:
        """Seconds that everyone still has to wait."""
        return max(0.0, self.held_until - now)


def retry_after(value: str | None, now_utc: float, server_date: str | None = None) -> float | None:
    """Seconds that a Retry-After header asks for, as seconds or as a date; None where it asks for nothing that can be read.

    A date is read against the server's own ``Date``, where it gives one: its clock and ours need not agree.
    """
    if not value:
        return None
    text = value.strip()
    if re.fullmatch(r"[0-9]{1,10}(?:\.[0-9]+)?", text):
        return float(text)
    when = _moment(text)
    if when is None:
        return None
    since = _moment(server_date.strip()) if server_date else None
    # Dates have whole seconds: one more, so that what was cut off is waited for too.
    return max(0.0, when - (since if since is not None else now_utc)) + 1


def _moment(text: str) -> float | None:
    """An HTTP date as seconds since 1970; its three forms are all in GMT (RFC 9110 5.6.7)."""
    try:
        when = parsedate_to_datetime(text)
        return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()
    except (TypeError, ValueError, OverflowError, IndexError):
        return None
