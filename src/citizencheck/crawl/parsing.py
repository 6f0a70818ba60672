"""Pages parsed where a stuck one can be killed: most of them here, the odd ones in a process of their own."""

from __future__ import annotations

import asyncio
import multiprocessing
import re
import signal
import sys
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Final

from citizencheck.extract import extract
from citizencheck.model import Page

if sys.platform != "win32":
    import resource

LARGE: Final = 400_000
"""Bytes of a page that is not parsed beside the answers under way: it would keep them waiting past their deadlines."""
DEADLINE: Final = 20.0
"""Seconds of work for a page in a process of its own."""
PATIENCE: Final = 3
"""Times as long that it may take by the clock, on a machine that has other things to do."""
MOST_MEMORY: Final = 1_500_000_000
"""Bytes of address space for a page in a process of its own: the largest body that is read needs a third of it."""
FORMATTING: Final = re.compile(rb"<(?:b|i|em|strong|font|a|u|small|big|code|nobr)\b", re.IGNORECASE)


class Parser:
    """Parses pages. One that is large or oddly made goes to a worker that is killed at its deadline."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None

    async def parse(self, body: bytes, url: str, content_type: str) -> Page | None:
        """The page's facts; None when it could not be parsed in time."""
        if not is_odd(body):
            return extract(body, url, content_type)
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                max_workers=1, mp_context=multiprocessing.get_context("spawn"), max_tasks_per_child=20
            )
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(PATIENCE * DEADLINE):
                return await loop.run_in_executor(self._pool, _within, DEADLINE, body, url, content_type)
        except (TimeoutError, BrokenProcessPool, MemoryError):
            self.close()
            return None

    def close(self) -> None:
        """Kills the worker, if there is one."""
        if self._pool is None:
            return
        for process in list((self._pool._processes or {}).values()):
            process.kill()
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool = None


def _within(seconds: float, body: bytes, url: str, content_type: str) -> Page:
    """The page's facts, in a process that dies when it works longer, or wants more memory than any page needs."""
    if sys.platform == "win32":
        return extract(body, url, content_type)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        return extract(body, url, content_type)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def is_odd(body: bytes) -> bool:
    """Whether a page might choke a parser: very large, or formatting that never closes."""
    if len(body) > LARGE:
        return True
    if body.count(b"<") < 5_000 and len(body) < 40_000:
        return False
    opened = len(FORMATTING.findall(body))
    return opened > 5_000 and opened > 4 * body.count(b"</")
