"""Pages that are not the council's: challenges, walls, errors that call themselves 200, and log-ins."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote, urlsplit

from citizencheck.model import FURNITURE, Outcome, Page

CHALLENGE: Final = re.compile(
    r"just a moment\.\.\.|attention required!? \| cloudflare|checking your browser before|request unsuccessful\. incapsula|incapsula incident id"
    r"|verify(?:ing)? (?:that )?you are (?:a )?human|enable javascript and cookies to continue|ddos protection by|access denied.{0,80}reference #"
    r"|pardon our interruption|please complete the security check|bot detection|are you a robot\?",
    re.IGNORECASE | re.DOTALL,
)
HINTS: Final = (
    "just a moment", "cloudflare", "checking your", "incapsula", "human", "javascript and cookies", "ddos", "access denied",
    "interruption", "security check", "bot detection", "a robot",
)  # fmt: skip
"""Each challenge says one of these: to look for them first is twenty times as fast, and nearly every page says none."""
MAINTENANCE: Final = re.compile(r"(?:site|website|service|system)s? (?:is|are) (?:currently )?(?:down for|undergoing|under(?:going)?) (?:\w+ )?maintenance|we(?:'|’)ll be back soon|scheduled maintenance", re.IGNORECASE)  # fmt: skip
COOKIE_WALL: Final = re.compile(r"(?:accept|agree to|consent to|allow) (?:all |our |the use of )?cookies (?:to|before|in order to) (?:continue|view|access|use|enter|proceed)|before you continue to|you must accept cookies|(?:to|before you) (?:continue|enter).{0,40}(?:accept|agree).{0,20}cookies", re.IGNORECASE)  # fmt: skip
SOFT_404: Final = re.compile(
    r"\bpage (?:can(?:no|')t be|could not be|was not|cannot be|not) found\b|\b404\b.{0,20}(?:error|not found|page)|(?:error|not found).{0,5}\b404\b|page (?:you (?:are|were) looking for )?(?:doesn(?:'|’)t|does not|no longer) exist|sorry,? we (?:can(?:no|'|’)t|could ?n(?:o|'|’)t) find (?:that|the|this) page",
    re.IGNORECASE,
)
TRACE: Final = re.compile(
    r"Traceback \(most recent call last\)|\bat [\w$.]+\([\w.]+:\d+\)|Fatal error: .{0,200} on line \d+|Server Error in '/' Application|Microsoft OLE DB Provider"
    r"|Unhandled [Ee]xception|ORA-\d{5}|You have an error in your SQL syntax|Whitelabel Error Page|stack trace:",
    re.MULTILINE,
)
LOGIN_NAME: Final = re.compile(r"\b(?:log|sign)[ -]?(?:in|on)\b|\bmewngofnodi\b", re.IGNORECASE)
LOGIN_FIELDS: Final = 3
"""Name, password and *remember me*: a form with more registers somebody."""
LOGIN_WORDS: Final = 40
"""Judgement: labels, *forgotten your password?* and a sentence."""
LOGIN_PATH: Final = re.compile(r"/(?:log-?in|sign-?in|account/login|adfs|saml|oauth|auth)(?:[/?.]|$)", re.IGNORECASE)


def refusal(status: int, headers: dict[str, str], body: bytes) -> tuple[Outcome, str] | None:
    """What an answer that is not a page says: (outcome, reason); None when it may be a page."""
    sample = body[:20_000].decode("utf-8", "replace")
    if headers.get("cf-mitigated", "").lower() == "challenge" or (
        status in {200, 202, 403, 429, 503} and len(body) < 60_000 and _challenges(sample)
    ):
        return Outcome.BLOCKED, "a bot wall answered in the page's place"
    if status == 200:
        return None
    if status == 206:
        return Outcome.TRUNCATED, "HTTP 206: a part was sent, and the whole was asked for"
    if status in {401, 407}:
        return Outcome.AUTH_REQUIRED, f"HTTP {status}: a log-in is asked for"
    if status == 403:
        return Outcome.AUTH_REQUIRED, "HTTP 403: not for the public"
    if status in {404, 410}:
        return Outcome.NOT_FOUND, f"HTTP {status}"
    if status == 429:
        return Outcome.RATE_LIMITED, "HTTP 429: too many requests"
    if status == 503:
        return Outcome.UNAVAILABLE, "HTTP 503: maintenance" if MAINTENANCE.search(
            sample
        ) else "HTTP 503: not available now"
    if status >= 500:
        return Outcome.UNAVAILABLE if status in {502, 504} else Outcome.HTTP_ERROR, f"HTTP {status}"
    if status >= 400 or status not in range(200, 300):
        return Outcome.HTTP_ERROR, f"HTTP {status}"
    return None


def _challenges(sample: str) -> bool:
    small = sample.lower()
    return any(hint in small for hint in HINTS) and CHALLENGE.search(sample) is not None


def judge_page(page: Page, body: bytes) -> tuple[Outcome, str] | None:
    """What a page that answered 200 really is, where it is not content; None when it is."""
    text = page.text
    said = f"{page.title}\n{page.h1}\n{text}"
    if _is_data(body):
        return Outcome.SOFT_ERROR, "data in the place of a page"
    if page.words < 400 and TRACE.search(said[:20_000]):
        return Outcome.SOFT_ERROR, "an error message of the server's own programs"
    if page.words < 150 and SOFT_404.search(f"{page.title}\n{page.h1}\n{text[:600]}"):
        return Outcome.SOFT_404, "it says that the page was not found, and answers 200"
    if page.words < 200 and COOKIE_WALL.search(said) and any(f.method == "post" for f in page.forms):
        return Outcome.BLOCKED, "a cookie wall stands in the page's place"
    if _only_logs_in(page):
        return Outcome.AUTH_REQUIRED, "it is a log-in page and nothing else"
    if page.words < 120 and len(page.links) < 15 and MAINTENANCE.search(said):
        return Outcome.UNAVAILABLE, "a maintenance notice stands in the page's place"
    if not body.strip() or (page.words == 0 and not page.links and not page.forms and page.scripts == 0):
        return Outcome.EMPTY, "the page is empty"
    return None


def _only_logs_in(page: Page) -> bool:
    """A log-in by name and by form, with no more words than it takes to say so. One that tells what an account is for is content."""
    asking = [f for f in page.forms if not f.search and f.region not in FURNITURE]
    return (
        len(asking) == 1
        and any(f.type == "password" for f in asking[0].fields)
        and len(asking[0].fields) <= LOGIN_FIELDS
        and page.words < LOGIN_WORDS
        and LOGIN_NAME.search(page.h1 or page.title) is not None
    )


def _is_data(body: bytes) -> bool:
    """Whether a body is JSON, or XML that is no page."""
    start = body[:500].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"<?xml"):
        return re.search(rb"<(?:html|!doctype)", body[:2000], re.IGNORECASE) is None
    return (start[:1] in (b"{", b"[") and b"<" not in start[:200]) or start.strip() in (b"null", b"true", b"false")


def is_login(page: Page, redirected_to: str) -> bool:
    """Whether what answered is a log-in page that another address was turned away to."""
    return bool(redirected_to and LOGIN_PATH.search(redirected_to)) and any(
        f.type == "password" for form in page.forms for f in form.fields
    )


def is_spelling_of(page: Page, other: str) -> bool:
    """Whether a page with the same text as ``other`` is the same page under another address, and not a second page that says the same."""
    return page.canonical == other or _plain_path(page.url) == _plain_path(other)


def _plain_path(url: str) -> str:
    parts = urlsplit(url)
    segments = [s for s in unquote(parts.path).lower().split("/") if s and s not in {"print", "printable", "amp"}]
    if segments and re.fullmatch(r"(?:index|default|home)\.\w+", segments[-1]):
        segments.pop()
    return f"{parts.netloc.lower().removeprefix('www.')}/{'/'.join(segments)}"
