"""Audits made-up councils and takes pictures of their reports for docs/pictures/."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, sync_playwright

from fixtures_support import SITES, materialise

TO: Final = Path(__file__).resolve().parents[1] / "docs" / "pictures"


def main(executable: str) -> None:
    """Writes ``report.png``, the top of a silo's report, and ``phone.png``, one way on a phone."""
    TO.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox", "--hide-scrollbars"])
        silo = _report(Path(folder), "silo-first")
        gap = _report(Path(folder), "phone-gap", "--kiosk", str(SITES / "phone-gap" / "kiosk.csv"))
        _shoot(browser, silo, "report.png", selector="", height=900)
        _shoot(browser, gap, "phone.png", selector="#parity .strip", height=0)
        browser.close()


def _report(folder: Path, site: str, *options: str) -> Path:
    materialise(site, folder / site)
    run = folder / f"{site}-run"
    command = [sys.executable, "-m", "citizencheck", "audit", str(folder / site), "-o", str(run), "-q", *options]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return run / "report.html"


def _shoot(browser: Browser, page: Path, name: str, *, selector: str, height: int) -> None:
    """A picture of the top of a page, or of the first element that ``selector`` finds."""
    tab = browser.new_page(viewport={"width": 1100, "height": height or 900})
    tab.goto(page.as_uri())
    if selector:
        tab.locator(selector).first.screenshot(path=TO / name)
    else:
        tab.screenshot(path=TO / name)
    tab.close()


if __name__ == "__main__":
    main(sys.argv[1])
