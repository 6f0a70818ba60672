"""The site's own search: what it is to be asked, what it was asked, and what it answered."""

from __future__ import annotations

from dataclasses import dataclass

from citizencheck.model.page import Form, Page


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchQuestions:
    """What there is to ask, most wanted first. The crawl decides what of it may be asked."""

    forms: tuple[Form, ...]
    """Forms that may be the site's search, the likeliest first."""
    queries: tuple[str, ...]
    why_none: str = ""
    """Why there is nothing to ask, ``""`` where there is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchAnswer:
    """What the site's own search said to one query."""

    query: str
    url: str
    """The address that was asked."""
    outcome: str
    """A value of ``Outcome``; only ``ok`` has a page."""
    reason: str = ""
    status: int | None = None
    end: str = ""
    """Where redirects led; ``url`` itself where there was none."""
    fetched: str = ""
    sha256: str = ""
    page: Page | None = None
    """The page of results without its header, menus and footer: never judged as a page of the site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchProbe:
    """How far the site's own search was asked."""

    action: str = ""
    """Where its form sends the words; ``""`` where no form could be asked."""
    why_not: str = ""
    """Why it was not asked, or not all of it; ``""`` where all went well."""
    answers: tuple[SearchAnswer, ...] = ()
    """In the order in which they were asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPlace:
    """Where a task stands among what the site's own search gives for citizens' words."""

    query: str
    url: str
    """The address that was asked."""
    rank: int | None = None
    """Place of the task's own page among the results, 1 the first; None when it is not among them."""
    nearest: int | None = None
    """Place of the first result that leads to the task: its own page, its start, or another page about it."""
    results: tuple[str, ...] = ()
    """The words of the first results, at most five."""
    shown: int = 0
    """How many results the first page of them has."""
    problem: str = ""
    """Why the results could not be read, ``""`` where they could; nothing is then known of the rank."""
