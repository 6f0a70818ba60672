"""Whether a task can be started online from its page, and where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from citizencheck.journeys.handoffs import ACTION, DOING, SOCIAL, hand_off, is_away
from citizencheck.journeys.places import is_form_page
from citizencheck.language import Language
from citizencheck.language.channel import LATER, RECORD
from citizencheck.language.jargon import OPENS
from citizencheck.language.stems import stems
from citizencheck.model import Channel, HandOff, Link, LinkKind, Node, Page, PageKind, Region, Site, Task
from citizencheck.model.url import host

NAMED: Final = 0.5
"""A label that fits a task so well says that it is about it (judgement)."""
SAYS_NOTHING: Final = re.compile(
    r"(?:click |press )?here|(?:this|the|our|an?)? ?(?:on-?line )?(?:link|page|form|website)|(?:apply |claim |report |do it )?on-?line|(?:find out|read|learn) more|more|link|www\.\S+|\S+\.(?:uk|com|org|gov|net|wales|cymru)(?:/\S*)?|(?:the )?national website",
    re.IGNORECASE,
)
"""A label that only the sentence around it explains."""
ACTED: Final = re.compile(
    r"\b(?:appl(?:y|ied|ying|ications?)|paid|payments?|book(?:ed|ings?)|reported|regist(?:ered|ering|rations?)|renew(?:ed|als?)|claim(?:s|ed|ing)?|bidding)\b",
    re.IGNORECASE,
)
PORTAL: Final = re.compile(
    r"\b(?i:portal|(?:my|your|an?|the|our|online) (?:\w+ )?account|self[- ]?serv(?:e|ice)|web ?form)\b|\bMy ?[A-Z]\w+"
)
"""The place online where a council's things are done, whatever it is called: "MyAnytown"."""
FETCHES: Final = re.compile(
    r"\b(?:guidance|guides?|templates?|advice|information|details|read|see|find out|learn|download|maps?|leaflets?|video)\b",
    re.IGNORECASE,
)
"""What a button says behind which there is something to read."""
EXPERTS: Final = re.compile(
    r"\b(?:(?:for|other|health|care) )?(?:professionals?|practitioners?|referrers)\b|\bif you work (?:with|for)\b",
    re.IGNORECASE,
)
"""Whom a link is for that citizens cannot use."""
PUBLIC: Final = re.compile(r"\b(?:public|residents?|anyone|citizens?|parents?|or you|yourself)\b", re.IGNORECASE)
ONLINE: Final = re.compile(r"\bonline\b|\bwebsite\b|\bweb ?chat\b|\bapp\b", re.IGNORECASE)
WITHDRAWN: Final = re.compile(
    r"\b(?:no longer (?:provides?|offers?|runs?|operates?|carr(?:y|ies) out|issues?)|(?:does not|do not|doesn['’]t|don['’]t) (?:provide|offer|run) (?:a|an|any|this)\b|(?:was|were|has been|have been) (?:withdrawn|discontinued|abolished))\b",
    re.IGNORECASE,
)
WITH_START: Final = {
    Channel.NONE: Channel.ONLINE,
    Channel.PHONE: Channel.MIXED,
    Channel.VISIT: Channel.MIXED,
    Channel.PDF: Channel.MIXED,
}
"""What the channel of a page is, where a task was seen to start there as well."""
OPENING: Final = 40
"""Words of a page within which it says so (judgement)."""
READ: Final = frozenset({"ok", "redirect", "duplicate", "not_found", "not_html", ""})


def start_of(task: Task, site: Site, node: int, language: Language) -> tuple[bool | None, str, tuple[HandOff, ...]]:
    """(can the task be started online from its page, where, the hand-offs that start it); None where it cannot be told.

    A start one link further counts, where the link or the page behind it is named for the task.
    """
    target = site.nodes[node]
    page = site.page(target.url)
    starts = starting(task, page, site, language) if page else ()
    offs = tuple({k.url: hand_off(k.url, k.text, target.url, site, task) for k in starts if _leaves(k, site)}.values())
    if task.nature == "find" or is_form_page(page):
        return True, target.url, offs
    if starts:
        return True, starts[0].url, offs
    if page is None:
        return None, "", offs
    if (target.channel is Channel.ONLINE and _leads_on(page.inner_links, task, page, site, language)) or (
        target.channel is Channel.MIXED and _leads_on(_of_its_verb(task, page), task, page, site, language)
    ):
        return True, target.url, offs
    behind = _start_behind(task, page, site, language)
    if behind:
        return True, behind, offs
    if task.nature == "tell" or target.channel is Channel.ONLINE or _may_start(task, target, page, site, language):
        return None, "", offs  # to tell, a telephone is the right way; "apply online" alone is said and leads nowhere
    return False, "", offs


def channel_with(target: Node, page: Page | None, start: str) -> Channel:
    """How a task's page tells people to act, where the task was seen to start at ``start``: on the page, then it is online or mixed."""
    if page is None or not start:
        return target.channel
    on_page = any(k.url == start for k in page.links) or (start == page.url and is_form_page(page))
    return WITH_START.get(target.channel, target.channel) if on_page else target.channel


def _start_behind(task: Task, page: Page, site: Site, language: Language) -> str:
    """Where the task starts on a page that was read and that a link named for the task opens; "" where none does."""
    for link, child in _children(task, page, site, language):
        starts = starting(task, child, site, language)
        if starts or (is_form_page(child) and site.nodes[site.id_of[link.url]].kind is not PageKind.CONTACT):
            return starts[0].url if starts else child.url
    return ""


def _children(task: Task, page: Page, site: Site, language: Language) -> Iterator[tuple[Link, Page]]:
    """The pages read that links of a page open, where the label or the page's own name surely names the task."""
    for link in page.inner_links:
        node = site.id_of.get(link.url)
        child = site.page(site.nodes[node].url) if node is not None else None
        if node is None or node == site.home or child is None or child.url == page.url:
            continue
        names = (link.text, site.nodes[node].name)
        if not _is_beside(link, task, language) and any(_fit(task, n, language) >= FOREIGN for n in names):
            yield link, child


def _may_start(task: Task, target: Node, page: Page, site: Site, language: Language) -> bool:
    """Whether something was not read, or not understood, that may be the start: then it is not said that there is none."""
    if target.channel in (Channel.PHONE, Channel.VISIT, Channel.PDF):
        return _leads_past(page.inner_links, task, site, language, unnamed=False)
    if target.channel is Channel.MIXED and any(_acts(k, task, page, site) for k in page.inner_links):
        return True
    if target.kind is PageKind.LANDING and next(_children(task, page, site, language), None) is None:
        return True  # it points on, and nothing that was read behind it is named for the task
    past = _leads_past(site.out[target.id], task, site, language, unnamed=target.channel is Channel.NONE)
    return past or bool(page.emails or ONLINE.search(page.text))


def _leads_on(links: Iterable[Link], task: Task, page: Page, site: Site, language: Language) -> bool:
    """Whether a link acts, and not on what lies beside the task."""
    return any(
        k.kind is LinkKind.PAGE and _acts(k, task, page, site) and not _is_beside(k, task, language) for k in links
    )


def _of_its_verb(task: Task, page: Page) -> Iterator[Link]:
    """The links of a page that say what is done in the task: of several ways on, each may begin it."""
    return (k for k in page.inner_links if _has_verb(task, k.text))


def _names(task: Task, link: Link, page: Page, language: Language) -> bool:
    """Whether a link names the task, or stands below a heading of its own that surely does."""
    under = link.heading if link.heading != page.h1 else ""
    return _fit(task, _said(link), language) >= NAMED or (bool(under) and _fit(task, under, language) >= FOREIGN)


def _has_verb(task: Task, said: str) -> bool:
    return bool(set(task.verbs) & set(stems(said)))


def _leads_past(links: Iterable[Link], task: Task, site: Site, language: Language, *, unnamed: bool) -> bool:
    """Whether a link that may act on the task leads to what was not read; any may where the page has ``unnamed`` its way."""
    unread = (k for k in links if k.kind is LinkKind.PAGE and site.outcome(k.url) not in READ)
    return any(
        (unnamed or _may_act(k) or (not _leaves(k, site) and _fit(task, k.text, language) >= NAMED))
        and not _is_beside(k, task, language)
        for k in unread
    )


def is_withdrawn(page: Page | None) -> bool:
    """Whether a page says in its opening that the council does not do the thing any more: then nothing is missed there."""
    return page is not None and bool(WITHDRAWN.search(" ".join(page.text.split()[:OPENING])))


def starting(task: Task, page: Page, site: Site, language: Language) -> tuple[Link, ...]:
    """Links of a task's page that start it: those that name it, and its buttons; else the only one that acts, or that has its verb.

    None that names another task. Beside a form only those that name it.
    """
    main = [k for k in page.links if k.kind is LinkKind.PAGE and k.region is Region.MAIN]
    own = [k for k in main if _acts(k, task, page, site) and not _is_beside(k, task, language)]
    named = [k for k in own if _names(task, k, page, language)]
    if is_form_page(page):
        return tuple({k.url: k for k in named}.values())
    buttons = [k for k in own if k.button]
    if named or buttons:
        return tuple({k.url: k for k in (*named, *buttons)}.values())
    for few in (own, [k for k in own if _has_verb(task, _said(k))]):
        if len({k.url for k in few}) == 1:
            return tuple(few)
    return ()


def _acts(link: Link, task: Task, page: Page, site: Site) -> bool:
    """Whether a link is a button or speaks of acting, and leads to where that is done; what only looks up does nothing."""
    said = _said(link)
    acts = ACTION if task.nature == "find" or _has_verb(task, said) else DOING
    speaks = _speaks_of_acting(said, acts)
    if not (link.button or speaks):
        return False
    if _leaves(link, site):
        return speaks or not FETCHES.search(said)
    there = site.id_of.get(link.url)
    if there is None or site.nodes[there].url == page.url:
        return False
    return is_form_page(site.page(site.nodes[there].url))  # a link may have been led on to where its page is


def _may_act(link: Link) -> bool:
    """Whether a link or the sentence around it speaks of acting, or of a portal, so that it may lead to the start."""
    return link.button or _speaks_of_acting(link.text, ACTION) or _speaks_of_acting(link.context, DOING)


def _speaks_of_acting(said: str, acts: re.Pattern[str]) -> bool:
    return bool(acts.search(said) or ACTED.search(said) or PORTAL.search(said))


def _leaves(link: Link, site: Site) -> bool:
    there = host(link.url)
    return there != host(site.info.start_url) and is_away(link.url, site) and not SOCIAL.search(there)


def _said(link: Link) -> str:
    """What a link says: its label, or the sentence around it where the label says nothing, or only a portal's name."""
    label = OPENS.sub("", link.text).strip()
    mute = SAYS_NOTHING.fullmatch(label) or (PORTAL.search(label) and not DOING.search(label))
    return link.context if link.context and mute else label


def _is_beside(link: Link, task: Task, language: Language) -> bool:
    """Whether a label speaks of what lies beside the task: another task, a record, what comes after (a lost pass), or others' work."""
    said = _said(link)
    if RECORD.search(said) or _is_anothers(link, task, language):
        return True
    around = f"{link.heading} {link.context}"
    if EXPERTS.search(around) and not PUBLIC.search(around):
        return True
    own = " ".join((task.title, *task.citizen, *task.council))
    return bool(LATER.search(said)) and not LATER.search(own)


def _is_anothers(link: Link, task: Task, language: Language) -> bool:
    """Whether a label names another task, and this one less."""
    matches = language.match_tasks(_said(link)).matches
    return bool(matches) and matches[0].score >= FOREIGN and _fit(task, _said(link), language) < matches[0].score - NEAR


def _fit(task: Task, text: str, language: Language) -> float:
    return next((m.score for m in language.match_tasks(text).matches if m.task == task.id), 0.0)


FOREIGN: Final = 0.7
"""A label that fits a task so well surely names it."""
NEAR: Final = 0.2
"""A task that comes so near may be meant as well."""
