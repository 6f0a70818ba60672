"""How long to wait: a pure policy, told the time and never asking for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Final

START_DELAY: Final = 0.1
MAX_DELAY: Final = 30.0
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
        target = min(MAX_DELAY, (self.delay + latency) / 2)
        if ok:
            self.delay = max(self.least, target)
        else:
            self.delay = min(MAX_DELAY, max(self.least, 0.25, self.delay * 2, target))

    def hold(self, now: float, seconds: float) -> None:
        """Nothing is asked for so many seconds."""
        self.next_at = max(self.next_at, now + seconds)


def retry_after(value: str | None, now_utc: float) -> float | None:
    """Seconds that a Retry-After header asks for, as seconds or as a date; None where it asks for nothing that can be read."""
    if not value:
        return None
    text = value.strip()
    if text.isdigit():
        return float(text)
    try:
        when = parsedate_to_datetime(text)
        return max(0.0, when.timestamp() - now_utc)
    except (TypeError, ValueError, OverflowError, IndexError):
        return None
