"""Sites made by hand out of a few pages, for tests that need no crawl and no graph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from urllib.parse import urljoin

from citizencheck.extract import extract
from citizencheck.model import (
    FURNITURE,
    Channel,
    Focus,
    FurnitureLink,
    Journey,
    Link,
    Node,
    Page,
    PageKind,
    Region,
    RunInfo,
    Site,
    Task,
    UrlRecord,
)

BASE = "https://www.anytown.example/"


def at(path: str) -> str:
    """The whole address of a path."""
    return urljoin(BASE, path)


def page_of(html: str, path: str = "/") -> Page:
    """One page out of the inside of its body."""
    return extract(f'<html lang="en"><head><title>Page</title></head><body>{html}</body></html>'.encode(), at(path))


def node_of(page: Page, number: int = 0, **changes: object) -> Node:
    """The node of a page: a service page about information unless told otherwise."""
    node = Node(
        id=number, url=page.url, title=page.title, h1=page.h1, description=page.description, kind=PageKind.SERVICE,
        focus=Focus.INFORMATION, channel=Channel.NONE, lang=page.lang, words=page.words, depth=0 if number == 0 else 1,
        called=f"“{page.h1 or page.title}”", template="", text_hash=page.text_hash, sha256=page.sha256, breadcrumb=tuple(c.text for c in page.breadcrumb),
        own_forms=sum(not f.search and f.region is Region.MAIN for f in page.forms),
    )  # fmt: skip
    return replace(node, **changes)  # type: ignore[arg-type]  # the caller names fields of Node


def site_of(
    bodies: Mapping[str, str],
    outcomes: Mapping[str, str] | None = None,
    changes: Mapping[str, Mapping[str, object]] | None = None,
) -> Site:
    """A site of the given bodies by path, the first one home; ``outcomes`` of further addresses, ``changes`` to nodes by path."""
    pages = {at(path): page_of(html, path) for path, html in bodies.items()}
    nodes = tuple(
        node_of(p, i, **(changes or {}).get(path, {}))
        for i, (path, p) in enumerate(zip(bodies, pages.values(), strict=True))
    )
    id_of = {n.url: n.id for n in nodes}
    out = tuple(_own(p) for p in pages.values())
    records = {u: UrlRecord(url=u, outcome="ok") for u in pages}
    records |= {at(u): UrlRecord(url=at(u), outcome=o, reason=o) for u, o in (outcomes or {}).items()}
    return Site(
        info=RunInfo(target=BASE, start_url=BASE, status="complete"),
        home=0,
        nodes=nodes,
        id_of=id_of,
        records=records,
        out=out,
        furniture=_furniture(pages),
        menus=next(iter(pages.values())).menus,
        sections=(),
        inlinks=tuple(
            tuple(i for i, links in enumerate(out) if any(id_of.get(k.url) == n.id for k in links)) for n in nodes
        ),
        furniture_targets=frozenset(),
        parent=tuple(-1 for _ in nodes),
        dominators=tuple(-1 for _ in nodes),
        boilerplate=frozenset(),
        page=pages.get,
    )


def journey_of(site: Site, path: str, task: Task, **changes: object) -> Journey:
    """A found and expected task whose page is at ``path``."""
    return replace(Journey(task=task, expected=True, status="found", url=at(path)), **changes)  # type: ignore[arg-type]


def _own(page: Page) -> tuple[Link, ...]:
    return tuple(k for k in page.links if k.region not in FURNITURE)


def _furniture(pages: Mapping[str, Page]) -> tuple[FurnitureLink, ...]:
    found: dict[tuple[str, str], FurnitureLink] = {}
    for url, page in pages.items():
        for k in page.links:
            if k.region in FURNITURE:
                known = found.get((k.text, k.href))
                found[k.text, k.href] = FurnitureLink(
                    link=k, pages=known.pages + 1 if known else 1, example=known.example if known else url
                )
    return tuple(found.values())


def quotes(evidence: Sequence[object]) -> list[str]:
    """What the pieces of evidence quote."""
    return [str(getattr(e, "quote", "")) for e in evidence]
