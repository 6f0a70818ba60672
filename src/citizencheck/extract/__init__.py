"""Bytes to ``Page``: one parse, one walk. The only room that imports selectolax."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from typing import Any, Final

from selectolax.lexbor import LexborHTMLParser

from citizencheck.extract import phones
from citizencheck.extract.addresses import Addresses
from citizencheck.extract.again import Reading, squeezed
from citizencheck.extract.decoding import clean, decode, tame
from citizencheck.extract.walker import Walker
from citizencheck.model import Crumb, Link, LinkKind, Page, Region

__all__ = ["Reading", "extract", "has_main", "squeezed"]

EMAIL: Final = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
SAFE_ID: Final = re.compile(r"^[A-Za-z][\w-]{0,80}$")


def extract(body: bytes, url: str, content_type: str = "") -> Page:
    """The facts of the page in ``body``, which was read at ``url``.

    ``content_type`` is the HTTP header, for its charset. Never raises for what a page contains; ``Page.notes`` says what the
    parser had to give up on, ``Page.sha256`` names the bytes.
    """
    kept, notes = tame(body)
    tree = LexborHTMLParser(decode(kept, content_type))
    root = tree.root
    if root is None:
        return Page(url=url, sha256=_sha256(body), notes=(*notes, "nothing to parse"))
    base = tree.css_first("base[href]")
    addresses = Addresses(url, (base.attributes.get("href") or "") if base else "")
    walker = Walker(addresses, _unique_ids(tree), has_main=has_main(tree))
    walker.run(root)
    walker.finish()
    head = _head(tree, addresses)
    text = "\n".join(b.text for b in walker.blocks)
    h1 = next((h.text for h in walker.headings if h.level == 1), "")
    first_h1 = h1 or clean(_text_of(tree, "h1"))
    crumbs = _json_crumbs(tree, addresses) or tuple(Crumb(text=t, url=u) for t, u in walker.crumbs if t)
    links = tuple(walker.links)
    return Page(
        url=url,
        title=clean(_text_of(tree, "title"))[:1000],
        h1=first_h1[:300],
        headings=tuple(walker.headings),
        links=links,
        menus=tuple(walker.menus),
        breadcrumb=crumbs,
        forms=walker.forms.build(_id_texts(tree)),
        blocks=tuple(walker.blocks),
        phones=_phones(text, links),
        emails=_emails(text, links),
        words=sum(len(b.text.split()) for b in walker.blocks),
        folded=walker.folding.away,
        scripts=len(tree.css("script")),
        widgets=walker.widgets,
        images_without_alt=tuple(walker.images_without_alt[:50]),
        text_hash=hashlib.blake2b(f"{first_h1}\n{text}".lower().encode("utf-8", "replace"), digest_size=8).hexdigest(),
        sha256=_sha256(body),
        landmarks=tuple(dict.fromkeys(walker.landmarks)),
        notes=notes,
        **head,
    )


def has_main(tree: LexborHTMLParser) -> bool:
    """Whether the page marks up its main part."""
    return tree.css_first("main, [role=main], #main, #content, #main-content, #maincontent") is not None


def _sha256(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def _unique_ids(tree: LexborHTMLParser) -> frozenset[str]:
    counts = Counter(i for n in tree.css("[id]") if (i := n.attributes.get("id")) and SAFE_ID.match(i))
    return frozenset(i for i, n in counts.items() if n == 1)


def _id_texts(tree: LexborHTMLParser) -> dict[str, str]:
    wanted = {
        i
        for n in tree.css("[aria-labelledby]")
        for i in (n.attributes.get("aria-labelledby") or "").split()
        if SAFE_ID.match(i)
    }
    found = {i: tree.css_first(f"#{i}") for i in sorted(wanted)[:200]}
    return {i: clean(n.text(separator=" ")) for i, n in found.items() if n is not None}


def _text_of(tree: LexborHTMLParser, selector: str) -> str:
    node = tree.css_first(selector)
    return node.text(separator=" ") if node is not None else ""


def _head(tree: LexborHTMLParser, addresses: Addresses) -> dict[str, Any]:
    """What ``<html>`` and ``<head>`` say, as fields of ``Page``."""
    html = tree.css_first("html")
    metas: dict[str, str] = {}
    refresh = ""
    for node in tree.css("meta"):
        name = (node.attributes.get("name") or node.attributes.get("property") or "").strip().lower()
        content = node.attributes.get("content") or ""
        if name:
            metas.setdefault(name, clean(content))
        elif (node.attributes.get("http-equiv") or "").strip().lower() == "refresh" and not refresh:
            match = re.search(r"url\s*=\s*['\"]?\s*([^'\"]+)", content, re.IGNORECASE)
            refresh = addresses.absolute(match[1]) if match else ""
    canonical = ""
    alternates: list[tuple[str, str]] = []
    for node in tree.css("link[rel][href]"):
        rel = (node.attributes.get("rel") or "").lower().split()
        href = node.attributes.get("href") or ""
        if "canonical" in rel and not canonical:
            canonical = addresses.absolute(href)
        elif "alternate" in rel and node.attributes.get("hreflang") and len(alternates) < 50:
            alternates.append((clean(node.attributes.get("hreflang")), addresses.absolute(href)))
    return {
        "lang": clean(html.attributes.get("lang")) if html is not None else "",
        "description": metas.get("description", "")[:1000],
        "viewport": metas.get("viewport"),
        "canonical": canonical,
        "generator": metas.get("generator", "")[:200],
        "refresh": refresh,
        "robots_meta": metas.get("robots", "")[:200],
        "hreflang": tuple(alternates),
    }


def _json_crumbs(tree: LexborHTMLParser, addresses: Addresses) -> tuple[Crumb, ...]:
    for node in tree.css('script[type="application/ld+json"]')[:10]:
        try:
            data = json.loads(node.text())
        except (ValueError, RecursionError):
            continue
        for thing in data if isinstance(data, list) else [data]:
            if (
                isinstance(thing, dict)
                and thing.get("@type") == "BreadcrumbList"
                and isinstance(thing.get("itemListElement"), list)
            ):
                return tuple(c for c in (_crumb(i, addresses) for i in thing["itemListElement"][:20]) if c.text)
    return ()


def _crumb(item: object, addresses: Addresses) -> Crumb:
    entry: dict[str, Any] = item if isinstance(item, dict) else {}
    target = entry.get("item")
    name = entry.get("name") or (target.get("name") if isinstance(target, dict) else "")
    href = target.get("@id") if isinstance(target, dict) else target
    return Crumb(
        text=clean(str(name or ""))[:200], url=addresses.absolute(href) if isinstance(href, str) and href else ""
    )


def _phones(text: str, links: tuple[Link, ...]) -> tuple[str, ...]:
    dialled = [
        k.text or k.url.removeprefix("tel:") for k in links if k.kind is LinkKind.TEL and k.region is Region.MAIN
    ]
    return tuple(dict.fromkeys([*phones.written(text), *dialled]))[:50]


def _emails(text: str, links: tuple[Link, ...]) -> tuple[str, ...]:
    written = [m.group() for m in EMAIL.finditer(text[:200_000])]
    linked = [
        k.url.removeprefix("mailto:").partition("?")[0]
        for k in links
        if k.kind is LinkKind.MAIL and k.region is Region.MAIN
    ]
    return tuple(dict.fromkeys([*written, *linked]))[:50]
