"""Task by task: is there a page, how does a citizen get there, and can it be done."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Final

from citizencheck.journeys.handoffs import ACTION, SOCIAL, hand_off, is_away, leaving
from citizencheck.journeys.places import FOUND, Places, Promise, is_form_page, look, placeholders
from citizencheck.journeys.routes import SearchIndex, browse_route, gatekeepers, promise_route
from citizencheck.journeys.search import questions, with_places
from citizencheck.journeys.spoken import spoken_of
from citizencheck.journeys.stars import rate
from citizencheck.journeys.tier import infer_pack, infer_tier
from citizencheck.language import Language
from citizencheck.model import Channel, HandOff, Journey, LinkKind, PageKind, Route, RunStatus, Site, Task
from citizencheck.model.url import host

__all__ = ["find_journeys", "questions"]

ASKED: Final = 3
"""The search is tried with the first so many of the citizens' phrases; the best place counts."""
SAYS_SOMETHING: Final = 30
"""A page of fewer words of main text tells of no task (judgement)."""
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
    index = SearchIndex(site)
    found_pack, pack_why = infer_pack(site) if pack == "auto" else (pack, ("as given",))
    drafts = _spoken([_journey(task, site, language, places, index) for task in language.catalogue], site)
    groups = Counter(j.task.group for j in drafts if j.status == "found")
    found_tier, sure, tier_why = (
        ("unknown", 0.0, ("the UK's tiers do not apply",))
        if found_pack == "none"
        else infer_tier(site, groups)
        if tier == "auto"
        else (tier, 1.0, ("as given",))
    )
    journeys = with_places((rate(replace(j, expected=_expected(j.task, found_tier, found_pack))) for j in drafts), site)
    return replace(
        site, journeys=journeys, tier=found_tier, tier_confidence=sure, tier_why=tier_why, pack=found_pack, pack_why=pack_why,
        sections=tuple(replace(s, tasks=tuple(j.task.id for j in journeys if _in_section(site, j, s.node))) for s in site.sections),
    )  # fmt: skip


def _spoken(drafts: list[Journey], site: Site) -> list[Journey]:
    """The same, where a text that names an absent task makes it mentioned."""
    passing = spoken_of([j.task for j in drafts if j.status == "absent"], site)
    return [
        replace(j, status="mentioned", alternatives=(passing[j.task.id],)) if j.task.id in passing else j
        for j in drafts
    ]


def _expected(task: Task, tier: str, pack: str) -> bool:
    return pack == "uk" and bool(TIERS_OF.get(tier, set()) & set(task.tiers))


def _journey(task: Task, site: Site, language: Language, places: Places, index: SearchIndex) -> Journey:
    ranked = sorted(
        places.pages.get(task.id, {}).items(),
        key=lambda kv: (-kv[1], site.nodes[kv[0]].depth < 0, site.nodes[kv[0]].depth, site.nodes[kv[0]].url),
    )
    promises = places.promises.get(task.id, [])
    if ranked and ranked[0][1] >= FOUND:
        return _found(task, site, language, places, index, ranked)
    away = next((p for p in sorted(promises, key=lambda p: -p.score) if _leaves(p, site)), None)
    if away is not None:
        return _handed_over(task, site, language, away, promises)
    told = sorted(places.sections.get(task.id, ())) or _kept(promises, places, site)
    if told or promises or ranked:
        return Journey(
            task=task,
            expected=False,
            status="section" if told else "mentioned",
            url=site.nodes[told[0]].url if told else "",
            alternatives=tuple(
                dict.fromkeys(
                    site.nodes[i].url for i in (*(i for i, _ in ranked[:3]), *(p.source for p in promises[:3]))
                )
            ),
            home_link=any(p.source == site.home for p in promises),
        )
    whole = site.info.status == RunStatus.COMPLETE and not site.info.budget_reached
    return Journey(task=task, expected=False, status="absent" if whole else "cannot_tell")


def _kept(promises: list[Promise], places: Places, site: Site) -> list[int]:
    """The pages with something on them that links naming the task open, although their own words do not name it.

    A page that stands in for many (a prototype's *coming soon*) tells of none.
    """
    opened = {site.id_of[p.url] for p in promises if p.url in site.id_of and not p.href.endswith("#")}
    opened -= {site.home} | places.placeholders
    return sorted(
        i for i in opened if (page := site.page(site.nodes[i].url)) is not None and page.words >= SAYS_SOMETHING
    )


def _leaves(promise: Promise, site: Site) -> bool:
    return promise.kind is LinkKind.PAGE and is_away(promise.url, site) and not SOCIAL.search(host(promise.url))


def _found(
    task: Task, site: Site, language: Language, places: Places, index: SearchIndex, ranked: list[tuple[int, float]]
) -> Journey:
    node = ranked[0][0]
    target = site.nodes[node]
    promises = places.promises.get(task.id, [])
    browse = browse_route(site, node, task, language)
    routes: list[Route] = [browse] if browse else []
    home = next((p for p in promises if p.source == site.home and site.id_of.get(p.url) == node), None)
    direct = (
        home is not None
        or any(site.id_of.get(k.url) == node for k in site.out[site.home])
        or node in site.furniture_targets
    )
    if home is not None:
        routes.append(promise_route(site, "home", home, target.url))
    azs = [n.id for n in site.nodes if n.kind is PageKind.AZ]
    listed = [i for i in azs if any(site.id_of.get(k.url) == node for k in site.out[i])]
    landing = _landing(site, node)
    online, start, offs = _start(task, site, node)
    ends = {
        site.id_of.get(p.url, -1)
        for p in promises
        if p.kind is LinkKind.PAGE and p.score >= 0.9 and site.id_of.get(p.url) is not None
    }
    asked = index.best(task.citizen[:ASKED], node)
    page_scent = min((s.scent for s in browse.steps), default=0.0) if browse else 0.0
    return Journey(
        task=task,
        expected=False,
        status="found",
        url=target.url,
        match=round(min(1.0, ranked[0][1]), 3),
        why=(places.why[task.id, node],),
        alternatives=tuple(site.nodes[i].url for i, score in ranked[1:4] if score >= FOUND),
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
        gatekeepers=gatekeepers(site, node, language),
        hand_offs=offs,
        channel=target.channel,
        online=online,
        start_url=start,
    )


def _handed_over(task: Task, site: Site, language: Language, promise: Promise, promises: list[Promise]) -> Journey:
    """A task that the site hands over by a link of its own: the far page is the task's page."""
    off = hand_off(promise.url, promise.label, site.nodes[promise.source].url, site, task)
    depth = site.nodes[promise.source].depth
    return Journey(
        task=task,
        expected=False,
        status="found",
        url=promise.url,
        match=round(promise.score, 3),
        why=(f"the link “{promise.label[:80]}” leads straight to it",),
        routes=(promise_route(site, "home" if promise.source == site.home else "browse", promise, promise.url),),
        home_link=any(p.source == site.home and p.url == promise.url for p in promises),
        clicks=depth + 1 if depth >= 0 else None,
        scent=round(min(1.0, promise.score), 3),
        gatekeepers=gatekeepers(site, promise.source, language) if promise.source != site.home else (),
        hand_offs=(off,),
        channel=Channel.ONLINE,
        online=True,
        start_url=promise.url,
    )


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


def _start(task: Task, site: Site, node: int) -> tuple[bool | None, str, tuple[HandOff, ...]]:
    """(can it be started online, where, hand-offs)."""
    target = site.nodes[node]
    page = site.page(target.url)
    links = site.out[node]
    offs = leaving(links, target.url, site, task)
    if task.nature == "find":
        return True, target.url, offs
    if is_form_page(page):
        return True, target.url, offs
    for link in links:
        following = site.id_of.get(link.url)
        if (
            following not in (None, node)
            and link.kind is LinkKind.PAGE
            and (link.button or ACTION.search(link.text))
            and is_form_page(site.page(link.url))
        ):
            return True, link.url, offs
    if offs:
        return True, offs[0].url, offs
    if target.channel in (Channel.PHONE, Channel.VISIT, Channel.PDF):
        return False, "", offs
    if target.channel is Channel.ONLINE:
        return True, target.url, offs
    unread = any(
        site.outcome(k.url) not in {"ok", "redirect", "duplicate", "not_found", "not_html", ""}
        for k in links
        if k.kind is LinkKind.PAGE
    )
    return (None if unread or target.channel is Channel.MIXED else False), "", offs


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
