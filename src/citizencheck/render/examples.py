"""Pages in memory, looked at as a site's are: for the examples of rules, which are tests, and for tests themselves."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from citizencheck.clock import run
from citizencheck.model.phone import DESKTOP, NARROW, PHONE, Seen, View
from citizencheck.render.browser import Browser, GaveUpError, NoBrowserError
from citizencheck.render.chromium import Choice
from citizencheck.render.facts import look, unseen
from citizencheck.render.guard import Refused, Reply, Response
from citizencheck.render.watching import watch_phone
from citizencheck.rulebook import Rule

TABS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A site of a few pages."""

    pages: Mapping[str, str]
    """Address -> HTML."""
    axe: bool = False
    """axe-core is asked too."""
    desktop: bool = False


def record(cases: Sequence[Case], choice: Choice) -> list[tuple[View, ...]]:
    """What a browser sees of each case. Raises NoBrowserError where there is none."""
    return run(_recorded(cases, choice))


def of_rules(rules: Sequence[Rule], base: str, choice: Choice) -> dict[tuple[str, str], tuple[View, ...]] | None:
    """(id of the rule, name of the example) -> what a browser sees of the examples of those rules that need one, as if on ``base``.

    None where there is no browser.
    """
    wanted = [(r, e) for r in rules if r.file.needs == "browser" for e in r.file.examples if e.pages and not e.blind]
    cases = [
        Case(
            pages={f"{base}{path}": html for path, html in e.pages.items()},
            axe=r.file.detector == "axe-results",
            desktop=r.file.detector in ("phone-links", "phone-forms", "kiosk-level"),
        )
        for r, e in wanted
    ]
    try:
        seen = record(cases, choice) if cases else []
    except NoBrowserError:
        return None
    return {(r.id, e.name): views for (r, e), views in zip(wanted, seen, strict=True)}


async def _recorded(cases: Sequence[Case], choice: Choice) -> list[tuple[View, ...]]:
    seen: list[tuple[View, ...]] = [()] * len(cases)
    queue = list(enumerate(cases))
    async with Browser(choice) as browser:

        async def work() -> None:
            while queue:
                number, case = queue.pop()
                seen[number] = await views_of(browser, case)

        async with asyncio.TaskGroup() as group:
            for _ in range(TABS):
                group.create_task(work())
    return seen


async def views_of(browser: Browser, case: Case) -> tuple[View, ...]:
    """What ``browser`` sees of a case, page by page."""
    reply = in_memory(case.pages)
    views: list[View] = []
    for url in case.pages:
        try:
            async with browser.open(url, PHONE, reply) as session:
                views += await watch_phone(session, None, with_axe=case.axe)
            if case.desktop:
                async with browser.open(url, DESKTOP, reply) as session:
                    views.append(await look(session, DESKTOP, "page"))
        except GaveUpError as e:
            views += [unseen(url, d, Seen.GAVE_UP, str(e)) for d in (PHONE, NARROW, DESKTOP)]
    return tuple(views)


def in_memory(pages: Mapping[str, str]) -> Reply:
    """Hands over pages; all else is missing."""

    async def reply(url: str, kind: str) -> Response | Refused:  # noqa: ARG001 - the shape of a Reply
        if url not in pages:
            return Refused(reason="it is not there", missing=True)
        return Response(body=pages[url].encode("utf-8", "replace"), content_type="text/html; charset=utf-8")

    return reply
