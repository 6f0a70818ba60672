"""Which of the pages that may be a task's is its page: the one that carries it, not the one that is only named like it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from citizencheck.journeys.handoffs import is_away
from citizencheck.journeys.places import BARE, FOUND, JOINED, LABEL, Places, is_form_page
from citizencheck.journeys.units import named_after_a_unit
from citizencheck.language import Language
from citizencheck.language.phrasefit import ALL_VERBS, LIGHT
from citizencheck.language.stems import stems
from citizencheck.model import Channel, Focus, Link, LinkKind, Node, Page, PageKind, Site, Task

Ranked = list[tuple[int, float]]
"""Pages by node, each with how well it names the task."""
UNIT: Final = 0.15
"""What a unit's name on a page takes from its worth beside other pages (judgement)."""
SURE: Final = 0.95
"""A name that fits a task so well is its name (judgement)."""
CLEARLY: Final = 0.1
"""How much better than its sisters the page below a landing page must name the task to have it alone (judgement)."""
FEW: Final = 20
"""A page with no more words than this beside its links says nothing itself (judgement)."""


def ranked(task: Task, site: Site, language: Language, places: Places) -> Ranked:
    """Pages that may be the task's, best first.

    One that is not named after a unit before one that is; the page of the task's very name, though it is empty, before one of a name
    near to it; and the page below a landing page that carries the task before the landing page.
    """
    known = places.pages.get(task.id, {})
    named = _named_exactly(task, site, places)

    def order(entry: tuple[int, float]) -> tuple[bool, int, float, bool, int, str]:
        node, score = site.nodes[entry[0]], entry[1]
        worth = score - (UNIT if named_after_a_unit(node, language) else 0.0)
        own = entry[0] in named or score >= SURE
        empty = entry[0] in places.empty
        return (score < FOUND, 2 * (not own) + empty if named else empty, -worth, node.depth < 0, node.depth, node.url)

    found = sorted(known.items(), key=order)
    below = _below(task, site, language, places, found)
    return [(below, max(known.get(below, 0.0), FOUND)), *(e for e in found if e[0] != below)] if below >= 0 else found


def empty_page(task: Task, site: Site, node: int, language: Language, places: Places) -> int:
    """The empty page where a task should be done: its page, or the first that fits it of those that a mere list of links opens; -1 where
    something is there."""
    if node in places.empty:
        return node
    page = site.page(site.nodes[node].url)
    if page is None or not _is_list(page, site):
        return -1
    links = list(_leading_on(page, site, node))
    named = [
        k for k in links if any(m.task == task.id and m.score >= LABEL for m in language.match_tasks(k.text).matches)
    ]
    fitting = [site.id_of.get(k.url, -1) for k in named or links if named or telling(task) & set(stems(k.text))]
    return fitting[0] if fitting and all(i in places.empty for i in fitting) else -1


def only_names(task: Task, site: Site, node: int) -> bool:
    """Whether a page that joins several things in its name is a mere list of links, of which none is for the task."""
    page = site.page(site.nodes[node].url)
    if page is None or not JOINED.search(site.nodes[node].h1) or not _is_list(page, site):
        return False
    links = list(_leading_on(page, site, node))
    wanted = telling(task)
    opened = (site.nodes[i] for k in links if (i := site.id_of.get(k.url)) is not None)
    said = (*(k.text for k in links), *(f"{n.h1} {n.title}" for n in opened), *(h.text for h in page.headings[1:]))
    return bool(links) and not any(wanted & set(stems(text)) for text in said)


def hollow(site: Site, places: Places) -> set[int]:
    """Landing pages with hardly a word of their own, all of whose links open empty pages."""
    found: set[int] = set()
    for node in site.nodes:
        if node.id in places.empty or node.id == site.home:
            continue
        if not any(site.id_of.get(k.url) in places.empty for k in site.out[node.id]):
            continue
        page = site.page(node.url)
        if page is None or not _is_list(page, site):
            continue
        links = list(_leading_on(page, site, node.id))
        if links and all(site.id_of.get(k.url) in places.empty for k in links):
            found.add(node.id)
    return found


@lru_cache(maxsize=1024)
def telling(task: Task) -> frozenset[str]:
    """The stems of the task's phrases that say something alone: what it is about, not what is done."""
    texts = (task.title, *task.citizen, *task.council, *task.welsh)
    return frozenset(s for text in texts for s in stems(text) if len(s) > 2) - BARE - LIGHT - ALL_VERBS


def _named_exactly(task: Task, site: Site, places: Places) -> set[int]:
    """Pages whose heading, or the label of a link to them, is the task's name or a citizen's name for it, and says nothing else."""
    names = _names(task)
    by_label = {
        site.id_of[p.url]
        for p in places.promises.get(task.id, ())
        if p.url in site.id_of and not p.href.endswith("#") and _bare(p.label) in names
    }
    return {i for i in places.pages.get(task.id, {}) if i in by_label or _bare(site.nodes[i].h1) in names}


def _below(task: Task, site: Site, language: Language, places: Places, found: Ranked) -> int:
    """The one page, to which the landing page that names the task best leads, that carries the task; -1 where there is none."""
    if not found or found[0][1] < FOUND:
        return -1
    hub = site.nodes[found[0][0]]
    page = site.page(hub.url)
    if (
        page is None
        or not (hub.kind is PageKind.LANDING or _is_list(page, site))
        or _starts_itself(task, page, site, language)
    ):
        return -1
    leads = {i for k in _leading_on(page, site, hub.id) if (i := site.id_of.get(k.url)) is not None} - places.empty
    if hub.kind is not PageKind.LANDING:  # a page with little but a link to its form is the page that starts the task
        leads = {i for i in leads if not is_form_page(site.page(site.nodes[i].url))}
    pages = places.pages.get(task.id, {})
    near = sorted(
        (
            (pages[i], -i)
            for i in leads
            if pages.get(i, 0.0) >= FOUND and not _is_anothers(task, site.nodes[i], language)
        ),
        reverse=True,
    )
    if near:
        alone = len(near) == 1 or near[0][0] >= near[1][0] + CLEARLY
        return -near[0][1] if alone else -1
    doing = [i for i in leads if _carries(task, site.nodes[i], hub, language)]
    return doing[0] if len(doing) == 1 else -1


def _carries(task: Task, node: Node, hub: Node, language: Language) -> bool:
    """Whether a page where a thing is done online names the task with the landing page above it: *Ask for an assessment* below *Adult social care*."""
    if node.focus is not Focus.TASK or node.channel not in (Channel.ONLINE, Channel.MIXED):
        return False
    if not (telling(task) & set(stems(node.name))) - set(stems(hub.name)):
        return False
    both = language.match_tasks(f"{hub.name} {node.name}").matches[:1]
    return bool(both) and both[0].task == task.id and both[0].score >= FOUND and not _is_anothers(task, node, language)


def _is_anothers(task: Task, node: Node, language: Language) -> bool:
    """Whether a page's name by itself surely names another task, and that one best."""
    return any(m.task != task.id and m.score >= FOUND for m in language.match_tasks(node.name).matches[:1])


def _starts_itself(task: Task, page: Page, site: Site, language: Language) -> bool:
    """Whether a page holds a form, or a link off the site that names the task."""
    if is_form_page(page):
        return True
    away = (k for k in page.inner_links if k.kind is LinkKind.PAGE and is_away(k.url, site))
    return any(m.task == task.id and m.score >= FOUND for k in away for m in language.match_tasks(k.text).matches[:2])


def _is_list(page: Page, site: Site) -> bool:
    """Whether the main part of a page is links and hardly a word more: no form, nobody to reach, no file."""
    if page.phones or page.emails or is_form_page(page):
        return False
    links = [k for k in page.inner_links if k.text]
    if not links or any(k.kind is not LinkKind.PAGE or is_away(k.url, site) for k in links):
        return False
    return page.words - sum(len(k.text.split()) for k in links) <= FEW


def _leading_on(page: Page, site: Site, node: int) -> Iterator[Link]:
    """The links of the main part that lead to other pages."""
    return (k for k in page.inner_links if k.kind is LinkKind.PAGE and site.id_of.get(k.url) not in (node, site.home))


@lru_cache(maxsize=1024)
def _names(task: Task) -> frozenset[frozenset[str]]:
    return frozenset(own for text in (task.title, *task.citizen, *task.welsh) if (own := _bare(text)))


def _bare(text: str) -> frozenset[str]:
    return frozenset(stems(text)) - BARE
