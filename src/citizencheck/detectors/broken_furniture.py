"""Number of links and search boxes in headers, menus and footers that end on nothing, each counted once however many pages carry it."""

from __future__ import annotations

from dataclasses import dataclass

from citizencheck.detectors._labels import ending, followed, home_url, link_evidence
from citizencheck.language import Language
from citizencheck.model import BROKEN, FURNITURE, Evidence, Form, LinkKind, Measured, Measurement, NotApplicable, Site

SCOPE = "site"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    min_pages: int = 2
    """What stands on fewer pages, and not on the home page, is no template's."""


def measure(site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """How many addresses of the site's furniture are broken; what was not asked for is not counted."""
    home = home_url(site)
    links = [
        f
        for f in site.furniture
        if f.link.kind in (LinkKind.PAGE, LinkKind.DOCUMENT) and (f.pages >= params.min_pages or f.example == home)
    ]
    asked = [f for f in links if followed(site, f.link.url)]
    searches = [f for f in site.search_forms if _of_the_template(f, site) and followed(site, f.action)]
    if not asked and not searches:
        return NotApplicable("no link in the site's header, menus or footer was followed")
    ends = {f.action: None for f in searches if ending(site, f.action) in BROKEN}
    boxes = [_box(action, site) for action in ends]
    first = {f.link.url: f for f in reversed(asked) if ending(site, f.link.url) in BROKEN and f.link.url not in ends}
    hits = [f for f in asked if first.get(f.link.url) is f]
    return Measured(
        value=len(hits) + len(boxes),
        evidence=(*(b.shown for b in boxes), *(link_evidence(f.example, f.link, _note(site, f.link.url, f.pages)) for f in hits)),
        data={"count": len(hits) + len(boxes),
              "labels": _counted([*((b.shown.quote, b.pages) for b in boxes), *((f.link.text or f.link.href, f.pages) for f in hits)])},
    )  # fmt: skip


def _counted(labels: list[tuple[str, int]], most: int = 3) -> str:
    """The first of the labels, each with the number of pages that it is broken on."""
    shown = [f"“{text}” ({_on(pages)})" for text, pages in labels[:most]]
    if len(labels) > most:
        return f"{', '.join(shown)} and {len(labels) - most} more"
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def _on(pages: int) -> str:
    return f"on {pages} page{'s' if pages > 1 else ''}"


def _of_the_template(form: Form, site: Site) -> bool:
    """A search that most pages carry, and that only asks (GET): what it sends to is an address like any other."""
    return site.has_search and form.method == "get" and form.region in FURNITURE


@dataclass(frozen=True, slots=True)
class _Box:
    """The site's search box, and how many pages carry it."""

    shown: Evidence
    pages: int


def _box(action: str, site: Site) -> _Box:
    """The search that sends to ``action``, on the first page that carries it."""
    boxes = {p.url: f for p in site.pages() for f in reversed(p.forms) if f.search and f.action == action}
    url, form = next(iter(boxes.items()))
    called = next(filter(None, (form.submit, *(f.label or f.placeholder for f in form.fields))), "Search")
    note = _note(site, action, len(boxes))
    return _Box(
        Evidence(kind="form", url=url, selector=form.selector, quote=called, target=action, note=note), len(boxes)
    )


def _note(site: Site, url: str, pages: int) -> str:
    return f"{site.records[url].reason or site.outcome(url)}; {_on(pages)}"
