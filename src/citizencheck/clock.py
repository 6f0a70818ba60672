"""Seconds that pass one by one: what waits and deadlines go by, whatever is done to the machine's clocks meanwhile."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Coroutine
from typing import Any, Final, TypeVar

T = TypeVar("T")

LEAP: Final = 60.0
"""Seconds between two readings beyond which the clock is taken to have been put forward. Whoever waits reads it every second."""


class Steady:
    """A clock made of one that may be set: where that goes back, or leaps ahead, this one stands still for the moment."""

    def __init__(self) -> None:
        self._read = time.monotonic()
        self._now = self._read

    def __call__(self) -> float:
        """Seconds since some moment in the past."""
        read = time.monotonic()
        passed = read - self._read
        self._read = read
        if 0 <= passed <= LEAP:
            self._now += passed
        return self._now


steady: Final = Steady()
"""The clock of this process."""

if sys.platform == "win32":
    _Loop = asyncio.ProactorEventLoop
else:
    _Loop = asyncio.SelectorEventLoop


class SteadyLoop(_Loop):
    """An event loop whose timers go by ``steady``: none is late by as much as a clock was put back."""

    def time(self) -> float:
        """What timers are set by."""
        return steady()


def run(main: Coroutine[Any, Any, T]) -> T:
    """``asyncio.run``, on a ``SteadyLoop``."""
    with asyncio.Runner(loop_factory=SteadyLoop) as runner:
        return runner.run(main)
