"""Task by task: is there a page, how does a citizen get there, and can it be done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from citizencheck.journeys.choosing import SURE, Ranked, empty_page, hollow, only_names, ranked, telling
from citizencheck.journeys.handoffs import SOCIAL, hand_off, is_away, is_ours
from citizencheck.journeys.places import BARE, FOUND, Places, Promise, is_news, look, placeholders
from citizencheck.journeys.routes import SearchIndex, browse_route, gatekeepers, promise_route
from citizencheck.journeys.search import questions, with_places
from citizencheck.journeys.spoken import sentences, spoken_of
from citizencheck.journeys.stars import rate
from citizencheck.journeys.starts import channel_with, is_withdrawn, start_of
from citizencheck.journeys.tier import infer_nation, infer_pack, infer_tier
from citizencheck.journeys.units import named_after_a_unit
from citizencheck.language import Language
from citizencheck.language.stems import fold, stems
from citizencheck.model import BROKEN, Channel, Journey, LinkKind, Node, Page, PageKind, Route, RunStatus, Site, Task
from citizencheck.model.url import host

__all__ = ["find_journeys", "questions"]

ASKED: Final = 3
"""The search is tried with so many of the citizens' phrases that differ; the best place counts."""
PERHAPS: Final = 0.6
"""A page whose words name the task so well, and no better, may be its page (judgement): then nothing is said."""
STARTED: Final = 0.8
"""A label of another page that fits a task so well, and leads off the site, starts it (judgement)."""
NAMED: Final = frozenset({"found", "empty"})
"""The site has a page of the task's name."""
TOLD: Final = NAMED | {"section"}
LISTS: Final = frozenset({PageKind.SEARCH, PageKind.AZ, PageKind.ERROR})
"""What lists or echoes words speaks of nothing."""
MOST_ASKED: Final = 50
"""Pages behind links that name a task that are read for a word of it."""
SAYS_SOMETHING: Final = 30
"""A page of fewer words of main text tells of no task (judgement)."""
NAMED_AFTER: Final = {"northern-ireland": "Northern Ireland", "scotland": "Scotland", "wales": "Wales"}
TIERS_OF: Final = {
    "county": {"county"},
    "district": {"district"},
    "unitary": {"county", "district", "unitary"},
    "parish": {"parish"},
}


def find_journeys(site: Site, language: Language, *, tier: str = "auto", pack: str = "auto") -> Site:
    """The site with a journey for every task of the catalogue, its tier and pack, and the tasks of its sections.

    ``tier`` and ``pack`` are inferred where they are ``auto``; a task is ``expected`` where the tier provides it.
    """
    if site.home < 0:
        return replace(site, pack="none" if pack == "auto" else pack, pack_why=("the home page could not be judged",))
    places = look(site, language)
    places.placeholders = placeholders(places, site)
    places.empty |= hollow(site, places)
    index = SearchIndex(site, places.headings)
    found_pack, pack_why = infer_pack(site) if pack == "auto" else (pack, ("as given",))
    drafts = _spoken([_journey(task, site, language, places, index) for task in language.catalogue], site, language)
    own = [j.task for j in drafts if j.status in NAMED and is_ours(j.url, site) and site.outcome(j.url) != "not_html"]
    found_tier, sure, tier_why = (
        ("unknown", 0.0, ("the UK's tiers do not apply",))
        if found_pack == "none"
        else infer_tier(site, own)
        if tier == "auto"
        else (tier, 1.0, ("as given",))
    )
    nation = infer_nation(site) if found_pack == "uk" else ""
    if nation:
        tier_why = (*tier_why, f"its links to public services are those of {NAMED_AFTER[nation]}")
    expected = _with_expected(
        drafts, site, found_tier, found_pack, nation, without="housing" if places.without_homes else ""
    )
    journeys = with_places((rate(j) for j in expected), site)
    return replace(
        site, journeys=journeys, tier=found_tier, tier_confidence=sure, tier_why=tier_why, pack=found_pack, pack_why=pack_why,
        sections=tuple(replace(s, tasks=tuple(j.task.id for j in journeys if _in_section(site, j, s.node))) for s in site.sections),
    )  # fmt: skip


def _with_expected(
    drafts: list[Journey], site: Site, tier: str, pack: str, nation: str, *, without: str
) -> Iterator[Journey]:
    """Each with whether the council is asked for it: its tier provides it, in its nation; or may, and the site shows that this one does.
    Nothing shows it for tasks of a subject that the council says it gave up (``without``: its homes)."""
    own = {
        j.task.id for j in drafts if j.status in TOLD and not j.unit and j.url in site.id_of
    }  # another landlord's show nothing
    asked = TIERS_OF.get(tier, set()) if pack == "uk" else set()
    for j in drafts:
        shown = bool(own & {j.task.id, *j.task.shown_by}) and j.task.group != without
        may = {*j.task.tiers, *(j.task.sometimes if shown else ())}
        yield replace(j, expected=bool(asked & may) and nation not in j.task.not_in)


def _spoken(drafts: list[Journey], site: Site, language: Language) -> list[Journey]:
    """The same, where a text that names an absent task makes it mentioned, or told of on a page named after a unit."""
    doing = {(j.url, j.task.group) for j in drafts if j.status == "found"}
    open_tasks = [j.task for j in drafts if j.status in ("absent", "mentioned", "cannot_tell")]
    started = defaultdict[str, set[str]](set)
    for j in drafts:
        if j.status == "found":
            started[j.url] |= {j.task.group} if j.online else set()
    said = spoken_of(open_tasks, site, language, taken=started)
    made = []
    for j in drafts:
        where = said.get(j.task.id)
        if where is None or (j.status == "cannot_tell" and not where.unit):
            made.append(j)
        elif (
            where.unit
        ):  # no name hides it where the same page is found for its like: *fly-tipping* where litter is reported
            hidden = "" if (where.url, j.task.group) in doing else where.unit
            made.append(replace(j, status="section", url=where.url, unit=hidden))
        elif where.done:
            made.append(replace(j, status="section", url=where.url))
        else:
            made.append(replace(j, status="mentioned", alternatives=j.alternatives or (where.url,)))
    return made


def _journey(task: Task, site: Site, language: Language, places: Places, index: SearchIndex) -> Journey:
    pages = ranked(task, site, language, places)
    promises = places.promises.get(task.id, [])
    if pages and pages[0][1] >= FOUND and not only_names(task, site, pages[0][0]):
        found = _found(task, site, language, places, index, pages)
        empty = empty_page(task, site, pages[0][0], language, places)
        return found if empty < 0 else replace(found, status="empty", url=site.nodes[empty].url)
    away = next((p for p in sorted(promises, key=lambda p: -p.score) if _hands_over(p, task, site, places)), None)
    if away is not None and (shared := _of_several(away, promises)):
        return Journey(task=task, expected=False, status="section", url=site.nodes[shared.source].url)
    if away is not None:
        return _handed_over(task, site, language, away, promises)
    told = _told(task, places, site)
    if told is None:
        told = _kept(task, promises, places, site)
    near = next((site.nodes[i].url for i, score in pages if score >= PERHAPS), "")
    whole = site.info.status == RunStatus.COMPLETE and not site.info.budget_reached
    at_home = any(p.source == site.home and _opens_something(p, site) for p in promises)
    draft = Journey(task=task, expected=False, status="absent", home_link=at_home)
    if told is not None:
        node = site.nodes[told]
        unit = node.name if named_after_a_unit(node, language) else ""
        return replace(draft, status="section", url=node.url, unit=unit)
    file = max(
        (p for p in promises if p.kind is LinkKind.DOCUMENT and site.outcome(p.url) != "not_found"),
        key=lambda p: p.score,
        default=None,
    )
    if file is not None and task.nature == "find":
        return _as_file(task, site, language, file, promises)
    if file is not None and file.source != site.home:
        return replace(draft, status="section", url=site.nodes[file.source].url)  # the page that offers the form
    if promises:
        return replace(draft, status="mentioned", why=("a link names it",), alternatives=_sources(promises, site))
    if near or task.id in places.hinted:
        hint = ("a label comes near to its name",) if not near else ()
        return replace(draft, status="cannot_tell", why=hint, alternatives=(near,) if near else ())
    if not whole or any(said <= telling(task) for said in places.sisters):
        return replace(draft, status="cannot_tell")
    return draft


def _opens_something(promise: Promise, site: Site) -> bool:
    """Whether a link leads on: it is not to be filled in yet, and its address did not turn out to be missing."""
    return (
        promise.kind is not LinkKind.DEAD and not promise.href.endswith("#") and site.outcome(promise.url) not in BROKEN
    )


def _of_several(promise: Promise, promises: list[Promise]) -> Promise | None:
    """The link itself, where its page has others of its label to other hosts: each leads to one of several councils, and their page tells which."""
    like = {host(p.url) for p in promises if p.source == promise.source and fold(p.label) == fold(promise.label)}
    return promise if len(like) > 1 else None


def _told(task: Task, places: Places, site: Site) -> int | None:
    """The page that tells of a task under the best heading; a list of contacts only where no other does."""
    named = places.sections.get(task.id, {})
    return min(named, key=lambda i: (site.nodes[i].kind is PageKind.CONTACT, -named[i], i), default=None)


def _kept(task: Task, promises: list[Promise], places: Places, site: Site) -> int | None:
    """The first page that a link naming the task opens and that has a word of it, although no heading of its names it.

    A page that stands in for many (a prototype's *coming soon*) tells of none.
    """
    wanted = [own for phrase in (task.title, *task.citizen, *task.council) if (own := set(stems(phrase)) - BARE)]
    if task.nature != "do" and any(p.score >= SURE for p in promises):
        wanted = [
            {s} for own in wanted for s in own
        ]  # to look it up, or to tell: a sure label and one of its words will do
    opened = {site.id_of[p.url] for p in promises if p.url in site.id_of and not p.href.endswith("#")}
    opened -= {site.home} | places.placeholders
    asked = (site.nodes[i] for i in sorted(opened)[:MOST_ASKED])
    return next((n.id for n in asked if not is_news(n) and _speaks_of(site.page(n.url), wanted)), None)


def _sources(promises: list[Promise], site: Site) -> tuple[str, ...]:
    """The page whose link names the task best; none where only a page of search results or an index lists it."""
    telling = [p for p in promises if site.nodes[p.source].kind not in LISTS]
    return (site.nodes[max(telling, key=lambda p: p.score).source].url,) if telling else ()


def _speaks_of(page: Page | None, wanted: list[set[str]]) -> bool:
    """Whether a heading or a sentence of a page with something on it has all words of one of the phrases.

    What is itself the label of a link only points on.
    """
    if page is None or page.words < SAYS_SOMETHING:
        return False
    linked = {fold(k.text) for k in page.links}
    said = (*(h.text for h in page.headings), *(t for b in page.blocks for t in sentences(b.text)))
    texts = (t for t in said if fold(t) not in linked)
    return any(own <= said for said in (set(stems(t)) for t in texts) for own in wanted)


def _hands_over(promise: Promise, task: Task, site: Site, places: Places) -> bool:
    """Whether a link that names the task leads straight to another website; on the page of another task it is that task's."""
    owners = [t for t, pages in places.pages.items() if t != task.id and pages.get(promise.source, 0.0) >= FOUND]
    rivals = (p for t in owners for p in places.promises.get(t, ()))
    if any((p.url, p.source) == (promise.url, promise.source) and p.score >= promise.score for p in rivals):
        return False
    return promise.kind is LinkKind.PAGE and is_away(promise.url, site) and not SOCIAL.search(host(promise.url))


def _found(task: Task, site: Site, language: Language, places: Places, index: SearchIndex, pages: Ranked) -> Journey:
    node = pages[0][0]
    target = site.nodes[node]
    promises = places.promises.get(task.id, [])
    browse = browse_route(site, node, task, language)
    routes: list[Route] = [browse] if browse else []
    home = next((p for p in promises if p.source == site.home and site.id_of.get(p.url) == node), None)
    straight = any(p.source == site.home for p in _away(task, promises, site, places))
    direct = straight or home is not None or node in places.from_home or node in site.furniture_targets
    if home is not None:
        routes.append(promise_route(site, "home", home, target.url))
    azs = [n.id for n in site.nodes if n.kind is PageKind.AZ]
    listed = [i for i in azs if any(site.id_of.get(k.url) == node for k in site.out[i])]
    landing = _landing(site, node)
    online, start, offs = start_of(task, site, node, language)
    if not online and (away := _started_elsewhere(task, promises, site, places)):
        online, start = True, away
    ended = is_withdrawn(site.page(target.url))
    if ended:
        online, start = None, ""
    ends = {
        site.id_of.get(p.url, -1)
        for p in promises
        if p.kind is LinkKind.PAGE and p.score >= 0.9 and site.id_of.get(p.url) is not None
    }
    asked = index.best(task.citizen, node, ASKED)
    page_scent = min((s.scent for s in browse.steps), default=0.0) if browse else 0.0
    return Journey(
        task=task,
        expected=False,
        status="found",
        url=target.url,
        match=round(min(1.0, pages[0][1]), 3),
        why=(places.why.get((task.id, node), "the page above it leads to it"),),
        alternatives=tuple(site.nodes[i].url for i, score in pages[1:4] if score >= FOUND),
        routes=tuple(routes),
        home_link=direct,
        landing_url=site.nodes[landing].url if landing >= 0 else "",
        landing_link=None if landing < 0 else any(site.id_of.get(k.url) == node for k in site.out[landing]),
        az_link=bool(listed) if azs else None,
        search_rank=asked.rank,
        search_words=asked.query,
        search_first=site.nodes[asked.first].url if asked.first >= 0 else "",
        routes_agree=None if len(promises) < 2 or not ends else len(ends) == 1,
        clicks=target.depth if target.depth >= 0 else None,
        scent=page_scent,
        gatekeepers=() if straight else gatekeepers(site, node, language),
        plain_way=straight or (node in places.plain and not named_after_a_unit(target, language)),
        hand_offs=offs,
        channel=_channel(task, target, site, start, ended=ended),
        online=online,
        start_url=start,
    )


def _channel(task: Task, target: Node, site: Site, start: str, *, ended: bool) -> Channel:
    """How the task's page tells people to act; not at all where the council does it no more."""
    if ended:
        return Channel.NONE
    looked_up = task.nature == "find"
    return target.channel if looked_up else channel_with(target, site.page(target.url), start)


def _started_elsewhere(task: Task, promises: list[Promise], site: Site, places: Places) -> str:
    """Where a link of another page that surely names the task leads off the site; "" where none does."""
    return min((p.url for p in _away(task, promises, site, places)), default="")


def _away(task: Task, promises: list[Promise], site: Site, places: Places) -> Iterator[Promise]:
    """The links that surely name the task and lead off the site, to where it is done."""
    return (p for p in promises if p.score >= STARTED and _hands_over(p, task, site, places))


def _handed_over(task: Task, site: Site, language: Language, promise: Promise, promises: list[Promise]) -> Journey:
    """A task that the site hands over by a link of its own: the far page is the task's page."""
    off = hand_off(promise.url, promise.label, site.nodes[promise.source].url, site, task)
    linked = _linked(task, site, language, promise, promises)
    return replace(linked, hand_offs=(off,), channel=Channel.ONLINE, online=True, start_url=promise.url)


def _as_file(task: Task, site: Site, language: Language, promise: Promise, promises: list[Promise]) -> Journey:
    """What is only looked up, and has no page but a file of its name, which a link opens."""
    return replace(_linked(task, site, language, promise, promises), channel=Channel.PDF, online=True)


def _linked(task: Task, site: Site, language: Language, promise: Promise, promises: list[Promise]) -> Journey:
    """A task without a page whose name is a link that opens what there is for it."""
    depth = site.nodes[promise.source].depth
    way = _way_to(task, site, language, promise)
    return Journey(
        task=task,
        expected=False,
        status="found",
        url=promise.url,
        match=round(promise.score, 3),
        why=(f"the link “{promise.label[:80]}” leads straight to it",),
        routes=(way,),
        home_link=any(p.source == site.home and p.url == promise.url for p in promises),
        clicks=depth + 1 if depth >= 0 else None,
        scent=round(min(1.0, *(s.scent for s in way.steps)), 3),
        gatekeepers=gatekeepers(site, promise.source, language) if promise.source != site.home else (),
    )


def _way_to(task: Task, site: Site, language: Language, promise: Promise) -> Route:
    """The walk from home to the page of a link, and the link."""
    last = promise_route(site, "browse", promise, promise.url)
    if promise.source == site.home:
        return replace(last, kind="home")
    walk = browse_route(site, promise.source, task, language)
    return replace(last, steps=(*walk.steps, *last.steps)) if walk else last


def _landing(site: Site, node: int) -> int:
    """The landing page above a task's page: by its address, else by the page before it on the shortest walk; -1 for none."""
    url, home = site.nodes[node].url.partition("?")[0].rstrip("/"), site.nodes[site.home].url
    while url.count("/") > 3:
        url = url.rpartition("/")[0]
        if home.startswith(f"{url}/"):
            break  # what lies above home is no part of the site that leads to tasks
        for spelling in (f"{url}/", url, f"{url}.html"):
            above = site.id_of.get(spelling)
            if above is not None and above not in (node, site.home):
                return above
    before = site.parent[node]
    return before if before >= 0 and before != site.home and site.nodes[before].kind is PageKind.LANDING else -1


def _in_section(site: Site, journey: Journey, section: int) -> bool:
    """Whether a task's page hangs under a section: the shortest walk from home passes it."""
    here = site.id_of.get(journey.url, -1)
    for _ in range(30):
        if here < 0:
            return False
        if here == section:
            return True
        here = site.parent[here]
    return False
