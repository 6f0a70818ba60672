"""SIGINT and SIGTERM heard while a crawl is under way, and left to whoever heard them before when it is over."""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

SIGNS: Final = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def heard(interrupt: Callable[[], None]) -> Iterator[None]:
    """Calls ``interrupt`` at each sign while the block lasts; outside the main thread nothing is heard."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    loop = asyncio.get_running_loop()
    before = {sign: signal.getsignal(sign) for sign in SIGNS}
    for sign in SIGNS:
        loop.add_signal_handler(sign, interrupt)
    try:
        yield
    finally:
        for sign, handler in before.items():
            loop.remove_signal_handler(sign)
            signal.signal(sign, handler)
