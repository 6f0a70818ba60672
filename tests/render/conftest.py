"""One Chromium for all tests of this folder: started once, and never restarted but by what is tested."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from browser_support import find_browser
from citizencheck.render.browser import Browser
from citizencheck.render.chromium import Choice


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """A browser at work."""
    async with Browser(Choice(path=find_browser(), environ=dict(os.environ))) as started:
        yield started


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All tests of this folder need a browser, and share one loop with it."""
    for item in items:
        if "tests/render/" in item.path.as_posix() and "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
