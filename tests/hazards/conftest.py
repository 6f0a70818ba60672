"""Waits between attempts, shortened: what is tried is that they are made, not how long they are."""

import pytest


@pytest.fixture(autouse=True)
def short_waits(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fiftieth of the waits, but where a test is about them."""
    if "waits" not in request.keywords:
        monkeypatch.setattr("citizencheck.crawl.asking.FIRST_WAIT", 0.01)
