"""A Chromium for tests: the one named by the environment, else the first on the path."""

import os
import shutil

import pytest

NAMES = ("chromium", "chromium-headless-shell", "google-chrome", "google-chrome-stable", "chromium-browser")


def find_browser() -> str:
    """The path of a Chromium; skips the test aloud where there is none, and fails it under ``REQUIRE_BROWSER=1``."""
    for path in (
        os.environ.get("CITIZENCHECK_BROWSER"),
        os.environ.get("CHROME_PATH"),
        *(shutil.which(n) for n in NAMES),
    ):
        if path and os.access(path, os.X_OK):
            return path
    if os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail("REQUIRE_BROWSER=1, and there is no Chromium")
    pytest.skip("no Chromium was found: what a browser shows could not be tested")
