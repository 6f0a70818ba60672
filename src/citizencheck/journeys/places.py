"""Where on the site a task lives: which page is the task's own, and by which signs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from citizencheck.language import Language
from citizencheck.language.stems import fold, stems
from citizencheck.model import Focus, Link, LinkKind, Node, Page, PageKind, Region, Site
from citizencheck.model.url import slug_words

FOUND: Final = 0.7
"""A page whose own words name the task at least so well is the task's page (judgement, tried on three real sites)."""
LABEL: Final = 0.72
"""A link whose label names the task at least so well promises it."""
SECTION: Final = 0.7
"""A heading below the first that names the task at least so well makes its page speak of the task."""
STAND_IN: Final = 3
"""A page behind the names of so many tasks that it has no word of is a stand-in for theirs (judgement)."""
BARE: Final = frozenset(stems("a an and apply by find for get help in of on or our pay report the to with your"))
LEADING: Final = frozenset({LinkKind.PAGE, LinkKind.DEAD, LinkKind.DOCUMENT})
LONGEST: Final = 120
"""Characters of a label that may promise a task; what is longer is a sentence."""
NOT_A_PAGE: Final = frozenset({PageKind.HOME, PageKind.NEWS, PageKind.AZ, PageKind.SEARCH, PageKind.ERROR})
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
    sections: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    """Task -> pages that tell of it under a heading of its own, among other things."""
    promises: dict[str, list[Promise]] = field(default_factory=lambda: defaultdict(list))

    placeholders: frozenset[int] = frozenset()
    """Pages that stand in for pages yet to be written."""

    def note(self, task: str, node: int, score: float, why: str) -> None:
        """Takes in a sign that a page is about a task; signs that agree strengthen one another a little."""
        known = self.pages[task].get(node, 0.0)
        if score > known:
            self.why[task, node] = why
        self.pages[task][node] = max(known, score) + (0.04 if known and score > 0.5 else 0.0)


def look(site: Site, language: Language) -> Places:
    """Reads headings, titles, addresses and labels of the whole site once, in the language of its home page."""
    places = Places()
    for node in site.nodes:
        if node.kind not in NOT_A_PAGE and site.speaks(node):
            _own_words(node, language, places)
    for f in site.furniture:
        _promise(places, site, language, site.id_of.get(f.example, site.home), f.link)
    for node, page in zip(site.nodes, site.pages(), strict=True):
        if not site.speaks(node):
            continue  # its tasks are those of the pages in the language of home
        if node.kind not in NOT_A_PAGE:
            _sections(node, page, language, places)
        for link in site.own(page):
            if link.region is not Region.BREADCRUMB:
                _promise(places, site, language, node.id, link)
    return places


def _own_words(node: Node, language: Language, places: Places) -> None:
    title = re.split(r"\s+[|–—-]\s+", node.title)[0]
    for text, factor, said in (
        (node.h1, 1.0, "heading"),
        (title, 0.95, "title"),
        (node.url if slug_words(node.url) else "", 0.8, "address"),
    ):
        if not text:
            continue
        for match in language.match_tasks(text).matches[:3]:
            task = language.task(match.task)
            if node.focus in NOT_A_TASK and task.group not in CIVIC:
                continue
            score = match.score * factor * (0.9 if node.kind is PageKind.LANDING and task.nature == "do" else 1.0)
            if score >= 0.4:
                places.note(
                    match.task, node.id, score, f"its {said} “{text[:80]}” {match.why[0] if match.why else ''}".strip()
                )


def _sections(node: Node, page: Page, language: Language, places: Places) -> None:
    linked = {fold(k.text) for k in page.links}  # a heading that is a link tells of what lies behind it
    for heading in page.headings:
        if heading.level > 1 and fold(heading.text) not in linked:
            decision = language.match_tasks(heading.text)
            if decision.matches and decision.matches[0].score >= SECTION:
                places.sections[decision.matches[0].task].add(node.id)


def _promise(places: Places, site: Site, language: Language, source: int, link: Link) -> None:
    if link.kind not in LEADING or not 0 < len(link.text) <= LONGEST:
        return
    for task, score in language.named(link.text, link.heading)[1]:
        if score < LABEL:
            continue
        places.promises[task].append(
            Promise(source, link.text, link.url, link.href, link.kind, link.region, score, link.button)
        )
        target = site.id_of.get(link.url)
        if target is not None and site.nodes[target].kind not in NOT_A_PAGE and target in places.pages[task]:
            places.note(task, target, score * 0.85, f"the link “{link.text[:60]}” leads to it")


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
