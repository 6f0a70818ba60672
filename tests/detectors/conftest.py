from __future__ import annotations

import pytest

from citizencheck.language import Language, load_language


@pytest.fixture(scope="session")
def language() -> Language:
    """The words that ship with the tool."""
    return load_language()
