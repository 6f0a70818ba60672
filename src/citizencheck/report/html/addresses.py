"""What became of the site's addresses, in words that a web team uses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from citizencheck.model import Outcome
from citizencheck.model.report import ReportPage

READ: Final = frozenset({Outcome.OK.value})
ELSEWHERE: Final = frozenset({Outcome.REDIRECT.value, Outcome.DUPLICATE.value, Outcome.OUT_OF_SCOPE.value})
FILES: Final = frozenset({Outcome.NOT_HTML.value})
OUTCOMES: Final = {
    "ok": "read and judged",
    "redirect": "lead on to another address",
    "redirect_loop": "lead round in a circle",
    "too_many_redirects": "lead on too many times",
    "out_of_scope": "belong to other websites",
    "not_found": "do not exist",
    "soft_404": "say that the page does not exist",
    "auth_required": "ask for a password",
    "blocked": "refused our reader",
    "rate_limited": "asked us to slow down and then gave no answer",
    "unavailable": "were not available",
    "timeout": "gave no answer in time",
    "network_error": "could not be reached",
    "tls_error": "have no valid certificate",
    "http_error": "answered with an error",
    "truncated": "broke off before the end",
    "too_large": "are too large to read",
    "not_html": "documents, pictures and other files",
    "empty": "are empty",
    "soft_error": "show an error message in place of a page",
    "duplicate": "show the same page as another address",
    "robots_disallowed": "may not be read: robots.txt forbids it",
    "unsupported_scheme": "are no web addresses",
    "skipped_budget": "were left out: the limit of pages was reached",
    "skipped_unsafe": "were left out: opening them could change something",
    "skipped_interrupted": "were left out: the reading was stopped",
    "internal_error": "could not be read because of a fault of ours",
}
"""Outcome -> what is said of addresses that came to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heap:
    """Addresses of one outcome."""

    words: str
    pages: Sequence[ReportPage]
    total: int


def unread(pages: Sequence[ReportPage], most: int) -> list[Heap]:
    """Addresses that gave no page to judge, by what became of them, the largest heap first; at most ``most`` of each are listed."""
    heaps: dict[str, list[ReportPage]] = {}
    for page in pages:
        if page.outcome not in READ | ELSEWHERE | FILES:
            heaps.setdefault(page.outcome, []).append(page)
    ordered = sorted(heaps.items(), key=lambda kv: (-len(kv[1]), kv[0]))
    return [Heap(words=OUTCOMES.get(o, o.replace("_", " ")), pages=held[:most], total=len(held)) for o, held in ordered]
