"""The site's own search: what there is to ask it, and where each task stands among what it answered."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from citizencheck.detectors._tasks import own_page
from citizencheck.language.stems import fold
from citizencheck.model import (
    Form,
    Journey,
    Link,
    LinkKind,
    Outcome,
    Page,
    Region,
    SearchAnswer,
    SearchPlace,
    SearchQuestions,
    Site,
)
from citizencheck.model.url import identity

LEAST_DEMAND: Final = 2
FIRST: Final = 5
ALIKE: Final = 5
"""Of so many pages of results and more, a link that stands on all of them is the template's and no result."""
ABOUT_A_PLACE: Final = re.compile(r"post ?code|\baddress\b|\bstreet\b", re.IGNORECASE)
SPECIAL: Final = re.compile(
    r"post ?code|\baddress\b|\bstreet\b|planning|application|reference|\bjobs?\b|vacanc|catalogue|\bbooks?\b|councillors?|\bevents?\b|\bnews\b|\bmap\b|directory",
    re.IGNORECASE,
)
"""A box in the page itself that speaks of one of these looks through that alone, and not through the site."""
SEPARATOR: Final = re.compile(r"\s+[|–—\-:·»›]\s+")


def questions(site: Site) -> SearchQuestions:
    """What the site's own search may be asked: citizens' words for the most wanted tasks that surely have a page here.

    Of other tasks nothing would be said, so the council's server is not troubled with them.
    """
    wanted = [j for j in site.journeys if j.task.demand >= LEAST_DEMAND and j.task.providers and own_page(j, site)]
    wanted.sort(key=lambda j: (-j.task.demand, not j.expected, j.task.id))
    queries = tuple(dict.fromkeys(j.task.citizen[0] for j in wanted)) if site.pack == "uk" else ()
    why = "" if queries else "no task that is often asked for has a page here"
    return SearchQuestions(
        forms=_forms(site), queries=queries, why_none="the UK's tasks are not asked of this site" if site.pack != "uk" else why
    )  # fmt: skip


def _forms(site: Site) -> tuple[Form, ...]:
    """The forms that may be the site's search: those of the template before those of home's own text."""
    home = site.page(site.nodes[site.home].url) if site.home >= 0 else None
    posted = (
        [f for f in home.forms if f.method == "post" and len(f.fields) == 1 and f.fields[0].type == "search"]
        if home
        else []
    )
    forms = [f for f in dict.fromkeys((*site.search_forms, *posted)) if not _special(f)]
    return tuple(sorted(forms, key=lambda f: f.region not in (Region.HEADER, Region.NAV)))


def _special(form: Form) -> bool:
    own = form.region in (Region.MAIN, Region.ASIDE)
    said = " ".join(f"{f.label} {f.placeholder if own else ''} {f.name}" for f in form.fields)
    return bool((SPECIAL if own else ABOUT_A_PLACE).search(f"{said} {form.submit}"))


def with_places(journeys: Iterable[Journey], site: Site) -> tuple[Journey, ...]:
    """The journeys, each with its task's place in the site's own search where that was asked."""
    probe = site.search
    if probe is None or not probe.answers:
        return tuple(journeys)
    common = _common([a.page for a in probe.answers if a.page is not None])
    results = {a.query: _results(a, probe.action, common, site) for a in probe.answers}
    answers = {a.query: a for a in probe.answers}
    readable = any(results.values())
    return tuple(
        replace(j, search_probe=_place(j, answers[query], results[query], site, readable=readable))
        if (query := j.task.citizen[0]) in answers and j.status == "found"
        else j
        for j in journeys
    )


def _common(pages: Sequence[Page]) -> frozenset[tuple[str, str]]:
    """Links that every page of results carries."""
    counted = Counter(key for page in pages for key in {(k.text, k.url) for k in page.links})
    return frozenset(key for key, n in counted.items() if n == len(pages) >= ALIKE)


def _results(answer: SearchAnswer, action: str, common: frozenset[tuple[str, str]], site: Site) -> tuple[Link, ...]:
    """What an answer offers, in order, each target once; a search that goes straight to a page offers that page."""
    if answer.page is None:
        return ()
    own = {_place_of(action), _place_of(answer.url)}
    if _place_of(answer.end) not in own and (node := site.node(answer.end)) is not None:
        return (Link(text=node.name, url=node.url, href=node.url, kind=LinkKind.PAGE, region=Region.MAIN),)
    own.add(_place_of(answer.end))
    kept: dict[str, Link] = {}
    for link in answer.page.links:
        target = _target(link.url)
        if (
            link.region is Region.MAIN
            and link.kind in (LinkKind.PAGE, LinkKind.DOCUMENT)
            and link.text
            and (link.text, link.url) not in common
            and _place_of(target) not in own
        ):
            kept.setdefault(_plain(target), replace(link, url=target))
    return tuple(kept.values())


def _place(
    journey: Journey, answer: SearchAnswer, results: tuple[Link, ...], site: Site, *, readable: bool
) -> SearchPlace:
    problem = ""
    if answer.outcome != Outcome.OK:
        problem = answer.reason or answer.outcome
    elif not readable:
        problem = "no page of results has links that can be read without a browser"
    about = (journey.url, journey.start_url, *journey.alternatives, *(h.url for h in journey.hand_offs))
    places = [i for i, k in enumerate(results, 1) if any(_leads_to(k, url, site) for url in about if url)]
    return SearchPlace(
        query=answer.query,
        url=answer.url,
        rank=next((i for i, k in enumerate(results, 1) if _leads_to(k, journey.url, site)), None),
        nearest=min(places, default=None),
        results=tuple(k.text[:100] for k in results[:FIRST]),
        shown=len(results),
        problem=problem,
    )


def _leads_to(link: Link, url: str, site: Site) -> bool:
    """Whether a result leads to a page: by its address, or by the page's name where the address was never read."""
    node = site.node(url)
    if _plain(link.url) == _plain(url) or (node is not None and site.id_of.get(link.url) == node.id):
        return True
    if node is None or link.url in site.id_of:
        return False
    return fold(link.text) in {fold(node.h1), fold(node.title), fold(SEPARATOR.split(node.title)[0])} - {""}


def _target(url: str) -> str:
    """The address that a counting link (``/redirect?url=https://...``) leads to; other addresses as they are."""
    return next((v for _, v in parse_qsl(urlsplit(url).query) if v.startswith(("http://", "https://"))), url)


def _place_of(url: str) -> str:
    """Host and path: what a search, its further pages and its filters have in common."""
    parts = urlsplit(url)
    return f"{parts.netloc.lower().removeprefix('www.')}{parts.path.rstrip('/').lower()}"


def _plain(url: str) -> str:
    """An address without what makes no difference: scheme, ``www.``, a slash at its end, tracking."""
    return f"{_place_of(url)}?{urlsplit(identity(url)).query}"
