"""Pages and links to ``Site``: furniture once, boilerplate out, distances, dominators, sections."""

from __future__ import annotations

import re
import sys
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from statistics import median_low
from typing import Final

from citizencheck.graph.boilerplate import BlockCounter, without, without_boilerplate
from citizencheck.graph.entrance import home_behind
from citizencheck.graph.furniture import FurnitureCounter, link_name
from citizencheck.graph.links import OwnLinks, own_links
from citizencheck.graph.naming import called
from citizencheck.graph.sections import names_structure, sections_of, top_entries, units_of
from citizencheck.graph.walks import dominators, shortest
from citizencheck.language import Language
from citizencheck.language.selfnamed import calls_itself_a_unit
from citizencheck.model import (
    Form,
    FurnitureLink,
    LinkKind,
    Node,
    Outcome,
    Page,
    PageClass,
    PageKind,
    Region,
    Site,
    Snapshot,
    UrlRecord,
)
from citizencheck.model.phone import View
from citizencheck.model.site import LEAST_WORDS
from citizencheck.model.url import template

__all__ = ["build_site", "without_boilerplate"]

RESOLVED: Final = frozenset({Outcome.REDIRECT.value, Outcome.DUPLICATE.value})
MAX_CHAIN: Final = 12
ASKED: Final = frozenset({PageKind.SEARCH, PageKind.NEWS})
INDEX: Final = re.compile(
    r"\ba ?(?:-|–|to|/) ?z\b|\bsite ?(?:map|index)\b|^(?:map|index) of (?:the|this) site\b", re.IGNORECASE
)
"""What a page is called that lists everything by its letters or its place. *All services* is a page that people choose by subject."""
LEADING: Final = frozenset({PageKind.HOME, PageKind.LANDING, PageKind.DEPARTMENT})
"""Pages whose menu shows what lies below them."""


def build_site(snapshot: Snapshot, language: Language) -> Site:
    """The site of a snapshot. Two passes over its pages: what templates repeat is known after the first.

    Of a page only its node and where it leads are kept; its links and its text are read again where they are wanted.
    """
    records = {r.url: r for r in snapshot.records()}
    counter, blocks = FurnitureCounter(), BlockCounter()
    urls: list[str] = []
    for page in snapshot.pages():
        urls.append(records[page.url].url if page.url in records else page.url)
        counter.add(page)
        blocks.add(page)
    ids = {url: i for i, url in enumerate(urls)}
    id_of = {**{u: i for u in records if (i := _resolve(u, records, ids)) is not None}, **ids}
    start = id_of.get(snapshot.info.start_url, -1)
    start = home_behind(start, id_of, lambda node: snapshot.page(urls[node])) if start >= 0 else start
    repeated, local, boilerplate = counter.repeated(), counter.local_lists(), blocks.boilerplate()
    home_page = snapshot.page(urls[start]) if start >= 0 else None
    own = partial(own_links, repeated=repeated, home=home_page.url if home_page else "")

    nodes: list[Node] = []
    forms: list[Form] = []
    structure: list[tuple[str, ...]] = []
    edges: list[Sequence[int]] = []
    beside: list[Sequence[int]] = []
    inlinks: list[array[int]] = [array("I") for _ in urls]
    searchable, scripts = 0, array("I")
    for i, page in enumerate(snapshot.pages()):
        kept = without(page, boilerplate, frozenset() if i == start else repeated, local)
        links = own(page)
        for link in page.inner_links if repeated else ():
            if link_name(link) in repeated:
                counter.note(link, page.url)
        nodes.append(_node(i, records.get(page.url), page, kept, language.classify(kept, home=i == start)))
        edges.append(_edges(page, id_of, i))
        beside.append(_beside(kept, id_of))
        if kept.words > LEAST_WORDS:
            scripts.append(page.scripts)
        for target in dict.fromkeys(id_of[k.url] for k in links if k.url in id_of):
            if target != i:
                inlinks[target].append(i)
        searches = [f for f in page.forms if f.search]
        searchable += bool(searches)
        forms += [f for f in searches if f.region is not Region.MAIN or i == start][:1] if len(forms) < 20 else []
        if names_structure(f"{page.title}\n{page.h1}"):
            structure.append(tuple(k.text for k in links if k.region is Region.MAIN)[:60])
    distance, parent = _walks(start, urls, edges)
    menus = counter.site_menus(home_page, snapshot.page)
    furniture = counter.furniture(home_page)
    words = called(nodes, start)
    nodes = [replace(n, depth=distance[n.id], called=words[n.id]) for n in nodes]
    entries = top_entries(menus, own(home_page) if home_page else (), urls[start] if start >= 0 else "")
    return Site(
        info=snapshot.info,
        home=start,
        nodes=tuple(nodes),
        id_of=id_of,
        records=records,
        out=OwnLinks(urls, snapshot.page, snapshot.pages, own),
        furniture=furniture,
        menus=menus,
        sections=sections_of(entries, nodes, id_of, parent, start, language),
        inlinks=inlinks,
        furniture_targets=_common(id_of, furniture, len(nodes)),
        parent=tuple(parent),
        dominators=tuple(dominators(start, _ways(nodes, edges, beside))),
        boilerplate=boilerplate,
        repeated_links=repeated,
        local_lists=local,
        units=units_of(menus, structure),
        has_az=any(n.kind is PageKind.AZ for n in nodes),
        has_search=searchable * 2 >= len(nodes) and searchable > 0,
        search_forms=tuple(dict.fromkeys(forms))[:5],
        seams={p.url: p for p in snapshot.seams()},
        search=snapshot.search(),
        views=_by_page(snapshot.views()),
        looking=snapshot.looking(),
        rendered=frozenset(snapshot.rendered()),
        usual_scripts=median_low(scripts) if scripts else 0,
        kiosk=snapshot.kiosk(),
        page=snapshot.page,
        pages=snapshot.pages,
        own=own,
    )


def _by_page(views: Iterable[View]) -> dict[str, tuple[View, ...]]:
    seen: dict[str, tuple[View, ...]] = {}
    for view in views:
        seen[view.url] = (*seen.get(view.url, ()), view)
    return seen


def _resolve(url: str, records: dict[str, UrlRecord], ids: dict[str, int]) -> int | None:
    """The judged page that an address ends on, through redirects and duplicates."""
    for _ in range(MAX_CHAIN):
        if url in ids:
            return ids[url]
        record = records.get(url)
        if record is None or record.outcome not in RESOLVED or not record.target:
            return None
        url = record.target
    return None


def _walks(start: int, urls: Sequence[str], edges: Sequence[Sequence[int]]) -> tuple[list[int], list[int]]:
    """(distance, parent) by the fewest clicks, over pages above home only where no other walk leads: what the site is a part of is no way into it."""
    above = {
        i for i, url in enumerate(urls) if start >= 0 and i != start and urls[start].startswith(f"{url.rstrip('/')}/")
    }
    distance, parent = shortest(start, [() if i in above else out for i, out in enumerate(edges)])
    if above and -1 in distance:
        farther, through = shortest(start, edges)
        lost = [i for i, far in enumerate(distance) if far < 0]
        for i in lost:
            distance[i], parent[i] = farther[i], through[i]
    return distance, parent


def _edges(page: Page, id_of: dict[str, int], here: int) -> array[int]:
    """Where one can go from a page, in the order of the page, its main part first: a citizen reads that before the menus. An address that
    ends with a bare ``#`` is yet to be filled in."""
    ordered = [k for k in page.links if k.region is Region.MAIN] + [
        k for k in page.links if k.region is not Region.MAIN
    ]
    targets = dict.fromkeys(id_of[k.url] for k in ordered if k.url in id_of and not k.href.endswith("#"))
    targets.pop(here, None)
    return array("I", targets)


def _beside(page: Page, id_of: dict[str, int]) -> array[int]:
    """The pages that only the menu of a section leads to from a page."""
    local = dict.fromkeys(id_of[k.url] for k in page.links if k.region is Region.LOCAL and k.url in id_of)
    other = {id_of[k.url] for k in page.links if k.region is not Region.LOCAL and k.url in id_of} if local else set()
    return array("I", (i for i in local if i not in other))


def _ways(
    nodes: Sequence[Node], edges: Sequence[Sequence[int]], beside: Sequence[Sequence[int]]
) -> list[Sequence[int]]:
    """Where pages lead whoever looks for the way. An index leads whom the way has failed, and the menu of a section, but from the page
    above, whoever is there."""
    made: list[Sequence[int]] = []
    for node, out, menu in zip(nodes, edges, beside, strict=True):
        if node.kind in ASKED or INDEX.search(node.name):
            made.append(())
        elif not menu or node.kind in LEADING:
            made.append(out)
        else:
            past = {i for i in menu if node.name not in nodes[i].breadcrumb}
            made.append(array("I", (i for i in out if i not in past)))
    return made


def _node(number: int, record: UrlRecord | None, page: Page, kept: Page, found: PageClass) -> Node:
    """What is kept of a page; its address and the name of its bytes are those of its record."""
    return Node(
        id=number,
        url=record.url if record else page.url,
        title=page.title,
        h1=page.h1,
        description=page.description,
        kind=found.kind,
        focus=found.focus,
        channel=found.channel,
        lang=sys.intern(page.lang),
        words=kept.words,
        depth=-1,
        template=template(page.url),
        text_hash=page.text_hash,
        sha256=record.sha256 if record and record.sha256 == page.sha256 else page.sha256,
        own_forms=sum(
            1 for f in page.forms if not (f.search or f.asks_back) and f.region in (Region.MAIN, Region.ASIDE)
        ),
        breadcrumb=tuple(c.text for c in page.breadcrumb),
        called="",
        is_unit=calls_itself_a_unit(kept),
    )


def _common(id_of: dict[str, int], furniture: Iterable[FurnitureLink], pages: int) -> frozenset[int]:
    """Nodes that furniture of half of all pages links to; a link that stays on its page leads nowhere."""
    return frozenset(
        id_of[f.link.url]
        for f in furniture
        if f.link.url in id_of and f.pages * 2 >= pages and f.link.kind is not LinkKind.ANCHOR
    )
