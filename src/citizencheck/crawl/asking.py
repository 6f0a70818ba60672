"""Asking for an address: in its turn, again where that makes sense, and not at all once the crawl has been ended."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import Final

from citizencheck.clock import steady
from citizencheck.crawl.fetch import Answer, HttpSource
from citizencheck.crawl.site import Source
from citizencheck.crawl.throttle import MAX_RETRY_AFTER, Throttle, retry_after
from citizencheck.crawl.walls import refusal
from citizencheck.model import Outcome

RETRIES: Final = 3
GIVE_UP: Final = 8
"""Answers in a row that were refusals or silence: where its start page is silent too, the site has gone, and asking on would only hurt."""
PATIENCE: Final = 2
"""Times that a start page which still answers lets the crawl go on, without a good page in between."""
WALLS: Final = 3
"""The same for a bot wall, which does not go away by asking."""
FIRST_WAIT: Final = 0.5
"""Seconds before the second attempt at an address; the third waits three times as long."""
LONGEST_OUTAGE: Final = 4.0
"""Seconds at most between two questions to a server that has closed its door."""
AGAIN: Final = frozenset({Outcome.NETWORK_ERROR, Outcome.UNAVAILABLE, Outcome.RATE_LIMITED, Outcome.TRUNCATED})
SILENCE: Final = frozenset(
    {Outcome.TIMEOUT, Outcome.NETWORK_ERROR, Outcome.UNAVAILABLE, Outcome.RATE_LIMITED, Outcome.BLOCKED}
)
REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})


@dataclass(slots=True)
class Halt:
    """Why the crawl is over; ``""`` while it is not. The first reason stays."""

    why: str = ""

    def __bool__(self) -> bool:
        return bool(self.why)

    def end(self, why: str) -> None:
        """Ends the crawl."""
        self.why = self.why or why


class Asker:
    """Asks one site, at its pace."""

    def __init__(self, source: Source, throttle: Throttle, halt: Halt) -> None:
        self.throttle = throttle
        self.retries = RETRIES
        self._source = source
        self._halt = halt
        self._out = 0
        """Times in a row that no connection could be had."""
        self._refused = 0
        """Addresses in a row that came to a refusal or to silence."""
        self._silence = ""
        """What the last of them said."""
        self._doubt = ""
        """Why the site may have gone; ``""`` where there is no reason to think so."""
        self._made_sure = 0

    async def ask(self, url: str, *, head: bool = False, cut: int = 0, any_kind: bool = False) -> Answer:
        """The answer for an address; with ``cut`` only so many of its first bytes are read, with ``any_kind`` images and the like too."""
        answer = Answer(url=url, outcome=Outcome.SKIPPED_INTERRUPTED, reason="the crawl ended before it was asked for")
        for attempt in range(self.retries):
            if self._halt:
                return answer
            await self._turn()
            if self._halt:
                return answer
            answer = await self._source.get(url, head=head, cut=cut, any_kind=any_kind)
            if answer.status == 431 and isinstance(self._source, HttpSource):
                self._source.forget_cookies(url)
                continue
            problem = answer.outcome or (refusal(answer.status or 0, answer.headers, answer.body) or (None, ""))[0]
            self._out = self._out + 1 if problem is Outcome.NETWORK_ERROR and answer.status is None else 0
            self.throttle.answered(answer.elapsed, ok=problem not in SILENCE)
            if problem not in AGAIN or not self._again(answer, problem, attempt):
                break
        return answer

    def came_to(self, outcome: Outcome, reason: str) -> None:
        """Learns what became of an address, and ends the crawl when a wall keeps us out; ``make_sure`` does when the site has gone."""
        if outcome not in SILENCE:
            self._refused = self._made_sure = 0
            self._doubt = ""
            return
        self._refused += 1
        self._silence = reason
        if outcome is Outcome.BLOCKED and self._refused >= WALLS:
            self._halt.end("a bot wall keeps us out")
        elif self._refused >= GIVE_UP:
            self._doubt = f"{self._refused} answers in a row did not come: {reason}"

    async def make_sure(self, start: str) -> None:
        """Where the site seems to have gone: asks for its start page, and ends the crawl when that is silent too."""
        why, self._doubt = self._doubt, ""
        if not why or self._halt:
            return
        self._made_sure += 1
        if await self._is_silent(start) or self._made_sure > PATIENCE:
            self._halt.end(why)
        else:
            self._refused = 0

    async def make_sure_at_last(self, start: str) -> None:
        """Where the last answers were silence: whether the site still answers, or has gone and taken unread pages with it."""
        if not self._refused or self._halt:
            return
        if await self._is_silent(start) and await self._is_silent(start):
            self._halt.end(f"at its end the site did not answer any more: {self._silence}")

    async def _is_silent(self, start: str) -> bool:
        await self._turn()
        answer = await self._source.get(start)
        problem = answer.outcome or (refusal(answer.status or 0, answer.headers, answer.body) or (None, ""))[0]
        return problem in SILENCE

    async def _turn(self) -> None:
        if not isinstance(self._source, HttpSource):
            return
        at = steady() + self.throttle.slot(steady())
        while not self._halt:
            now = steady()
            wait = max(at - now, self.throttle.held(now))
            if wait <= 0:
                return
            await asyncio.sleep(min(wait, 0.5))  # in small steps, so that an interruption is heard

    def _again(self, answer: Answer, problem: Outcome, attempt: int) -> bool:
        """Whether to ask once more, and holds the pace until then."""
        asked = retry_after(answer.headers.get("retry-after"), time.time(), answer.headers.get("date"))
        if asked is not None and asked > MAX_RETRY_AFTER:
            if problem is Outcome.RATE_LIMITED:
                self._halt.end(f"the server asks us to wait {asked:.0f} s")
            return False
        if problem is Outcome.NETWORK_ERROR and (answer.answered or self._refused >= GIVE_UP):
            return False  # what was answered and cannot be read will be the same the next time
        if problem is Outcome.TRUNCATED and attempt > 0:
            return False
        own = FIRST_WAIT * 3**attempt
        if problem is Outcome.NETWORK_ERROR:  # a door that stays closed is knocked at ever more slowly
            own = max(own, min(LONGEST_OUTAGE, FIRST_WAIT / 2 * 2**self._out))
        self.throttle.hold(steady(), asked if asked is not None else own)
        return attempt < self.retries - 1
