"""Addresses in, pages out, politely. The only room that speaks HTTP."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from citizencheck.crawl.onlooking import Desk, Onlooker
from citizencheck.crawl.plan import CrawlPlan, Progress, folder_base

if TYPE_CHECKING:
    import httpx

    from citizencheck.crawl.engine import Questions
    from citizencheck.crawl.scope import Scope
    from citizencheck.model import RunInfo
    from citizencheck.store import RunStore

__all__ = ["CrawlPlan", "Desk", "Onlooker", "Progress", "crawl", "folder_base", "scope_of"]


def crawl(
    plan: CrawlPlan,
    store: RunStore,
    progress: Callable[[Progress], None] | None = None,
    *,
    questions: Questions | None = None,
    onlooker: Onlooker | None = None,
    transport: httpx.AsyncBaseTransport | None = None,
) -> RunInfo:
    """See ``engine.crawl``. It is imported when it is needed: whoever judges a run has no use for what speaks HTTP (15 MB, measured November 2026)."""
    from citizencheck.crawl import engine  # noqa: PLC0415

    return engine.crawl(plan, store, progress, questions=questions, onlooker=onlooker, transport=transport)


def scope_of(plan: CrawlPlan) -> Scope:
    """See ``site.scope_of``."""
    from citizencheck.crawl import site  # noqa: PLC0415

    return site.scope_of(plan)
