"""Sitemaps, read as far as they can be trusted: no DTD, no entity, everything capped."""

from __future__ import annotations

import contextlib
import zlib
from typing import Final
from xml.parsers import expat

MAX_DECODED: Final = 50_000_000
MAX_ENTRIES: Final = 50_000
MAX_FILES: Final = 50
MAX_DEPTH: Final = 100


class _EnoughError(Exception):
    """What was wanted has been read, or what is refused has been met."""


def read_sitemap(body: bytes) -> tuple[list[str], list[str]]:
    """(pages, further sitemaps) named by a sitemap in XML, gzip or plain text; a broken one is read as far as it goes."""
    data = _inflate(body) if body.startswith(b"\x1f\x8b") else body[:MAX_DECODED]
    start = data[:2000].lstrip(b"\xef\xbb\xbf \r\n\t")
    if start.startswith((b"http://", b"https://")):
        lines = data.decode("utf-8", "replace").splitlines()[:MAX_ENTRIES]
        return [s for line in lines if (s := line.strip()).startswith(("http://", "https://"))], []
    if start[:200].lower().startswith((b"<!doctype html", b"<html")):
        return [], []
    return _read_xml(data)


def _inflate(body: bytes) -> bytes:
    inflater = zlib.decompressobj(47)
    out = []
    size = 0
    for i in range(0, len(body), 65_536):
        try:
            piece = inflater.decompress(body[i : i + 65_536], MAX_DECODED - size + 1)
        except zlib.error:
            break
        out.append(piece)
        size += len(piece)
        if size > MAX_DECODED or inflater.unconsumed_tail:
            break
    return b"".join(out)[:MAX_DECODED]


def _read_xml(data: bytes) -> tuple[list[str], list[str]]:
    pages: list[str] = []
    maps: list[str] = []
    stack: list[str] = []
    text: list[str] = []

    def start(name: str, _attributes: dict[str, str]) -> None:
        stack.append(name.rpartition(":")[2].lower())
        text.clear()
        if len(stack) > MAX_DEPTH:
            raise _EnoughError

    def end(_name: str) -> None:
        if stack and stack[-1] == "loc" and len(stack) > 1:
            (maps if stack[-2] == "sitemap" else pages).append("".join(text).strip()[:2000])
            if len(pages) + len(maps) >= MAX_ENTRIES:
                raise _EnoughError
        if stack:
            stack.pop()
        text.clear()

    def refuse(*_: object) -> None:
        raise _EnoughError

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text.append
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    # A truncated or hostile sitemap: what was read before stands.
    with contextlib.suppress(expat.ExpatError, _EnoughError, ValueError):
        parser.Parse(data, True)
    return pages, maps
