"""A page of our own, printed: the HTML report as a tagged PDF with an outline. Its scripts do not run, and it has no network."""

from __future__ import annotations

import asyncio
from typing import Final

from playwright.async_api import Error, async_playwright

from citizencheck.clock import run
from citizencheck.errors import BrowserError
from citizencheck.render.chromium import Choice, launch

LONGEST: Final = 120_000
"""Milliseconds that a report may take: one of 5 MB takes about 20 s on a slow machine."""
MARGIN: Final = "15mm"


def print_pdf(html: str, choice: Choice) -> bytes:
    """The PDF of a whole HTML document, A4, light, with tags for those who have it read out.

    Raises BrowserError where there is no browser that starts, or it does not come to an end.
    """
    return run(_printed(html, choice))


async def _printed(html: str, choice: Choice) -> bytes:
    async with async_playwright() as playwright:
        browser, tried = await launch(playwright, choice)
        if browser is None:
            places = "; ".join(f"{t.place}: {t.verdict}" for t in tried)
            raise BrowserError(
                f"A PDF is printed by a Chromium, and none was found that starts ({places}).",
                "Install one (Debian: apt-get install chromium), or name it in CITIZENCHECK_BROWSER.",
            )
        try:
            context = await browser.new_context(offline=True, java_script_enabled=False, service_workers="block")
            page = await context.new_page()
            page.set_default_timeout(LONGEST)
            await page.emulate_media(media="print", color_scheme="light")
            await page.set_content(html, wait_until="load")
            margin: dict[str, str] = dict.fromkeys(("top", "right", "bottom", "left"), MARGIN)
            return await asyncio.wait_for(
                page.pdf(format="A4", tagged=True, outline=True, print_background=True, margin=margin),  # type: ignore[arg-type]  # four of its keys
                LONGEST / 1000,
            )
        except (Error, TimeoutError) as e:
            raise BrowserError(
                f"The browser could not print the report ({str(e).partition(chr(10))[0][:160]}).",
                "Open report.html in a browser and print it there.",
            ) from e
        finally:
            await browser.close()
