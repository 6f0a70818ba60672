"""The closed lists: what became of an address, of a run, of a rule."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """What became of one address. Only ``OK`` is judged."""

    OK = "ok"
    REDIRECT = "redirect"
    REDIRECT_LOOP = "redirect_loop"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    OUT_OF_SCOPE = "out_of_scope"
    NOT_FOUND = "not_found"
    SOFT_404 = "soft_404"
    AUTH_REQUIRED = "auth_required"
    BLOCKED = "blocked"
    RATE_LIMITED = "rate_limited"
    UNAVAILABLE = "unavailable"
    TIMEOUT = "timeout"
    NETWORK_ERROR = "network_error"
    TLS_ERROR = "tls_error"
    HTTP_ERROR = "http_error"
    TRUNCATED = "truncated"
    TOO_LARGE = "too_large"
    NOT_HTML = "not_html"
    EMPTY = "empty"
    SOFT_ERROR = "soft_error"
    DUPLICATE = "duplicate"
    ROBOTS_DISALLOWED = "robots_disallowed"
    UNSUPPORTED_SCHEME = "unsupported_scheme"
    SKIPPED_BUDGET = "skipped_budget"
    SKIPPED_UNSAFE = "skipped_unsafe"
    SKIPPED_INTERRUPTED = "skipped_interrupted"
    INTERNAL_ERROR = "internal_error"


BROKEN = frozenset(
    {Outcome.NOT_FOUND, Outcome.SOFT_404, Outcome.HTTP_ERROR, Outcome.REDIRECT_LOOP, Outcome.TOO_MANY_REDIRECTS,
     Outcome.EMPTY, Outcome.SOFT_ERROR}
)  # fmt: skip
"""Outcomes that a citizen who follows a link would call broken. Time-outs and blocks may be ours alone: they are not here."""


class RunStatus(StrEnum):
    """What became of one run. ``COMPLETE`` may still have reached its own page budget (``RunInfo.budget_reached``)."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    BLOCKED = "blocked"
    UNAVAILABLE = "unavailable"
    FORBIDDEN_BY_ROBOTS = "forbidden_by_robots"


class RuleOutcome(StrEnum):
    """What a rule said of the site."""

    PASS = "pass"  # noqa: S105 - not a password
    FAIL = "fail"
    NOT_APPLICABLE = "not_applicable"
    CANNOT_TELL = "cannot_tell"
    ERROR = "error"
