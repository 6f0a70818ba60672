"""Bytes to text, as the WHATWG Encoding standard and browsers do it."""

from __future__ import annotations

import re
from typing import Final

import webencodings
from w3lib.encoding import read_bom, resolve_encoding

MAX_BYTES: Final = 10_000_000
"""More than any page of a council needs; what is beyond it is cut, and the page says so."""

PRESCAN: Final = 4096
"""Bytes in which a page may declare its encoding: the standard says 1024, browsers forgive more."""
HEADER_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?\s*([^\s\"';,]+)", re.IGNORECASE)
CHARSET: Final = re.compile(rb"[\s\"';/]charset\s*=\s*[\"']?\s*([^\s\"'/>;]+)", re.IGNORECASE)
XML_ENCODING: Final = re.compile(rb"\s*<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']+)", re.IGNORECASE)
META: Final = re.compile(rb"<meta[\s/][^>]*>", re.IGNORECASE)
COMMENT: Final = re.compile(rb"<!--.*?-->", re.DOTALL)

MAX_DEPTH: Final = 2_000
"""Elements nested deeper than this cost the parser seconds (100,000 divs: 20 s and more), and no real page has them."""

MAX_TAGS: Final = 400_000
"""Ten times what the longest page of a council has; as many again would cost a gigabyte."""

LONG_TAG: Final = 20_000
MAX_ATTRIBUTES: Final = 1_000
ATTRIBUTE: Final = rb"""(?:[\s/]++[^\s=/>]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'>]++))?+)"""
WHOLE_TAG: Final = re.compile(rb"<[a-zA-Z][^\s/>]*+" + ATTRIBUTE + rb"*+")
"""A start tag with its attributes. It matches wherever one begins and never goes back, so that a body is scanned once."""
FIRST_ATTRIBUTES: Final = re.compile(rb"<[a-zA-Z][^\s/>]*+" + ATTRIBUTE + rb"{0,50}+")
CROWD: Final = re.compile(rb"<[a-zA-Z][^\s/>]*+" + ATTRIBUTE + rb"{%d}+" % MAX_ATTRIBUTES)

CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
TAG: Final = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,30})")
VOID: Final = frozenset(
    b"area base br col embed hr img input link meta source track wbr"
    b" p li dt dd option optgroup tr td th thead tbody tfoot colgroup rp rt".split()
)
"""Elements that hold no others, or that the next of their kind closes: many of them are a long list, not a deep one."""


def decode(body: bytes, content_type: str = "") -> str:
    """The text of an HTML body: byte order mark before header before what the body declares before a guess; never raises."""
    mark, _ = read_bom(body)
    header = HEADER_CHARSET.search(content_type)
    encoding = mark or (_codec(header[1]) if header else None) or _declared(body[:PRESCAN]) or _guess(body)
    return body.decode(encoding, "replace").removeprefix("\ufeff")


def _codec(label: str) -> str | None:
    """Python's codec for a label of the WHATWG Encoding standard; None for a label that browsers do not know."""
    found = webencodings.lookup(label)
    if found is None:
        return None
    return "cp1252" if found.name == "x-user-defined" else resolve_encoding(found.name) or str(found.codec_info.name)


def _declared(start: bytes) -> str | None:
    """The encoding that the first bytes of a page declare: an XML declaration, or the first ``meta`` with a label that is known."""
    labels = [m[1] for m in [XML_ENCODING.match(start)] if m]
    for tag in META.findall(COMMENT.sub(b"", start)):
        named = CHARSET.search(tag)
        if named and (b"http-equiv" in tag.lower() or b"content" not in tag.lower()):
            labels.append(named[1])
    codecs = (_codec(label.decode("latin-1")) for label in labels)
    found = next((c for c in codecs if c is not None), None)
    return "utf-8" if found and found.startswith("utf-16") else found  # what can be read as ASCII is no UTF-16


def _guess(body: bytes) -> str:
    """UTF-8 where it is, else what browsers take for English and Welsh where nothing is declared (WHATWG HTML)."""
    sample = body[:50_000]
    try:
        sample.decode("utf-8")
    except UnicodeDecodeError as e:
        if e.start < len(sample) - 4:
            return "cp1252"
    return "utf-8"


def tame(body: bytes) -> tuple[bytes, tuple[str, ...]]:
    """The body, cut where it would choke a parser, and notes that say so."""
    notes = []
    body, crowded = _without_crowds(body)
    if crowded:
        notes.append("most attributes of over-long tags left out")
    if len(body) > MAX_BYTES:
        body = body[:MAX_BYTES]
        notes.append(f"cut at {MAX_BYTES // 1_000_000} MB")
    cut = _too_deep(body)
    if cut is not None:
        body = body[:cut]
        notes.append(f"cut where elements nest deeper than {MAX_DEPTH}, or after {MAX_TAGS:,} of them")
    return body, tuple(notes)


def _without_crowds(body: bytes) -> tuple[bytes, int]:
    """The body with tags of thousands of attributes shortened: they cost the parser the square of their number."""
    if len(body) < LONG_TAG:
        return body, 0
    pieces: list[bytes] = []
    done = 0
    for tag in WHOLE_TAG.finditer(body):
        if tag.end() - tag.start() > LONG_TAG and CROWD.match(tag.group()):
            first = FIRST_ATTRIBUTES.match(tag.group())
            pieces += [body[done : tag.start()], first.group() if first else b""]
            done = tag.end()
    return (b"".join([*pieces, body[done:]]), 1) if pieces else (body, 0)


def _too_deep(body: bytes) -> int | None:
    """Where the nesting first passes ``MAX_DEPTH``, or the tags ``MAX_TAGS``: a rough count of opened less closed tags, cheap enough for every page."""
    if body.count(b"<") < MAX_DEPTH:
        return None
    depth = opened = 0
    for match in TAG.finditer(body):
        opened += not match[1]
        if match[2].lower() not in VOID:
            depth = max(0, depth - 1) if match[1] else depth + 1
        if depth > MAX_DEPTH or opened > MAX_TAGS:
            return match.start()
    return None


def clean(text: str | None) -> str:
    """Text with white space folded and control characters gone."""
    if not text:
        return ""
    folded = " ".join(text.split())
    return CONTROLS.sub("", folded) if not folded.isprintable() else folded
