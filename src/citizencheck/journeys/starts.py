"""Whether a task can be started online from its page, and where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from citizencheck.journeys.handoffs import ACTION, SOCIAL, hand_off, is_away
from citizencheck.journeys.places import is_form_page
from citizencheck.language import Language
from citizencheck.language.channel import LATER, RECORD
from citizencheck.language.jargon import OPENS
from citizencheck.language.stems import stems
from citizencheck.model import Channel, HandOff, Link, LinkKind, Page, Region, Site, Task
from citizencheck.model.url import host

NAMED: Final = 0.5
"""A label that fits a task so well says that it is about it (judgement)."""
SAYS_NOTHING: Final = re.compile(
    r"(?:click |press )?here|(?:this|the|our) (?:link|page|form|website)|(?:find out|read|learn) more|more|link|www\.\S+|\S+\.(?:uk|com|org|gov|net|wales|cymru)(?:/\S*)?|(?:the )?national website",
    re.IGNORECASE,
)
"""A label that only the sentence around it explains."""
ACTED: Final = re.compile(
    r"\b(?:appl(?:y|ied|ying|ications?)|paid|payments?|book(?:ed|ings?)|reported|regist(?:ered|ering|rations?)|renew(?:ed|als?)|claim(?:s|ed|ing)?|bidding)\b",
    re.IGNORECASE,
)
ONLINE: Final = re.compile(r"\bonline\b|\bwebsite\b|\bweb ?chat\b|\bapp\b", re.IGNORECASE)
WITHDRAWN: Final = re.compile(
    r"\b(?:no longer (?:provides?|offers?|runs?|operates?|carr(?:y|ies) out|issues?)|(?:does not|do not|doesn['’]t|don['’]t) (?:provide|offer|run) (?:a|an|any|this)\b|(?:was|were|has been|have been) (?:withdrawn|discontinued|abolished))\b",
    re.IGNORECASE,
)
OPENING: Final = 40
"""Words of a page within which it says so (judgement)."""
READ: Final = frozenset({"ok", "redirect", "duplicate", "not_found", "not_html", ""})


def start_of(task: Task, site: Site, node: int, language: Language) -> tuple[bool | None, str, tuple[HandOff, ...]]:
    """(can the task be started online from its page, where, the hand-offs that start it); None where it cannot be told."""
    target = site.nodes[node]
    page = site.page(target.url)
    starts = starting(task, page, site, language) if page else ()
    offs = tuple({k.url: hand_off(k.url, k.text, target.url, site, task) for k in starts if _leaves(k, site)}.values())
    if task.nature == "find" or is_form_page(page):
        return True, target.url, offs
    if starts:
        return True, starts[0].url, offs
    if target.channel is Channel.ONLINE:
        led = page is not None and _leads_on(page.inner_links, task, page, site, language)
        return (True, target.url, offs) if led else (None, "", offs)  # "apply online" alone is said and leads nowhere
    if (
        target.channel is Channel.MIXED
        and page is not None
        and _leads_on(_of_its_verb(task, page), task, page, site, language)
    ):
        return True, target.url, offs
    if task.nature == "tell":
        return None, "", offs  # a telephone is the right way, and none online is missed
    if target.channel in (Channel.PHONE, Channel.VISIT, Channel.PDF) or page is None:
        past = page is not None and _leads_past(page.inner_links, task, site, language, unnamed=False)
        return None if past else False, "", offs
    unnamed = target.channel is Channel.NONE
    past = _leads_past(site.out[node], task, site, language, unnamed=unnamed)
    hidden = past or bool(page.emails or ONLINE.search(page.text))
    return None if hidden else False, "", offs


def _leads_on(links: Iterable[Link], task: Task, page: Page, site: Site, language: Language) -> bool:
    """Whether a link acts, and not on what lies beside the task."""
    return any(k.kind is LinkKind.PAGE and _acts(k, page, site) and not _is_beside(k, task, language) for k in links)


def _of_its_verb(task: Task, page: Page) -> Iterator[Link]:
    """The links of a page that say what is done in the task: of several ways on, each may begin it."""
    return (k for k in page.inner_links if set(task.verbs) & set(stems(k.text)))


def _leads_past(links: Iterable[Link], task: Task, site: Site, language: Language, *, unnamed: bool) -> bool:
    """Whether a link that may act on the task leads to what was not read; any may where the page has ``unnamed`` its way."""
    unread = (k for k in links if k.kind is LinkKind.PAGE and site.outcome(k.url) not in READ)
    return any((unnamed or _may_act(k)) and not _is_beside(k, task, language) for k in unread)


def is_withdrawn(page: Page | None) -> bool:
    """Whether a page says in its opening that the council does not do the thing any more: then nothing is missed there."""
    return page is not None and bool(WITHDRAWN.search(" ".join(page.text.split()[:OPENING])))


def starting(task: Task, page: Page, site: Site, language: Language) -> tuple[Link, ...]:
    """Links of a task's page that start it: those that name it, and its buttons; else the only one that acts. None that names another task.

    Beside a form only those that name it.
    """
    acting = [k for k in page.links if k.kind is LinkKind.PAGE and k.region is Region.MAIN and _acts(k, page, site)]
    own = [k for k in acting if not _is_beside(k, task, language)]
    named = [k for k in own if _fit(task, _said(k), language) >= NAMED]
    if is_form_page(page):
        return tuple({k.url: k for k in named}.values())
    buttons = [k for k in own if k.button]
    if named or buttons:
        return tuple({k.url: k for k in (*named, *buttons)}.values())
    return tuple(own) if len({k.url for k in own}) == 1 else ()


def _acts(link: Link, page: Page, site: Site) -> bool:
    if not (link.button or _speaks_of_acting(_said(link))):
        return False
    if _leaves(link, site):
        return True
    there = site.id_of.get(link.url)
    return there is not None and site.nodes[there].url != page.url and is_form_page(site.page(link.url))


def _may_act(link: Link) -> bool:
    """Whether a link or the sentence around it speaks of acting, so that it may lead to the start."""
    return link.button or _speaks_of_acting(link.text) or _speaks_of_acting(link.context)


def _speaks_of_acting(said: str) -> bool:
    return bool(ACTION.search(said) or ACTED.search(said))


def _leaves(link: Link, site: Site) -> bool:
    there = host(link.url)
    return there != host(site.info.start_url) and is_away(link.url, site) and not SOCIAL.search(there)


def _said(link: Link) -> str:
    """What a link says: its label, or the sentence around it where the label says nothing."""
    label = OPENS.sub("", link.text).strip()
    return link.context if link.context and SAYS_NOTHING.fullmatch(label) else label


def _is_beside(link: Link, task: Task, language: Language) -> bool:
    """Whether a label speaks of what lies beside the task: another task, a record, or what comes after (a lost pass)."""
    said = _said(link)
    if RECORD.search(said) or _is_anothers(link, task, language):
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
