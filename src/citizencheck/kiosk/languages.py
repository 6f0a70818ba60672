"""Which of the kiosk's languages the website speaks where the service is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from urllib.parse import unquote, urlsplit

from citizencheck.kiosk.tongues import named
from citizencheck.language.pagewords import KioskWords
from citizencheck.model import LinkKind, Page, Site

EVERY: Final = "en"
"""A page that does not say its language is taken to speak the council's first one."""


def spoken(
    languages: Sequence[str], page: Page, site: Site, words: KioskWords
) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    """(languages that the page is to be had in, those that it is not, whether a machine translates it instead)."""
    had = tuple(code for code in languages if _has(code, page, site))
    lost = tuple(code for code in languages if code not in had)
    machine = any(words.link_translate.find(k.text) for k in page.links) or any(
        words.link_translate.find(f"{f.label} {form.submit}") for form in page.forms for f in form.fields
    )
    return had, lost, machine


def _has(code: str, page: Page, site: Site) -> bool:
    short = code.partition("-")[0]
    own = (page.lang or EVERY).casefold().partition("-")[0]
    if own == short:
        return True
    if any(lang.casefold().partition("-")[0] == short and _stands(url, site) for lang, url in page.hreflang):
        return True
    for link in page.links:
        if link.kind is LinkKind.PAGE and named(link.text, short) and _stands(link.url, site):
            return not _is_top(link.url, short)  # a link to that language's home page leads away from the service
    return False


def _is_top(url: str, code: str) -> bool:
    """The home page of a language or of a site: nothing but the language stands in its path."""
    parts = urlsplit(url)
    steps = [p for p in parts.path.split("/") if p]
    return not parts.query and (not steps or (len(steps) == 1 and named(unquote(steps[0]), code)))


def _stands(url: str, site: Site) -> bool:
    """Whether an address is not known to be missing."""
    return site.outcome(url) not in {"not_found", "soft_404", "http_error", "empty", "soft_error"}
