"""Pages parsed where a stuck one can be killed: most of them here, the odd ones in a process of their own."""

from __future__ import annotations

import asyncio
import multiprocessing
import re
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Final

from citizencheck.extract import extract
from citizencheck.model import Page

LARGE: Final = 1_000_000
DEADLINE: Final = 20.0
"""Seconds for a page in a process of its own."""
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
        try:
            async with asyncio.timeout(DEADLINE):
                return await asyncio.get_running_loop().run_in_executor(self._pool, extract, body, url, content_type)
        except (TimeoutError, BrokenProcessPool):
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


def is_odd(body: bytes) -> bool:
    """Whether a page might choke a parser: very large, or formatting that never closes."""
    if len(body) > LARGE:
        return True
    if body.count(b"<") < 5_000 and len(body) < 40_000:
        return False
    opened = len(FORMATTING.findall(body))
    return opened > 5_000 and opened > 4 * body.count(b"</")
