"""Pages to bytes and back. What a template repeats (header, menus, footer) is one record shared by all pages that carry it."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from pydantic import TypeAdapter

from citizencheck.model import FURNITURE, Link, LinkKind, Menu, Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """Links and menus outside the main part of a page. A link that stays on its page has no address here, so that all pages share it."""

    links: tuple[Link, ...]
    menus: tuple[Menu, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A page without its furniture; ``runs`` says how own and furniture links alternate: even places furniture, odd ones own."""

    page: Page
    runs: tuple[int, ...]


_STORED: Final = TypeAdapter(Stored)
_FURNITURE: Final = TypeAdapter(Furniture)


def split(page: Page) -> tuple[Stored, Furniture]:
    """A page as its own part and its furniture."""
    own: list[Link] = []
    furniture: list[Link] = []
    runs = [0]
    for link in page.links:
        outside = link.region in FURNITURE
        (furniture if outside else own).append(replace(link, url="") if outside and _stays(link, page.url) else link)
        if (len(runs) % 2 == 1) != outside:
            runs.append(0)
        runs[-1] += 1
    return (
        Stored(page=replace(page, links=tuple(own), menus=()), runs=tuple(runs)),
        Furniture(links=tuple(furniture), menus=page.menus),
    )


def _stays(link: Link, page: str) -> bool:
    return link.kind is LinkKind.ANCHOR and link.url == page


def join(stored: Stored, furniture: Furniture) -> Page:
    """The page as it was before ``split``."""
    page = stored.page
    own, outside = iter(page.links), iter(furniture.links)
    links = [
        link if link.url or link.kind is not LinkKind.ANCHOR else replace(link, url=page.url)
        for i, run in enumerate(stored.runs)
        for link in islice(own if i % 2 else outside, run)
    ]
    return replace(page, links=tuple(links), menus=furniture.menus)


def pack_page(stored: Stored) -> bytes:
    """Compressed JSON."""
    return zlib.compress(_STORED.dump_json(stored, exclude_defaults=True), 1)


def unpack_page(data: bytes) -> Stored:
    """The inverse of ``pack_page``."""
    return _STORED.validate_json(zlib.decompress(data))


def pack_furniture(furniture: Furniture) -> tuple[str, bytes]:
    """(hash, compressed JSON)."""
    plain = _FURNITURE.dump_json(furniture, exclude_defaults=True)
    return hashlib.blake2b(plain, digest_size=16).hexdigest(), zlib.compress(plain, 6)


def unpack_furniture(data: bytes) -> Furniture:
    """The inverse of ``pack_furniture``."""
    return _FURNITURE.validate_json(zlib.decompress(data))
