"""Clocks that are put back or forward make nobody wait, and give nobody up."""

import asyncio
import time

import pytest

from citizencheck.clock import LEAP, Steady, run

DAY = 86_400.0


class Clock:
    """A clock of the machine that can be set."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.put = 0.0
        self._true = time.monotonic
        monkeypatch.setattr(time, "monotonic", lambda: self._true() + self.put)


def test_it_counts_what_passes_and_neither_goes_back_nor_leaps(monkeypatch: pytest.MonkeyPatch) -> None:
    at = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: at[0])
    steady = Steady()
    began = steady()
    counted = []
    for at[0] in (101.0, 101.0 - DAY, 102.0 - DAY, 102.0 + 3650 * DAY, 103.0 + 3650 * DAY, 103.0, 104.0, 104.0 + LEAP):
        counted.append(steady() - began)

    assert counted == [1, 1, 2, 2, 3, 3, 4, 4 + LEAP]


@pytest.mark.parametrize("jump", [-DAY, 3650 * DAY])
def test_waits_and_deadlines_outlast_a_clock_that_is_set(jump: float, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(monkeypatch)

    async def wait() -> tuple[str, str]:
        def put() -> None:
            clock.put = jump

        asyncio.get_running_loop().call_later(0.05, put)
        try:
            async with asyncio.timeout(0.3):
                await asyncio.sleep(30)
        except TimeoutError:
            first = "given up"
        async with asyncio.timeout(20):
            await asyncio.sleep(0.05)
            return first, "waited for"

    began = clock._true()

    assert run(wait()) == ("given up", "waited for")
    assert clock._true() - began < 5
