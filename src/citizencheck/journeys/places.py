"""Where on the site a task lives: which page is the task's own, and by which signs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

from citizencheck.journeys.handoffs import is_away, is_sister
from citizencheck.journeys.units import is_department, is_units_name
from citizencheck.language import Language
from citizencheck.language.stems import fold, stems
from citizencheck.model import (
    Focus,
    LabelContext,
    Link,
    LinkKind,
    Node,
    Orientation,
    Page,
    PageKind,
    Region,
    Site,
    Task,
    TaskMatch,
)
from citizencheck.model.url import host, slug_words

FOUND: Final = 0.7
"""A page whose own words name the task at least so well is the task's page (judgement, tried on three real sites)."""
LABEL: Final = 0.72
"""A link whose label names the task at least so well promises it."""
HINT: Final = 0.6
"""One that names it at least so well may promise it: then the site is not said to have nothing for it."""
LISTED: Final = re.compile(r"\b(?:and|or|neu|ac)\b|[&,/:;]", re.IGNORECASE)
"""What stands between the things that a label lists."""
MOST_PARTS: Final = 6
SURELY: Final = 0.85
"""How well a part of such a label must name its task (judgement)."""
SECTION: Final = 0.7
"""A heading below the first that names the task at least so well makes its page speak of the task."""
SENTENCE: Final = 15
"""A page with more words than this says at least something about its task (judgement)."""
AGREES: Final = 0.04
"""What each further kind of sign adds (judgement)."""
NATIONAL: Final = 0.95
"""How well a link to where a task is done for all councils names it, whatever its label (judgement)."""
STAND_IN: Final = 3
"""A page behind the names of so many tasks that it has no word of is a stand-in for theirs (judgement)."""
BARE: Final = frozenset(stems("a an and apply by find for get help in of on or our pay report the to with your"))
SHORT: Final = 3
"""A page's name of so many words is a subject, which its headings need not say again (judgement)."""
LEADING: Final = frozenset({LinkKind.PAGE, LinkKind.DEAD, LinkKind.DOCUMENT})
PEOPLE: Final = re.compile(
    r"(?:young|older|disabled|vulnerable|homeless|local|deaf|working[- ]age) (?:people|persons?|adults?|residents?|families|children)|(?:our )?(?:communities|families|residents|businesses|visitors)",
    re.IGNORECASE,
)
"""Whom a part of a name is about: that names nothing they come for."""
POLICY: Final = re.compile(r"\b(?:polic(?:y|ies)|strateg(?:y|ies)|charging|privacy)\b", re.IGNORECASE)
"""What a page is called that tells how the council decides."""
NO_HOMES: Final = re.compile(
    r"\btransferr?ed\b[^.]{0,60}\b(?:housing stock|council hous(?:es|ing)|housing)\b[^.]{0,40}\bto\b|\b(?:housing stock|council hous(?:es|ing))\b[^.]{0,40}\b(?:was|were|has been|have been) transferred\b"
    r"|\b(?:no longer (?:owns?|has|have|manages?)|(?:does|do) not (?:own|have|manage)|(?:has|have) no)\b[^.]{0,30}\b(?:council hous(?:es|ing)|housing stock|hous(?:es|ing) of (?:its|our) own)\b",
    re.IGNORECASE,
)
MOST_HEADINGS: Final = 100
LONGEST: Final = 120
"""Characters of a label that may promise a task; what is longer is a sentence."""
DATED: Final = re.compile(r"^(?:/[\w-]+)?/(?:19|20)\d\d/(?:0?[1-9]|1[0-2])(?:/[0-3]?\d)?/[^/]+")
"""A path that begins with the day of a post."""
JOINED: Final = re.compile(r"\b(?:and|or|neu|ac)\b|[&,/+]", re.IGNORECASE)
"""What joins two things in one name, in English and in Welsh."""
SUBJECTS: Final = frozenset({Orientation.TASK, Orientation.TOPIC})
AS_WELL: Final = 0.1
"""How near to the best match another must come to be named by the same words."""
PART: Final = 0.9
"""What a part of a joined name, of two words or more, is worth beside the whole."""
NEEDS_BOTH: Final = 0.15
"""How much better a page's name and what it is filed under must name a task together than one of them does alone."""
NOT_A_PAGE: Final = frozenset({PageKind.HOME, PageKind.NEWS, PageKind.AZ, PageKind.SEARCH, PageKind.ERROR})
LEAD: Final = re.compile(r"([A-Z][^.:?!;,]{2,60})[.:?]\s+\S")
"""The few words that a paragraph begins with as with a heading: *Change of circumstances. You must ...*, *Certificates: ...*."""
NEAR_ITS_NAME: Final = 0.5
"""How near a task must come to a page's name for the page to be about its subject (judgement)."""
LEADS_WITH: Final = 5
"""Words of such a lead at most (judgement)."""
CONTACT: Final = "contact-council"
NOT_A_TASK: Final = frozenset({Focus.NEWS, Focus.DEMOCRACY})
CIVIC: Final = frozenset({"democracy", "council"})


@dataclass(slots=True)
class Promise:
    """A link whose label names a task."""

    source: int
    label: str
    url: str
    href: str
    kind: LinkKind
    region: Region
    score: float
    button: bool = False


@dataclass(slots=True)
class Places:
    """What the whole site says about each task."""

    pages: dict[str, dict[int, float]] = field(default_factory=lambda: defaultdict(dict))
    """Task -> node -> how well the page's own words name it."""
    why: dict[tuple[str, int], str] = field(default_factory=dict)
    signs: dict[tuple[str, int], set[str]] = field(default_factory=lambda: defaultdict(set))
    """What has spoken for each page so far: its heading, title, address, button, or a link to it."""
    sections: dict[str, dict[int, float]] = field(default_factory=lambda: defaultdict(dict))
    """Task -> pages that tell of it under a heading of its own, among other things -> how well that names it."""
    promises: dict[str, list[Promise]] = field(default_factory=lambda: defaultdict(list))
    from_home: frozenset[int] = frozenset()
    """Pages that a link anywhere on the home page opens."""
    plain: set[int] = field(default_factory=set)
    """Pages that a link opens which stands neither on a unit's page nor under a unit's name."""
    empty: set[int] = field(default_factory=set)
    """Pages with nothing behind their heading."""
    hinted: set[str] = field(default_factory=set)
    """Tasks that the label of some link comes near to naming."""
    without_homes: bool = False
    """Some page says that the council has no homes of its own any more."""
    headings: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """Of each page its headings below the first."""
    sisters: set[frozenset[str]] = field(default_factory=set)
    """The words of each thing that a label lists which opens the front door of another host of the council's: what lies there was not read."""
    placeholders: frozenset[int] = frozenset()
    """Pages that stand in for pages yet to be written."""

    def note(self, task: str, node: int, sign: str, score: float, why: str) -> None:
        """Takes in a sign that a page is about a task; signs of different kinds that agree strengthen one another a little."""
        known, met = self.pages[task].get(node, 0.0), self.signs[task, node]
        if score > known:
            self.why[task, node] = why
        agrees = bool(met) and sign not in met and score > 0.5
        self.pages[task][node] = max(known, score) + (AGREES if agrees else 0.0)
        met.add(sign)


def look(site: Site, language: Language) -> Places:
    """Reads headings, titles, addresses and labels of the whole site once, in the language of its home page."""
    home = site.page(site.nodes[site.home].url)
    places = Places(
        from_home=frozenset(
            site.id_of[k.url] for k in (home.links if home else ()) if k.kind is LinkKind.PAGE and k.url in site.id_of
        )
    )
    for node in site.nodes:
        if may_hold(node) and site.speaks(node):
            _own_words(node, language, places)
    for f in site.furniture:
        _promise(places, site, language, site.id_of.get(f.example, site.home), f.link)
        _plain_way(places, site, language, f.link)
    for node, page in zip(site.nodes, site.pages(), strict=True):
        if not site.speaks(node):
            continue  # its tasks are those of the pages in the language of home
        if site.empty(node, page, words=SENTENCE):
            places.empty.add(node.id)
        places.without_homes |= any("hous" in b.text and NO_HOMES.search(b.text) for b in page.blocks)
        if below := tuple(h.text for h in page.headings[:MOST_HEADINGS] if h.text != node.h1):
            places.headings[node.id] = below
        if may_hold(node):
            _sections(node, page, language, places)
            _its_start(node, page, site, language, places)
        units = is_department(site, node.id, language)
        teasers = _teasers(page)
        for link in site.own(page):
            if link.region is not Region.BREADCRUMB:
                _promise(places, site, language, node.id, link)
                if teaser := teasers.get(fold(link.text)):
                    _promise_of_tile(places, site, language, node.id, link, teaser)
                if not units:
                    _plain_way(places, site, language, link)
    return places


def may_hold(node: Node) -> bool:
    """Whether a page can be a task's: no home page, no list of everything, and no news, which tells of a day and is gone."""
    return node.kind not in NOT_A_PAGE and not is_news(node)


def is_news(node: Node) -> bool:
    """Whether a page tells of a day: by what it is, or by an address that begins with the day."""
    return node.kind is PageKind.NEWS or bool(DATED.search(urlsplit(node.url).path))


def _own_words(node: Node, language: Language, places: Places) -> None:
    title = re.split(r"\s+[|–—-]\s+", node.title)[0]
    above = _filed_under(node, language)
    others: set[str] = set()
    for text, factor, said in (
        (node.h1, 1.0, "heading"),
        (title, 0.95, "title"),
        (node.url if slug_words(node.url) else "", 0.8, "address"),
    ):
        if not text:
            continue
        named, lost = _named(text, above if said != "address" else "", language)
        others |= lost
        for match in named:
            civic = language.task(match.task).group in CIVIC
            if match.task in others or (node.focus in NOT_A_TASK and not civic):
                continue
            score = match.score * factor * (0.9 if node.kind is PageKind.LANDING else 1.0)
            if _tells_policy(text, language.task(match.task)):
                score = min(score, HINT)
            if score >= 0.4:
                places.note(
                    match.task,
                    node.id,
                    said,
                    score,
                    f"its {said} “{text[:80]}” {match.why[0] if match.why else ''}".strip(),
                )


def _tells_policy(text: str, task: Task) -> bool:
    """Whether a name is that of the rules about a thing to do, and not of the thing: *Charging policy for adult social care*."""
    rules = POLICY.search(text)
    return (
        bool(rules)
        and task.nature == "do"
        and not any(POLICY.search(p) for p in (task.title, *task.citizen, *task.council))
    )


def _named(text: str, above: str, language: Language) -> tuple[list[TaskMatch], set[str]]:
    """The tasks that a page's name names, read with what it is filed under, and those that it only seems to name.

    A name without *and* or *or* names one task.
    """
    found = list(language.match_tasks(text).matches[:3])
    if JOINED.search(text) and not is_units_name(text, language):
        parts = [p for p in JOINED.split(text) if len(p.split()) > 1 and not PEOPLE.fullmatch(p.strip())]
        found += [replace(m, score=m.score * PART) for p in parts for m in language.match_tasks(p).matches[:1]]
    elif found and not JOINED.search(text):
        found = [m for m in found if m.score >= found[0].score - AS_WELL]
    both = language.match_tasks(f"{above} {text}").matches[:1] if above else ()
    if not both or both[0].score < FOUND or (found and both[0].task == found[0].task):
        return found, set()
    alone = {m.task: m.score for m in (*language.match_tasks(above).matches, *language.match_tasks(text).matches)}
    if both[0].score < alone.get(both[0].task, 0.0) + NEEDS_BOTH:
        return found, set()  # one of the two names it by itself
    return [both[0]], {m.task for m in found} - {both[0].task}


def _filed_under(node: Node, language: Language) -> str:
    """The crumb above the page's own, where that names a subject; a unit's words say nothing about the thing itself."""
    own = {fold(node.h1), fold(node.title)}
    crumbs = [c for c in node.breadcrumb[1:] if fold(c) not in own]
    if not crumbs or language.orient(crumbs[-1], LabelContext(where="breadcrumb")).orientation not in SUBJECTS:
        return ""
    return crumbs[-1]


def _sections(node: Node, page: Page, language: Language, places: Places) -> None:
    linked = {fold(k.text) for k in page.links}  # a heading that is a link tells of what lies behind it
    leads = {m[1] for b in page.blocks if (m := LEAD.match(b.text)) and len(m[1].split()) <= LEADS_WITH}
    about = (
        {language.task(m.task).group for m in language.match_tasks(node.name).matches if m.score >= NEAR_ITS_NAME}
        if leads
        else set()
    )
    headings = dict.fromkeys(h.text for h in page.headings if h.level > 1)
    for heading in (*headings, *sorted(leads - headings.keys())):
        if fold(heading) not in linked:
            for best in _headed(heading, node, language):
                if heading not in headings and language.task(best.task).group not in about:
                    continue  # the lead of a paragraph tells of what its page is about
                if best.task == CONTACT and node.kind is not PageKind.CONTACT:
                    continue  # "Contact information" on a page is that of its subject
                known = places.sections[best.task]
                known[node.id] = max(best.score, known.get(node.id, 0.0))


def _headed(heading: str, node: Node, language: Language) -> list[TaskMatch]:
    """The task that a heading names, by itself or with the page's name above it: *Search and comment* on the page *Planning*."""
    best = [m for m in language.match_tasks(heading).matches[:1] if m.score >= SECTION]
    if best or len(node.h1.split()) > SHORT:
        return best
    alone = [m for text in (heading, node.h1) for m in language.match_tasks(text).matches]
    both = language.match_tasks(f"{node.h1} {heading}").matches[:1]
    return [
        m
        for m in both
        if m.score >= SECTION and all(m.score >= a.score + NEEDS_BOTH for a in alone if a.task == m.task)
    ]


def _its_start(node: Node, page: Page, site: Site, language: Language, places: Places) -> None:
    """A page with one button that leads off the site is about what the button does."""
    if node.kind is PageKind.LANDING:
        return
    buttons = {k.url: k for k in page.links if k.button and k.kind is LinkKind.PAGE and k.region is Region.MAIN}
    if len(buttons) != 1:
        return
    (link,) = buttons.values()
    if is_away(link.url, site):
        for match in language.match_tasks(link.text).matches[:1]:
            if match.score >= LABEL:
                places.note(match.task, node.id, "button", match.score * 0.85, f"its button says “{link.text[:60]}”")


def _promise(places: Places, site: Site, language: Language, source: int, link: Link) -> None:
    if link.kind not in LEADING or not 0 < len(link.text) <= LONGEST:
        return
    if urlsplit(link.url).path in ("", "/") and is_away(link.url, site) and is_sister(link.url, site):
        places.sisters |= {own for part in LISTED.split(link.text) if (own := frozenset(stems(part)) - BARE)}
    promised = _promised(link, language)
    if link.kind is LinkKind.PAGE and is_away(link.url, site):
        known = {task for task, score in promised if score >= NATIONAL}
        promised += [(task, NATIONAL) for task in _done_at(link.url, language.catalogue) if task not in known]
    for task, score in promised:
        if score < LABEL:
            if score >= HINT:
                places.hinted.add(task)
            continue
        places.promises[task].append(
            Promise(source, link.text, link.url, link.href, link.kind, link.region, score, link.button)
        )
        target = site.id_of.get(link.url)
        if target is not None and may_hold(site.nodes[target]) and target in places.pages[task]:
            worth = min(score, HINT) if _tells_policy(link.text, language.task(task)) else score * 0.85
            places.note(task, target, "link", worth, f"the link “{link.text[:60]}” leads to it")


def _done_at(url: str, catalogue: tuple[Task, ...]) -> list[str]:
    """The tasks that are done at an address for all councils, whatever a link to it says: *Planning Portal*."""
    where, name = re.sub(r"^https?://(?:www\.)?", "", url), host(url)
    return [t for at, t in _national(catalogue) if where == at or where.startswith(f"{at}/") or name.endswith(f".{at}")]


@lru_cache(maxsize=4)
def _national(catalogue: tuple[Task, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((at, task.id) for task in catalogue for at in task.done_at)


def _teasers(page: Page) -> dict[str, str]:
    """Heading -> the few words below it: where the heading is a link, what is said of what lies behind."""
    found: dict[str, str] = {}
    for heading, block in page.headed:
        if heading is not None and heading.level > 1 and len(block.text) <= LONGEST:
            found.setdefault(fold(heading.text), block.text)
    return found


def _promise_of_tile(places: Places, site: Site, language: Language, source: int, link: Link, teaser: str) -> None:
    """A tile that leads off the site promises what its label and its teaser name together: *Libraries*, *Join, renew and reserve*."""
    if link.kind is not LinkKind.PAGE or not is_away(link.url, site):
        return
    alone = {m.task: m.score for m in language.match_tasks(link.text).matches}
    for part in (p.strip() for p in LISTED.split(teaser) if p.strip()):
        for m in language.match_tasks(f"{link.text} {part}").matches[:1]:
            if m.score >= SURELY and m.score >= alone.get(m.task, 0.0) + NEEDS_BOTH:
                said = f"{link.text}: {teaser}"
                places.promises[m.task].append(
                    Promise(source, said, link.url, link.href, link.kind, link.region, m.score * PART, link.button)
                )


def _promised(link: Link, language: Language) -> list[tuple[str, float]]:
    """The tasks that a label may promise, with how well: those of the whole label, and of each part of one that joins several.

    Of what comes near and is not surely named only the likeliest counts. What stands first in a list names it alone (*Fostering: shared
    by six councils*); the last may be a part of one name (*reuse and recycling centre*).
    """
    whole = list(language.named(link.text, link.heading)[1])
    likely = [(t, s) for t, s in whole if s >= LABEL] or whole[:1]
    parts = [p.strip() for p in LISTED.split(link.text) if p.strip()]
    if not 2 <= len(parts) <= MOST_PARTS or is_units_name(link.text, language):
        return likely
    named = {task: score * PART for part in parts for task, score in language.named(part)[1][:1] if score >= SURELY}
    first = {task for task, _ in language.named(parts[0])[1][:1]}
    best = {task: max(score, named.get(task, 0.0) if task in first else 0.0) for task, score in likely}
    return [*best.items(), *((t, s) for t, s in named.items() if t not in best)]


def _plain_way(places: Places, site: Site, language: Language, link: Link) -> None:
    target = site.id_of.get(link.url)
    if target is not None and not any(is_units_name(above, language) for above in (*link.trail, link.heading) if above):
        places.plain.add(target)


def placeholders(places: Places, site: Site) -> frozenset[int]:
    """Pages that stand in for pages yet to be written: links that name several tasks open them, and nothing on them has a word of those."""
    opened: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for task, promises in places.promises.items():
        for p in promises:
            target = site.id_of.get(p.url)
            if target is not None:
                opened[target][task] |= set(stems(p.label)) - BARE
    return frozenset(
        i for i, tasks in opened.items() if len(tasks) >= STAND_IN and _is_strange(site.nodes[i], tasks.values(), site)
    )


def _is_strange(node: Node, wanted: Iterable[set[str]], site: Site) -> bool:
    page = site.page(node.url)
    if page is None or is_form_page(page):
        return False
    texts = (
        node.h1,
        node.title,
        node.description,
        *(b.text for b in page.blocks),
        *(k.text for k in site.out[node.id]),
    )
    said = {s for text in texts for s in stems(text)}
    return sum(not words & said for words in wanted) >= STAND_IN


def is_form_page(page: Page | None) -> bool:
    """Whether a page holds a form that does something: neither a search nor a mere chooser."""
    return page is not None and any(f.acts and f.region is Region.MAIN for f in page.forms)
