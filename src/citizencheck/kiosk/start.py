"""Where a service starts online: the first form, or the step past the site's border. Nothing is typed or sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from citizencheck.journeys.handoffs import ACTION, SOCIAL, is_away
from citizencheck.language import Language
from citizencheck.language.channel import is_form
from citizencheck.model import Form, Link, LinkKind, Page, Region, Site, Task
from citizencheck.model.phone import View
from citizencheck.model.url import host

DEEP: Final = 2
"""Links that may lie between a service's page and its form: a page that says what one needs, and one that says "start"."""
MOST: Final = 30
"""Pages that are looked at on the way."""
DRAWN: Final = 30
"""A page of fewer words than this and with scripts may be drawn by them."""
UNREAD: Final = frozenset(
    {"skipped_budget", "skipped_interrupted", "timeout", "network_error", "rate_limited", "blocked", "unavailable",
     "robots_disallowed", "truncated", "too_large", "internal_error", "auth_required", "skipped_unsafe"}
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """A service's beginning."""

    kind: str
    """``form`` (on a page of the site), ``away`` (past the border), ``look_up`` (the page answers by itself), ``page`` (it says that it is online)."""
    url: str
    way: tuple[Link, ...] = ()
    """Links from the service's page to it."""
    form: Form | None = None
    page: Page | None = None
    """None where the far page was not read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What came of looking for it."""

    start: Start | None
    pages: tuple[Page, ...] = ()
    """What was read: the service's page first, then the way to the start, and the start."""
    unread: str = ""
    """A page that might hold it and was not read."""


def find_start(site: Site, url: str, task: Task, language: Language, views: Mapping[str, View]) -> Search:
    """The start of ``task`` from its page ``url``: the nearest form in the site, else the nearest way out of it."""
    own = site.page(url)
    if own is None:
        far = site.seams.get(url)
        return Search(
            start=Start(kind="away", url=url, page=far, form=first_form(far, language, views.get(url))),
            pages=(far,) if far else (),
        )
    if task.nature == "find":
        return Search(
            start=Start(kind="look_up", url=url, page=own, form=first_form(own, language, views.get(url))), pages=(own,)
        )
    seen = {url}
    here: list[tuple[str, Page, tuple[Link, ...]]] = [(url, own, ())]
    away: Start | None = None
    unread = "" if not _is_drawn(own, views.get(url)) else url
    for depth in range(DEEP + 1):
        following: list[tuple[str, Page, tuple[Link, ...]]] = []
        for address, page, way in here:
            form = first_form(page, language, views.get(address))
            if form is not None or _shows_form(page, views.get(address)):
                start = Start(kind="form", url=address, way=way, form=form, page=page)
                return Search(start=start, pages=_read(site, own, way))
            for link in doors(page, task, language) if depth < DEEP else ():
                if is_away(link.url, site):
                    far = site.seams.get(link.url)
                    away = away or Start(
                        kind="away",
                        url=link.url,
                        way=(*way, link),
                        page=far,
                        form=first_form(far, language, views.get(link.url)),
                    )
                    continue
                node = site.node(link.url)
                target = site.page(node.url) if node else None
                if node is None or target is None:
                    unread = unread or (link.url if site.outcome(link.url) in UNREAD else "")
                elif node.url not in seen and node.id != site.home and len(seen) < MOST:
                    seen.add(node.url)
                    following.append((node.url, target, (*way, link)))
        if away is not None:
            return Search(start=away, pages=_read(site, own, away.way))
        here = following
    return Search(start=_said(url, own, language), pages=(own,), unread=unread)


def _said(url: str, own: Page, language: Language) -> Start | None:
    """A page that says in words that it is done online, and shows no form. A link alone says so of another task as well."""
    return Start(kind="page", url=url, page=own) if language.page_words.channel_online_strong.find(own.text) else None


def _read(site: Site, own: Page, way: tuple[Link, ...]) -> tuple[Page, ...]:
    pages = [own]
    for link in way:
        page = site.seams.get(link.url) or site.page(node.url if (node := site.node(link.url)) else link.url)
        pages += [page] if page is not None else []
    return tuple(pages)


def first_form(page: Page | None, language: Language, view: View | None = None) -> Form | None:  # noqa: ARG001
    """The form of a page by which something is done; no search, chooser, newsletter or feedback box."""
    if page is None:
        return None
    aside = language.kiosk_words.form_aside
    for form in page.forms:
        said = " ".join([form.submit, form.selector, *(f.label for f in form.fields[:1])])
        if form.region in (Region.MAIN, Region.ASIDE) and form.acts and is_form_like(form) and not aside.find(said):
            return form
    return None


def is_form_like(form: Form) -> bool:
    """What ``language.channel`` takes for a form, or a field to type in with a button."""
    return is_form(form) or (bool(form.submit) and any(f.type != "email" for f in form.fields))


def _shows_form(page: Page, view: View | None) -> bool:
    """A form that scripts draw: the HTML has none that asks for the same."""
    known = {f.selector for f in page.forms} | {x.name for f in page.forms for x in f.fields}
    return (
        view is not None
        and view.is_read
        and any(
            f.region in ("main", "aside")
            and f.selector not in known
            and any(x.type != "email" and x.name not in known for x in f.fields)
            for f in view.forms
        )
    )


def _is_drawn(page: Page, view: View | None) -> bool:
    """Scripts may draw what the HTML lacks, and no browser looked."""
    return view is None and page.words < DRAWN and page.scripts > 0


def doors(page: Page, task: Task, language: Language) -> Iterator[Link]:
    """Links of the main part by which something begins, and that are not for another task; those that name the task first."""
    own, neutral = [], []
    for link in page.links:
        if (
            link.region is not Region.MAIN
            or link.kind is not LinkKind.PAGE
            or not link.text
            or SOCIAL.search(host(link.url))
        ):
            continue
        names = _names(link, language)
        if names == task.id:
            own.append(link)
        elif not names and (link.button or ACTION.search(link.text)):
            neutral.append(link)
    yield from own
    yield from neutral


def _names(link: Link, language: Language) -> str:
    """The task that a label names beyond doubt; ``""`` where it names none."""
    decision = language.match_tasks(link.text)
    return decision.matches[0].task if decision.matches and decision.matches[0].score >= CLEAR else ""


CLEAR: Final = 0.72
"""As good as what makes a link a promise of its task (``journeys.places.LABEL``)."""
