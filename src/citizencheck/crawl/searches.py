"""The site's own search, asked after the walk: few questions, by GET, on the site's own host, where robots.txt allows it.

What it shows is read for its results and for nothing else: no link of it is followed, and no page of it is judged.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urlencode, urlsplit, urlunsplit

from citizencheck.crawl.fetch import Answer
from citizencheck.crawl.robots import Robots
from citizencheck.crawl.scope import Scope, is_unsafe
from citizencheck.crawl.traps import MAX_ADDRESS
from citizencheck.model import Form, Outcome, Page, SearchAnswer, SearchQuestions
from citizencheck.model.url import host, resolve
from citizencheck.store import RunStore

MOST: Final = 30
"""Questions that one run asks in all, whatever its budget of pages."""
MAX_HOPS: Final = 5
GIVE_UP: Final = 3
"""Questions in a row that brought no page: the search is in trouble, and asking on would only hurt."""
TYPED: Final = frozenset({"text", "search"})
MOVED: Final = frozenset({301, 302, 303, 307, 308})

Read = Callable[[Answer, str], Awaitable[tuple[Outcome, str, Page | None]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteSearch:
    """Asks one site's search. ``ask`` keeps the pace, as for every other request."""

    scope: Scope
    robots: Robots
    store: RunStore
    ask: Callable[[str], Awaitable[Answer]]
    read: Read
    """What an answer is: (outcome, reason, its page where it is one)."""
    ended: Callable[[], str]
    """Why the crawl is over, ``""`` while it is not."""
    again: frozenset[str]
    """Outcomes that are no answer: such a question is asked again when a run is taken up."""

    async def run(self, questions: SearchQuestions) -> None:
        """Asks what is there to ask and was not answered before, and writes down why no further."""
        form, why_not = self._form(questions)
        if form is None:
            self.store.save_search(action="", why_not=why_not)
            return
        action = urlsplit(form.action)._replace(query="", fragment="").geturl()
        self.store.save_search(action=action, why_not="the crawl was cut off")
        self.store.save_search(action=action, why_not=await self._ask_all(form, questions.queries))

    def _form(self, questions: SearchQuestions) -> tuple[Form | None, str]:
        """The first form that may be asked, else why the first of them may not."""
        if over := self.ended():
            return None, f"the crawl ended before that: {over}"
        if questions.why_none:
            return None, questions.why_none
        problems = []
        for form in questions.forms:
            why = self.refuses(form, questions.queries[0])
            if not why:
                return form, ""
            problems.append(why)
        return None, problems[0] if problems else "no search form was found on the site"

    def refuses(self, form: Form, query: str) -> str:
        """Why a form is not asked; ``""`` when it may be."""
        url = address(form, query)
        if form.method == "post":
            return "its search form sends the words by POST, and nothing is ever sent that way"
        if form.method != "get":
            return "its search box works by a script alone"
        if url is None:
            return "its search form has no one box to type the words into"
        if not self.scope.holds(url):
            return f"its search is answered by another website ({host(url)})"
        return self._forbidden(url)

    def _forbidden(self, url: str) -> str:
        if is_unsafe(url):
            return "asking its address may change something"
        if not self.scope.wants(url):
            return "--include or --exclude leaves its address out"
        if not self.robots.allows(url):
            return "robots.txt forbids it"
        return ""

    async def _ask_all(self, form: Form, queries: tuple[str, ...]) -> str:
        """Asks for each query that has no answer yet; why it ended early, ``""`` when it did not."""
        known = self.store.search()
        answered = {a.query for a in known.answers if a.outcome not in self.again} if known else set()
        failed = 0
        for query in [q for q in queries if q not in answered][: max(0, MOST - len(answered))]:
            if over := self.ended():
                return f"the crawl ended before that: {over}"
            url = address(form, query)
            assert url is not None  # noqa: S101 - a form without an address was refused
            answer, body = await self._one(query, url)
            if self.ended() and answer.outcome != Outcome.OK:
                return f"the crawl ended before that: {self.ended()}"
            self.store.settle_search(answer, body)
            failed = 0 if answer.outcome == Outcome.OK else failed + 1
            if failed >= GIVE_UP:
                return f"{failed} answers in a row were no results: {answer.reason}"
        return ""

    async def _one(self, query: str, url: str) -> tuple[SearchAnswer, bytes | None]:
        """The answer to a query, redirects followed on the site's own host. A page that the walk has read is not asked for again."""
        here = url
        for _ in range(MAX_HOPS):
            known = self.store.page(here)
            if known is not None:
                return _answer(query, url, here, Outcome.OK, "read before", page=known), None
            if why := self._forbidden(here):
                return _answer(query, url, here, Outcome.ROBOTS_DISALLOWED, why), None
            answer = await self.ask(here)
            location = answer.headers.get("location", "").strip()
            if answer.status not in MOVED or not location:
                outcome, reason, page = await self.read(answer, here)
                return _answer(query, url, here, outcome, reason, answer, page), answer.body if page else None
            following = resolve(location, here)
            if following is None or not self.scope.holds(following):
                where = host(following) if following else "nowhere"
                return _answer(query, url, here, Outcome.OUT_OF_SCOPE, f"leads to {where}", answer), None
            here = following
        return _answer(query, url, here, Outcome.TOO_MANY_REDIRECTS, f"more than {MAX_HOPS} redirects"), None


def address(form: Form, query: str) -> str | None:
    """Where a browser goes when ``query`` is typed into a form and sent; None where there is not one box to type into."""
    boxes = [f.name for f in form.fields if f.type in TYPED and f.name]
    if len(boxes) != 1:
        return None
    parts = urlsplit(form.action)
    sent = [pair for pair in form.sends if pair[0] != boxes[0]]
    asked = urlencode([*sent, (boxes[0], query)])
    url = resolve(urlunsplit((parts.scheme, parts.netloc, parts.path, asked, "")), "")
    return url if url is not None and len(url) <= MAX_ADDRESS else None


def _answer(
    query: str,
    url: str,
    end: str,
    outcome: Outcome,
    reason: str,
    answer: Answer | None = None,
    page: Page | None = None,
) -> SearchAnswer:
    return SearchAnswer(
        query=query,
        url=url,
        outcome=outcome.value,
        reason=reason,
        status=answer.status if answer else None,
        end=end,
        fetched=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if answer else "",
        sha256=page.sha256 if page else "",
        page=page,
    )
