"""What holds for all tests."""

from __future__ import annotations

import hypothesis
import pytest

from citizencheck.language import Language, load_language

hypothesis.settings.register_profile("patient", deadline=None)  # how long a busy machine takes is no fault
hypothesis.settings.load_profile("patient")


@pytest.fixture(scope="session")
def language() -> Language:
    """The words that ship with the tool."""
    return load_language()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A page that misses its deadline in a real browser on a busy machine is tried once more; nothing else ever is."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))
