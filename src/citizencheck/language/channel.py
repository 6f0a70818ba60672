"""How a page tells the citizen to act."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from citizencheck.language.contacts import Told
from citizencheck.language.otherways import AS_GOOD, names_another
from citizencheck.language.pagewords import PageWords
from citizencheck.language.phrases import distinct, fold
from citizencheck.model import Channel, Focus, Form, Link, LinkKind, Page, PageKind, Region
from citizencheck.model.url import host

READ: Final = 60_000
CONTENT: Final = (Focus.TASK, Focus.INFORMATION)
"""What a page is about that has something to say beside whom to ask."""
NEWSLETTER: Final = re.compile(
    r"\b(?:newsletter|sign up|subscribe|email updates|go|feedback|was this|did you find|rate this|yes|no)\b",
    re.IGNORECASE,
)
RELATED: Final = re.compile(
    r"^(?:related|see also|you (?:may|might)|popular|most|quick links|useful links|further (?:information|reading|help)"
    r"|more (?:in|like|on|about|from)|other\b.*\b(?:services|topics|pages|links)|also in|elsewhere|share|follow)\b",
    re.IGNORECASE,
)
"""The heading of links that lead away from what the page is about."""
SEARCHING: Final = re.compile(r"\b(?:search|find|go|filter|keywords?|translate|language)\b", re.IGNORECASE)
RECORD: Final = re.compile(r"\b(?:public )?registers? of\b|\bpublic registers?\b|\btell us once\b", re.IGNORECASE)
"""What only shows what was registered, or tells the government of a death that is registered already."""
CIVIC: Final = re.compile(r"\b(?:councillors?|votes?|voting|polling|elections?|petitions?|nominat\w+)\b", re.IGNORECASE)
"""What citizens come to democracy for: a door to it, on a page that is named so, is a way to act."""
LATER: Final = re.compile(
    r"\b(?:lost|stolen|damaged|replac(?:e|ing|ements?)|refunds?|cancel(?:s|l?ing|lations?)?)\b", re.IGNORECASE
)
"""What is done about a thing that one has already: no start of getting it."""
DONE_ONLINE: Final = re.compile(
    r"(?<!cannot )(?<!can't )(?<!not )(?<![\w-])(?:appl|book|pa(?:y|id)|report|regist(?!ers? of\b)|renew|order|claim|subscri|appeal|object|comment|submit|send|request|reserv"
    r"|made|manage|complet)\w*(?: (?!not\b)[^.;:!?\n ]+){0,8}[ (]+online\b",
    re.IGNORECASE,
)
"""How running text says that a thing is done online: "a booking made in advance online"."""
ONLY_ONLINE: Final = re.compile(r"\b(?:entirely|fully|only|wholly) online\b|\bonline[ -]only\b", re.IGNORECASE)
BY_WAY_OF: Final = re.compile(
    r"\b(?i:apply|report|book|pay|register|renew|order|claim|bid|object|comment|search|subscribe)(?: [\w']+){0,4}"
    r" (?:via|through|using|on) (?:the |our |its |a |an )?(?:(?:[\w-]+ ){0,3}(?:portal|website|app|web form|online form)\b|[\"']?((?:[A-Z][\w']* ?)+))"
)
"""A thing done by way of something with a name: "report it via FixMyStreet"."""
OFFICES: Final = re.compile(
    r"(?:Team|Services?|Centre|Center|Council|Office|Advice|Department|Unit|Hall|Desk|Post|Debit)\s?$"
)
"""The end of names that are no website's."""
PAPER_FORM: Final = re.compile(r"\b(?:form|application|claim|request|permit)\b", re.IGNORECASE)
FORM_BEFORE: Final = re.compile(r"\b(?:application |claim |request )?forms?\W*(?:\w{1,6}\W*)?$", re.IGNORECASE)
ENDS_ONLINE: Final = re.compile(r"\bonline$", re.IGNORECASE)
ONLY_LOOKS: Final = re.compile(r"(?:find|search|check|get|track|move|start|view|see|contact|change)\b", re.IGNORECASE)
"""The beginning of a label that may only look something up, or lead to what others offer."""
BY_NAME: Final = re.compile(
    r"\b(?:do|pay|apply|report) it (?:now|online)\b|^(?:pay|apply|report|services|forms|do|book)\b.{0,20}\bonline$|^online (?:services|forms|payments?)$",
    re.IGNORECASE,
)
"""How a list of things to do online is headed."""
DANGLING: Final = re.compile(r"\b(?:for|a|an|to|of|your|the)\W*$", re.IGNORECASE)
"""The end of a menu's heading ("Apply for"), which opens no door."""
RING: Final = re.compile(r"\b(?:call|Call|ring|Ring|phone|telephone)(?: [a-z]+){0,6} \(?\+?0?\d[\d ()-]{7,}")
"""How a sentence sends its reader to a number; a list of numbers has no verb."""
EARLY: Final = 900
"""Characters of main text in which a page that is for ringing says whom to ring."""
MOST: Final = 100
"""Doors and forms that are looked for: a page that has more tells early how to act, or is hostile."""
PAPERS: Final = 4
"""From so many documents on, a page that offers no other way sends its reader to documents."""


def is_form(form: Form) -> bool:
    """Whether ``form`` is one that a citizen fills in to get something done: no search, newsletter or feedback box."""
    if form.search or form.asks_back or form.region is not Region.MAIN or not form.fields:
        return False
    asked = " ".join([form.submit, *(f.label or f.placeholder for f in form.fields)])
    if len(form.fields) == 1:
        place = re.search(
            r"\b(?:postcode|post code|zip|street|address|area|reference|account number)\b", asked, re.IGNORECASE
        )
        return bool(place) and form.fields[0].type != "email" and form.acts
    return (len(form.fields) <= 2 and not SEARCHING.search(asked) and not NEWSLETTER.search(asked)) or len(
        form.fields
    ) > 2


def is_picker(form: Form) -> bool:
    """Whether ``form`` is one list to pick from and nothing to send: it shows another part of the page."""
    return len(form.fields) == 1 and form.fields[0].type == "select" and not form.submit


def channel_of(
    page: Page,
    *,
    focus: Focus,
    kind: PageKind,
    links: Sequence[Link],
    documents: Sequence[Link],
    told: Told,
    words: PageWords,
) -> Channel:
    """How ``page`` tells the citizen to act."""
    if focus is Focus.NEWS or kind in (PageKind.ERROR, PageKind.SEARCH):
        return Channel.NONE
    if focus is Focus.CORPORATE:
        forms = [k for k in documents if PAPER_FORM.search(k.text)]  # other files there are for reading
        return Channel.PDF if len(forms) >= PAPERS else _of_council(page, focus, _doors(page, links, words))
    if focus is Focus.DEMOCRACY:
        return Channel.PDF if len(documents) >= PAPERS else _of_council(page, focus, _doors(page, links, words))
    text = fold(page.text[:READ])
    ways = _ways(page, text, focus=focus, links=links, documents=documents, told=told, words=words)
    # A hub, or a page too short to be more than one, points on: the pages behind it tell how to act.
    points_on = kind is PageKind.LANDING or bool(page.words < 60 and links and not page.phones and not documents)
    if (
        points_on
        and _only_points(page, focus, kind, links, words)
        and len(documents) < PAPERS
        and not _told(text, words)
    ):
        return Channel.NONE
    if focus is Focus.TASK and not ways and page.words == 0 and page.scripts:
        return Channel.ONLINE  # named for an action, and drawn by a script: there is nothing to print, ring or visit
    if (Channel.ONLINE in ways and names_another(told.text[:READ])) or (ways and AS_GOOD.search(text)):
        return Channel.MIXED
    if kind is PageKind.CONTACT and focus is Focus.OTHER and len(ways) >= 2:
        return Channel.MIXED  # the ways to reach the council stand side by side
    settled = _settle(ways, focus)
    if settled is Channel.PDF and kind is PageKind.HOME and _doors(page, page.links, words):
        return Channel.MIXED  # the menu of a home page is part of what it offers: not all of that is on paper
    return settled


def _of_council(page: Page, focus: Focus, doors: Sequence[Link]) -> Channel:
    """Online where a page about the council itself has a door: on one about democracy, only to what citizens come to that for."""
    if focus is Focus.DEMOCRACY:
        doors = [k for k in doors if CIVIC.search(k.text)] if CIVIC.search(page.h1 or page.title) else []
    return Channel.ONLINE if doors else Channel.NONE


def _only_points(page: Page, focus: Focus, kind: PageKind, links: Sequence[Link], words: PageWords) -> bool:
    """Whether nothing is done on a page that leads on: it is not named for doing, and none of its links opens what is done elsewhere."""
    if focus is Focus.INFORMATION:
        return kind is PageKind.LANDING or not any(leaves_to_act(k, page, words) for k in links)
    if focus is not Focus.TASK or kind is not PageKind.LANDING:
        return False
    named = words.action_verbs.starts(page.h1 or page.title) or BY_NAME.search(page.h1 or page.title)
    return not (named or any(map(is_form, page.forms)) or any(leaves_to_act(k, page, words) for k in links))


def _told(text: str, words: PageWords) -> bool:
    return bool(words.channel_visit.find(text) or words.channel_pdf.find(text) or words.channel_call.find(text))


def _online(page: Page, text: str, *, focus: Focus, links: Sequence[Link], words: PageWords) -> float:
    """Points for acting online: doors, forms, and what the text says."""
    online = 0.0
    doors = _doors(page, links, words)
    if focus is Focus.INFORMATION and len(doors) == 1 and _is_in_passing(doors[0], page):
        doors = []
    if doors:
        online += 2.0 if any(k.button for k in doors) or len(doors) >= 2 else 1.5
    asked = max((len(f.fields) for f in page.forms if is_form(f)), default=0)
    if asked and focus in (Focus.TASK, Focus.OTHER):
        online += 2.5 if asked >= 3 else 1.5
    said = _said_online(page, text, words)
    if said > (focus is Focus.INFORMATION and not doors):  # one sentence of a page that only tells is said in passing
        online += min(3.0, 0.75 + 0.75 * said)
    return online


def _is_in_passing(door: Link, page: Page) -> bool:
    """Whether a page that only tells names its one door within a sentence, and on this host: what is done elsewhere leads there."""
    return not door.button and door.text != door.context and host(door.url) == host(page.url)


def _ways(
    page: Page,
    text: str,
    *,
    focus: Focus,
    links: Sequence[Link],
    documents: Sequence[Link],
    told: Told,
    words: PageWords,
) -> dict[Channel, float]:
    """Points for each way to act that the page shows."""
    ways: dict[Channel, float] = {}
    if online := _online(page, text, focus=focus, links=links, words=words):
        ways[Channel.ONLINE] = online
    numbers = len(told.phones)
    called = words.channel_phone.find(told.text[:READ])
    directory = numbers >= 4 and numbers >= 0.7 * max(1, len([h for h in page.headings if h.level >= 2]))
    directory = directory and not RING.search(text[:EARLY])
    if numbers and (focus in (Focus.DEPARTMENT, Focus.OTHER) or not directory):
        ways[Channel.PHONE] = 2.5 if numbers >= PAPERS else 1.5 if called else 1.0
    elif not numbers and words.channel_call.find(text):
        ways[Channel.PHONE] = 1.0
    visits = distinct(words.channel_visit.all(text))
    if visits:
        ways[Channel.VISIT] = min(2.5, 1.0 * len(visits))
    forms = [k for k in documents if k.region in (Region.MAIN, Region.ASIDE)]
    applications = [k for k in forms if PAPER_FORM.search(k.text) or _called_form(k)]
    if applications or words.channel_pdf.find(text):
        ways[Channel.PDF] = 2.0
    elif len(forms) >= PAPERS:
        ways[Channel.PDF] = 1.0
    if told.emails or words.channel_post.find(text):
        ways[Channel.MIXED] = 1.0 if told.emails else 0.5
    if not ways and focus is Focus.TASK:  # a box of contacts is then the way to act
        ways |= {Channel.PHONE: 1.0} if page.phones else {}
        ways |= {Channel.MIXED: 1.0} if page.emails else {}
    return ways


def _called_form(link: Link) -> bool:
    """Whether the words just before a link to a file call it a form: "complete form RC7"."""
    return bool(FORM_BEFORE.search(link.context.partition(link.text)[0]))


def _doors(page: Page, links: Sequence[Link], words: PageWords) -> list[Link]:
    """Those of ``links`` that say they are the door to the thing itself."""
    return [
        k
        for k in links
        if k.kind is not LinkKind.DOCUMENT
        and (" " in k.text or k.button or Region.MAIN in page.landmarks)
        and not DANGLING.search(k.text)
        and not RECORD.search(k.text)
        and not _is_later(k.text, page)
        and (
            words.action_starts.starts(k.text)
            or words.channel_online_strong.find(k.text)
            or ENDS_ONLINE.search(k.text)
            or (k.button and _acts(k, page, words))
            or leaves_to_act(k, page, words)
        )
    ]


def leaves_to_act(link: Link, page: Page, words: PageWords) -> bool:
    """Whether a link of the text begins with what a citizen does, and leads to another host, where it is done."""
    return (
        link.kind is LinkKind.PAGE
        and link.region is Region.MAIN
        and " " in link.text
        and host(link.url) != host(page.url)
        and bool(words.action_verbs.starts(link.text))
        and not ONLY_LOOKS.match(link.text)
    )


def _is_later(said: str, page: Page) -> bool:
    """Whether words are about replacing or giving up a thing, and ``page`` is not."""
    return bool(LATER.search(said)) and not LATER.search(page.h1 or page.title)


def _acts(button: Link, page: Page, words: PageWords) -> bool:
    """Whether a button begins with what a citizen does, or says it anywhere and leads to another host, where it is done."""
    if words.action_verbs.starts(button.text):
        return True
    leaves = button.kind is LinkKind.PAGE and button.region is Region.MAIN and host(button.url) != host(page.url)
    return leaves and bool(words.action_verbs.find(button.text))


def _said_online(page: Page, text: str, words: PageWords) -> int:
    """How many times, each in its own words, the text says that the thing of ``page`` is done online."""
    online = "online" in text.lower()
    told = words.channel_online_strong.all(text)
    told += [m.group().lower() for m in DONE_ONLINE.finditer(text) if not _is_later(m.group(), page)] if online else []
    said = [t for t in distinct(told) if not any(t != other and t in other for other in told)]
    ways = [(m.group(1) or m.group()).strip() for m in BY_WAY_OF.finditer(text)]
    named = distinct([w for w in ways if not OFFICES.search(w)])
    return len(said) + len(named) + bool(online and ONLY_ONLINE.search(text))


def _settle(ways: dict[Channel, float], focus: Focus) -> Channel:
    """One channel out of the points: the strongest where it is clearly so, else mixed."""
    real = {c: p for c, p in ways.items() if c is not Channel.MIXED}
    if not real:
        return Channel.MIXED if ways and focus in (Focus.TASK, Focus.OTHER) else Channel.NONE
    ranked = sorted(real, key=lambda c: (-real[c], list(Channel).index(c)))
    first = ranked[0]
    if len(ranked) == 1:
        written = ways.get(Channel.MIXED, 0.0)
        return (
            Channel.MIXED
            if written
            and (
                focus is Focus.OTHER
                or (first is Channel.PHONE and real[first] < 2.0 * written)
                or (first is Channel.PDF and focus is Focus.TASK and written >= 1.0)
            )
            else first
        )
    if first is Channel.ONLINE and real[first] >= 1.5 and focus is Focus.TASK and real[ranked[1]] < 2.5:
        return first
    return first if real[first] >= 2.0 * real[ranked[1]] else Channel.MIXED
