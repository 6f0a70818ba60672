"""robots.txt by RFC 9309."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Final

from protego import Protego

from citizencheck.crawl.plan import ROBOTS_NAME
from citizencheck.model import Outcome

MAX_BYTES: Final = 500 * 1024
"""RFC 9309 2.5 asks for at least 500 KiB; what is beyond is cut, not refused."""
PERCENT: Final = re.compile(r"%[0-9a-fA-F]{2}")


@dataclass(frozen=True, slots=True)
class Robots:
    """What one host's robots.txt says to us."""

    rules: Protego | None
    """None: nothing is known to be forbidden, or all is (``closed``)."""
    closed: bool = False
    reason: str = ""
    crawl_delay: float | None = None
    sitemaps: tuple[str, ...] = ()
    outcome: Outcome = Outcome.ROBOTS_DISALLOWED
    """What an address that is not allowed comes to: the site's silence, where that is the reason."""
    agent: str = ROBOTS_NAME
    """Whom the rules are asked for."""

    def allows(self, url: str) -> bool:
        """Whether an address may be asked for."""
        if self.closed:
            return False
        if self.rules is None:
            return True
        return bool(self.rules.can_fetch(PERCENT.sub(lambda m: m.group().upper(), url), self.agent))


def from_answer(status: int | None, body: bytes, reason: str = "", outcome: Outcome | None = None) -> Robots:
    """Robots for what the host answered: 2xx is read, 4xx allows all, 5xx and silence forbid all (RFC 9309 2.3.1)."""
    if status is None:
        return Robots(
            rules=None,
            closed=True,
            reason=f"robots.txt could not be read: {reason or 'no answer'}",
            outcome=outcome or Outcome.NETWORK_ERROR,
        )
    if status >= 500 or status == 429:
        why = f"robots.txt answered {status}, which must be taken as a complete refusal"
        return Robots(
            rules=None,
            closed=True,
            reason=why,
            outcome={429: Outcome.RATE_LIMITED, 503: Outcome.UNAVAILABLE}.get(status, Outcome.ROBOTS_DISALLOWED),
        )
    if status >= 300:
        return Robots(rules=None)
    return parse(body)


def parse(body: bytes, agent: str = ROBOTS_NAME) -> Robots:
    """Robots for the text of a robots.txt; a web page in its place has no rules."""
    text = body[:MAX_BYTES].decode("utf-8-sig", "replace").replace("\x00", "")
    if re.match(r"\s*<(?:!doctype|html)", text, re.IGNORECASE):
        return Robots(rules=None)
    rules = Protego.parse(text)
    try:
        delay = rules.crawl_delay(agent)
    except (TypeError, ValueError):
        delay = None
    if delay is not None and (not math.isfinite(delay) or delay < 0):
        delay = None
    probes = ("/", "/any-page-at-all", "/any/other?page=1")
    closed = not any(rules.can_fetch(p, agent) for p in probes) and not re.search(
        r"^\s*allow\s*:", text, re.IGNORECASE | re.MULTILINE
    )
    return Robots(
        rules=rules,
        closed=closed,
        reason="robots.txt forbids all of the site" if closed else "",
        crawl_delay=float(delay) if delay is not None else None,
        sitemaps=tuple(dict.fromkeys(rules.sitemaps))[:50],
        agent=agent,
    )
