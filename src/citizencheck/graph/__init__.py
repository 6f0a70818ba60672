"""Pages and links to ``Site``: furniture once, boilerplate out, distances, dominators, sections."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from citizencheck.graph.boilerplate import BlockCounter, without, without_boilerplate
from citizencheck.graph.furniture import FurnitureCounter, link_key
from citizencheck.graph.sections import sections_of, top_entries, units_of
from citizencheck.graph.walks import dominators, shortest
from citizencheck.language import Language
from citizencheck.model import (
    FURNITURE,
    Form,
    FurnitureLink,
    Link,
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
from citizencheck.model.url import template

__all__ = ["build_site", "without_boilerplate"]

RESOLVED: Final = frozenset({Outcome.REDIRECT.value, Outcome.DUPLICATE.value})
MAX_CHAIN: Final = 12


def build_site(snapshot: Snapshot, language: Language) -> Site:
    """The site of a snapshot. Two passes over its pages: what templates repeat is known after the first."""
    records = {r.url: r for r in snapshot.records()}
    counter, blocks = FurnitureCounter(), BlockCounter()
    urls: list[str] = []
    for page in snapshot.pages():
        urls.append(page.url)
        counter.add(page)
        blocks.add(page)
    ids = {url: i for i, url in enumerate(urls)}
    id_of = {**{u: i for u in records if (i := _resolve(u, records, ids)) is not None}, **ids}
    start = id_of.get(snapshot.info.start_url, -1)
    repeated, local, boilerplate = counter.repeated(), counter.local_lists(), blocks.boilerplate()
    home_page = snapshot.page(urls[start]) if start >= 0 else None

    nodes: list[Node] = []
    out: list[tuple[Link, ...]] = []
    classes: dict[str, PageClass] = {}
    forms: list[Form] = []
    structure: list[tuple[str, tuple[str, ...]]] = []
    edges: list[tuple[int, ...]] = []
    searchable = 0
    for i, page in enumerate(snapshot.pages()):
        kept = without(page, boilerplate, repeated if i != start else frozenset(), local)
        own = _own(kept)
        for link in page.inner_links if i != start else ():
            if link_key(link) in repeated:
                counter.note(link, page.url)
        found = classes[page.url] = language.classify(kept, home=i == start)
        nodes.append(_node(i, page, kept, found))
        out.append(own)
        edges.append(_edges(page, id_of, i))
        searches = [f for f in page.forms if f.search]
        searchable += bool(searches)
        forms += [f for f in searches if f.region is not Region.MAIN or i == start][:1] if len(forms) < 20 else []
        structure.append((f"{page.title}\n{page.h1}", tuple(k.text for k in own if k.region is Region.MAIN)[:60]))
    distance, parent = shortest(start, edges)
    menus = counter.site_menus(home_page)
    furniture = counter.furniture(home_page)
    inlinks, common = _inlinks(out, id_of, furniture, len(nodes))
    nodes = [replace(n, depth=distance[n.id]) for n in nodes]
    entries = top_entries(menus, out[start] if start >= 0 else (), urls[start] if start >= 0 else "")
    return Site(
        info=snapshot.info,
        home=start,
        nodes=tuple(nodes),
        id_of=id_of,
        records=records,
        out=tuple(out),
        furniture=furniture,
        menus=menus,
        sections=sections_of(entries, nodes, id_of, parent, start, language),
        inlinks=inlinks,
        furniture_targets=common,
        parent=tuple(parent),
        dominators=tuple(dominators(start, edges)),
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
        kiosk=snapshot.kiosk(),
        classes=classes,
        page=snapshot.page,
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


def _own(page: Page) -> tuple[Link, ...]:
    """A page's own links: not its furniture."""
    return tuple(k for k in page.links if k.region not in FURNITURE)


def _edges(page: Page, id_of: dict[str, int], here: int) -> tuple[int, ...]:
    """Where one can go from a page, in the order of the page, its main part first: a citizen reads that before the menus."""
    ordered = [k for k in page.links if k.region is Region.MAIN] + [
        k for k in page.links if k.region is not Region.MAIN
    ]
    targets = dict.fromkeys(id_of[k.url] for k in ordered if k.url in id_of)
    targets.pop(here, None)
    return tuple(targets)


def _node(number: int, page: Page, kept: Page, found: PageClass) -> Node:
    return Node(
        id=number,
        url=page.url,
        title=page.title,
        h1=page.h1,
        description=page.description,
        kind=found.kind,
        focus=found.focus,
        channel=found.channel,
        why=found.why,
        lang=page.lang,
        words=kept.words,
        depth=-1,
        template=template(page.url),
        text_hash=page.text_hash,
        sha256=page.sha256,
        own_forms=sum(1 for f in page.forms if not f.search and f.region in (Region.MAIN, Region.ASIDE)),
        breadcrumb=tuple(c.text for c in page.breadcrumb),
    )


def _inlinks(
    out: Sequence[tuple[Link, ...]], id_of: dict[str, int], furniture: Iterable[FurnitureLink], pages: int
) -> tuple[tuple[tuple[int, ...], ...], frozenset[int]]:
    """(ids of pages whose own links lead to each node, nodes that furniture of half of all pages links to)."""
    found: list[dict[int, None]] = [{} for _ in out]
    for i, links in enumerate(out):
        for link in links:
            target = id_of.get(link.url)
            if target is not None and target != i:
                found[target][i] = None
    common = frozenset(id_of[f.link.url] for f in furniture if f.link.url in id_of and f.pages * 2 >= pages)
    return tuple(tuple(f) for f in found), common
