"""Bytes that break clients: bombs, wrong lengths, silence, odd HTTP. One page is lost at most, by name; the rest is read."""

import gzip
import socket
import sys
import time
import zlib
from collections.abc import Mapping
from itertools import cycle, islice
from pathlib import Path

import brotli
import pytest

from hostile import SUBJECTS, Request, Said, Say, council, crawled, drip, drop, good, hang, links, page, reply

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

BIG = 12_000_000


def at(said: Mapping[str, Said]) -> Say:
    """A hazard that answers some addresses, and leaves the others to the council."""
    return lambda request: said.get(request.path)


def bomb_gzip() -> bytes:
    packed = zlib.compressobj(9, zlib.DEFLATED, 31)
    zeros = b"<p>" * 350_000
    return b"".join([packed.compress(zeros) for _ in range(200)]) + packed.flush()


def zstd_bomb(window: int = 0x60) -> bytes:
    """Blocks of 128 KB of the same byte, four bytes each: 128 MB in 4 KB."""
    return b"\x28\xb5\x2f\xfd\x00" + bytes([window]) + b"\x02\x00\x10 " * 1000 + b"\x01\x00\x00"


@pytest.mark.parametrize(("coding", "body", "outcome"), [
    ("gzip", bomb_gzip(), "too_large"),
    ("br", brotli.compress(b"<p>hello" * 8_000_000, quality=5), "too_large"),
    ("deflate", zlib.compress(b"<p>" * 20_000_000), "too_large"),
    ("zstd", zstd_bomb(), "too_large"),
    ("zstd", zstd_bomb(0xA0), "too_large"),
    ("zstd", zstd.compress(b"") * 200, "too_large"),
    ("zstd", zstd.compress(b"<p>whole</p>" * 5000)[:-3], "truncated"),
    ("zstd", b"\x28\xb5\x2f\xfd\xff\xff" + b"\xff" * 300, "network_error"),
    ("lzma", b"x", "network_error"),
    (", ".join(["gzip"] * 200), b"\x1f\x8b\x08", "network_error"),
    ("gzip", gzip.compress(b"") * 200_000, "too_large"),
    ("gzip", gzip.compress(b"<p>whole</p>" * 5000)[:-20], "truncated"),
    ("gzip", b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03" + b"\xff" * 500, "network_error"),
    ("br", brotli.compress(b"<p>whole</p>" * 5000)[:-3], "truncated"),
])  # fmt: skip
def test_a_packed_body_costs_its_own_page_alone(coding: str, body: bytes, outcome: str, tmp_path: Path) -> None:
    got = crawled(council(at({"/packed": reply(200, body, content_encoding=coding)}), "/packed"), tmp_path / "run")

    assert got.outcomes["/packed"] == outcome
    assert got.read == good()
    assert got.seconds < 20


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd", "deflate", "identity"])
def test_an_honestly_packed_page_is_read(coding: str, tmp_path: Path) -> None:
    plain = page("Packed", links("/after")).partition(b"\r\n\r\n")[2]
    packed = {"gzip": gzip.compress(plain[:50]) + gzip.compress(plain[50:]), "br": brotli.compress(plain), "zstd": zstd.compress(plain[:50]) + zstd.compress(plain[50:]), "deflate": zlib.compress(plain)[2:-4], "identity": plain}  # fmt: skip
    said = {"/packed": reply(200, packed[coding], content_encoding=coding), "/after": page("After")}

    assert {"/packed", "/after"} < crawled(council(at(said), "/packed"), tmp_path / "run").read


def test_bodies_without_end_are_left_early(tmp_path: Path) -> None:
    sent = {"chunked": 0, "length": 0}

    def pour(name: str, head: bytes, piece: bytes) -> Said:
        def write(conn: socket.socket) -> None:
            conn.sendall(head)
            for _ in range(4000):
                conn.sendall(piece)
                sent[name] += len(piece)

        return write

    block = b"<p>" + b"word " * 13_000
    said = {
        "/huge/chunked": pour("chunked", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n", b"%x\r\n%s\r\n" % (len(block), block)),
        "/huge/length": pour("length", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 200000000\r\n\r\n", block),
        "/huge/endless": pour("chunked", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", block),
        "/plan.pdf": reply(200, b"", content_type="application/pdf", content_length="314572800"),
        "/video": pour("length", b"HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\nContent-Length: 2000000000\r\n\r\n", b"\0" * 65_536),
        "/lying": reply(200, b"%PDF-1.7 " + b"\0" * 1000, content_type="text/html"),
        "/octets": page("Octets", links("/after"), content_type="application/octet-stream"),
        "/after": page("After"),
    }  # fmt: skip
    got = crawled(council(at(said), *list(said)[:-1]), tmp_path / "run")

    assert {got.outcomes[f"/huge/{n}"] for n in ("chunked", "length", "endless")} == {"too_large"}
    assert got.outcomes["/plan.pdf"] == got.outcomes["/video"] == "not_html"
    assert good() | {"/octets", "/after"} <= got.read
    assert sent["chunked"] + sent["length"] < 60_000_000


@pytest.mark.parametrize("wire", [
    drip(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + b"<p>slow" * 1000), drip(b"HTTP/1.1 200 OK\r\nX-Slow: yes\r\n" * 100), hang,
])  # fmt: skip
def test_a_page_that_never_ends_or_never_begins_has_a_deadline(wire: object, tmp_path: Path) -> None:
    got = crawled(council(at({"/slow": wire}), "/slow"), tmp_path / "run", timeout=1.0)  # type: ignore[dict-item]  # a wire

    assert got.outcomes["/slow"] == "timeout"
    assert good() <= got.read
    assert got.seconds < 8


def test_a_body_that_drips_is_given_up_although_each_read_is_quick(tmp_path: Path) -> None:
    def say(conn: socket.socket) -> None:
        conn.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<h1>Slow")
        for byte in islice(cycle(b"slow "), 300):
            conn.sendall(bytes([byte]))
            time.sleep(0.05)

    got = crawled(council(at({"/slow": say}), "/slow"), tmp_path / "run", timeout=1.0)

    assert got.outcomes["/slow"] == "timeout"


def half(request: Request, *, once: bool, seen: dict[str, int]) -> Said:
    seen[request.path] = seen.get(request.path, 0) + 1
    if once and seen[request.path] > 1:
        return page(request.path.strip("/").replace("/", " "))

    def write(conn: socket.socket) -> None:
        if request.path.endswith("body"):
            conn.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9000\r\n\r\n<h1>Half of")
            time.sleep(0.05)
        drop(conn)

    return write


@pytest.mark.parametrize("once", [True, False])
def test_connections_that_break_are_tried_again_and_named(once: bool, tmp_path: Path) -> None:
    seen: dict[str, int] = {}

    def hazard(request: Request) -> Said:
        return half(request, once=once, seen=seen) if request.path in ("/reset/body", "/reset/head") else None

    got = crawled(council(hazard, "/reset/body", "/reset/head"), tmp_path / "run")

    wanted = ("ok", "ok") if once else ("truncated", "network_error")
    assert (got.outcomes["/reset/body"], got.outcomes["/reset/head"]) == wanted
    assert good() <= got.read
    assert max(seen.values()) <= 4


WHOLE = page("Whole", links("/after")).partition(b"\r\n\r\n")[2]
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
CHUNKED = b"%x\r\n%s\r\n" % (len(WHOLE), WHOLE)


@pytest.mark.parametrize(("length", "body", "outcomes"), [
    (b"Content-Length: 99999\r\n", WHOLE, {"truncated"}),
    (b"Content-Length: %d\r\n" % (len(WHOLE) - 30), WHOLE, {"ok", "network_error"}),
    (b"Content-Length: %d\r\nContent-Length: %d\r\n" % (len(WHOLE), len(WHOLE)), WHOLE, {"ok", "network_error"}),
    (b"Content-Length: 10\r\nContent-Length: 20\r\n", WHOLE, {"network_error"}),
    (b"Content-Length: -5\r\n", WHOLE, {"network_error"}),
    (b"Content-Length: many\r\n", WHOLE, {"network_error"}),
    (b"Content-Length: 10\r\nTransfer-Encoding: chunked\r\n", CHUNKED + b"0\r\n\r\n", {"ok", "network_error"}),
    (b"Transfer-Encoding: chunked\r\n", CHUNKED, {"truncated"}),
    (b"Transfer-Encoding: chunked\r\n", b"zz\r\nno chunk\r\n", {"truncated", "network_error"}),
    (b"Content-Length: " + b"9" * 5000 + b"\r\n", WHOLE, {"too_large", "network_error"}),
])  # fmt: skip
def test_wrong_lengths_are_named_and_never_judged_as_whole(
    length: bytes, body: bytes, outcomes: set[str], tmp_path: Path
) -> None:
    got = crawled(
        council(at({"/cl": HEAD + length + b"\r\n" + body, "/after": page("After")}), "/cl"), tmp_path / "run"
    )

    assert got.outcomes["/cl"] in outcomes
    assert good() <= got.read
    assert len(got.server.asked) < 30


ODD = {
    "trailers": HEAD + b"Transfer-Encoding: chunked\r\n\r\n%x;name=value\r\n%s\r\n0\r\nX-Sum: 1\r\n\r\n" % (len(WHOLE), WHOLE),
    "small-chunks": HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"".join(b"1\r\n%c\r\n" % b for b in WHOLE) + b"0\r\n\r\n",
    "http-1.0": b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + WHOLE,
    "no-reason": b"HTTP/1.1 200 \r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(WHOLE) + WHOLE,
    "folded": HEAD + b"X-Long: one\r\n two\r\n\tthree\r\nContent-Length: %d\r\n\r\n" % len(WHOLE) + WHOLE,
    "long-header": HEAD + b"X-Long: " + b"x" * 64_000 + b"\r\nContent-Length: %d\r\n\r\n" % len(WHOLE) + WHOLE,
    "many-headers": HEAD + b"".join(b"X-%d: y\r\n" % n for n in range(1000)) + b"Content-Length: %d\r\n\r\n" % len(WHOLE) + WHOLE,
    "early-hints": b"HTTP/1.1 103 Early Hints\r\nLink: </x.css>; rel=preload\r\n\r\n" + HEAD + b"Content-Length: %d\r\n\r\n" % len(WHOLE) + WHOLE,
    "continue": b"HTTP/1.1 100 Continue\r\n\r\n" + HEAD + b"Content-Length: %d\r\n\r\n" % len(WHOLE) + WHOLE,
    "no-length": HEAD + b"\r\n" + WHOLE,
    "latin-header": HEAD + b"X-Name: caf\xe9\r\nContent-Length: %d\r\n\r\n" % len(WHOLE) + WHOLE,
    "repeated": HEAD + b"Set-Cookie: a=1\r\nSet-Cookie: b=2\r\nVary: a\r\nVary: b\r\nContent-Length: %d\r\n\r\n" % len(WHOLE) + WHOLE,
    "upper-case": b"HTTP/1.1 200 OK\r\nCONTENT-TYPE: TEXT/HTML\r\ncontent-LENGTH:%d   \r\n\r\n" % len(WHOLE) + WHOLE,
    "empty-header": HEAD + b"X-Empty:\r\nContent-Length: %d\r\n\r\n" % len(WHOLE) + WHOLE,
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(ODD))
def test_odd_but_valid_http_is_read_with_what_it_leads_to(name: str, tmp_path: Path) -> None:
    got = crawled(council(at({"/odd": ODD[name], "/after": page("After")}), "/odd"), tmp_path / "run")

    assert got.outcomes["/odd"] == "ok", got.records["/odd"].reason
    assert good() | {"/after"} <= got.read


@pytest.mark.parametrize("said", [
    b"", b"\r\n", b"HELO council\r\n", b"HTTP/1.1 9999 What\r\n\r\n", b"HTTP/1.1 abc\r\n\r\n", b"HTTP/3.7 200 OK\r\n\r\n", b"<html><h1>No head at all</h1>",
    b"HTTP/1.1 200 OK\r\n: nothing\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\n\n<h1>x", b"\xff\xfe\x00" * 500, b"HTTP/1.1 200 OK\r\nX: \x00\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nX: " + b"x" * 2_000_000, b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n", b"HTTP/1.1 304 Not Modified\r\n\r\n",
    b"HTTP/1.1 204 None\r\n\r\n", b"HTTP/1.1 206 Part\r\nContent-Range: bytes 0-1/9\r\nContent-Length: 2\r\n\r\n<p", b"HTTP/1.1 300 Many\r\n\r\n", b"HTTP/1.1 302 No place\r\n\r\n",
    b"HTTP/1.1 418 Teapot\r\nContent-Length: 0\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 0\r\n\r\n",
])  # fmt: skip
def test_what_is_no_answer_is_named_and_nothing_is_lost_beside_it(said: bytes, tmp_path: Path) -> None:
    got = crawled(council(at({"/odd": said}), "/odd"), tmp_path / "run", timeout=2.0)

    assert got.outcomes["/odd"] not in ("ok", "internal_error")
    assert got.records["/odd"].reason
    assert got.read == good()


def test_a_second_answer_that_nobody_asked_for_is_never_the_next_page(tmp_path: Path) -> None:
    poison = page("POISON")
    honest = council()

    def say(request: Request) -> Said:
        said = honest(request)
        return said + poison if isinstance(said, bytes) else said

    got = crawled(say, tmp_path / "run")

    assert good() == got.read
    assert not any("POISON" in title for title in got.titles.values())


DEEP = {
    "divs": "<div>" * 100_000,
    "formatting": "<b><i><font><em>" * 10_000,
    "tables": "<table><tr><td>" * 20_000,
    "lists": "<ul><li>" * 20_000,
    "svg": "<svg><g>" * 20_000,
    "selects": "<select><option>" * 20_000,
    "templates": "<template>" * 20_000,
    "links": "<a href=/x>" * 20_000,
    "forms": "<form><button>" * 20_000,
}


@pytest.mark.parametrize("name", sorted(DEEP))
def test_deep_nests_cost_no_page_but_their_own_and_links_before_them_are_found(name: str, tmp_path: Path) -> None:
    said = {"/deep": page("Deep", links("/after") + DEEP[name] + "end"), "/after": page("After")}

    got = crawled(council(at(said), "/deep"), tmp_path / "run")

    assert good() | {"/after"} <= got.read
    assert got.seconds < 30


GIANT = {
    "title": f"<title>{'t' * 5_000_000}</title>",
    "attribute": f'<p title="{"a" * 5_000_000}">x</p>',
    "quoted": "<p " + " ".join(f"a{n}='it says {n} > {n - 1}'" for n in range(40_000)) + ">x</p>",
    "attributes": f"<p {' '.join(f'a{n}=1' for n in range(100_000))}>x</p>",
    "comment": f"<!--{'c' * 1_000_000}-->",
    "entities": "&amp;" * 400_000,
    "tag": f"<{'x' * 1_000_000}>",
    "classes": f'<p class="{" ".join(f"c{n}" for n in range(50_000))}">x</p>',
    "word": "w" * 2_000_000,
    "address": f'<a href="/{"u" * 1_000_000}">long</a>',
    "ids": "".join(f"<p id=i{n}>x" for n in range(50_000)),
    "nuls": "\0" * 1_000_000,
}


@pytest.mark.parametrize("name", sorted(GIANT))
def test_giant_tokens_cost_no_page_but_their_own(name: str, tmp_path: Path) -> None:
    said = {"/giant": page("Giant", links("/after") + GIANT[name]), "/after": page("After")}

    got = crawled(council(at(said), "/giant"), tmp_path / "run")

    assert good() | {"/after"} <= got.read
    assert got.seconds < 30


def test_a_page_that_blocks_its_parser_is_given_up_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("citizencheck.crawl.parsing.DEADLINE", 0.001)
    said = {
        "/large": page("Large", "<p>large</p>" * 120_000),
        "/large-too": page("Large too", "<p>as large</p>" * 120_000),
    }

    got = crawled(council(at(said), *said), tmp_path / "run")

    assert got.outcomes["/large"] == got.outcomes["/large-too"] == "internal_error"
    assert "given up" in got.records["/large"].reason
    assert got.read == good()


CHARSETS = [
    ("windows-1252", "Café – £5", "iso-8859-1", ""), ("windows-1252", "Café £5", "", '<meta charset="latin1">'), ("utf-8", "Café ✓", "utf-8", '<meta charset="windows-1251">'),
    ("utf-8", "Ysgol ŵ", "", '<meta charset="utf-16">'), ("utf-8-sig", "Café", "windows-1251", ""), ("utf-16", "Café 漢", "", ""), ("koi8-r", "Привет", "koi8-r", ""),
    ("shift_jis", "日本", "", '<meta http-equiv="Content-Type" content="text/html; charset=shift_jis">'), ("gb18030", "中文", "gb2312", ""), ("euc-kr", "한국", "euc-kr", ""),
    ("iso-8859-15", "€5", "iso-8859-15", ""), ("big5", "中文", "big5", ""), ("utf-8", "ŵ ŷ", "", ""), ("windows-1251", "Привет", "WINDOWS-1251 ", ""),
    ("euc-jp", "日本", 'text/html; charset="euc-jp"', ""), ("utf-8", "Café", "utf8", ""), ("utf-8", "Café", "nonsense", '<meta charset="utf-8">'),
]  # fmt: skip


@pytest.mark.parametrize(("coding", "title", "header", "meta"), CHARSETS)
def test_pages_are_decoded_as_browsers_do(coding: str, title: str, header: str, meta: str, tmp_path: Path) -> None:
    body = f"<html><head>{meta}<title>{title}</title></head><body><h1>{title}</h1><p>All about it, in its own words.</p></body></html>".encode(
        coding
    )
    kind = header if "/" in header else f"text/html; charset={header}" if header else "text/html"

    got = crawled(council(at({"/c": reply(200, body, content_type=kind)}), "/c"), tmp_path / "run")

    assert got.titles["/c"] == title


def test_the_good_pages_are_all_that_the_clean_council_has(tmp_path: Path) -> None:
    """The control: without a hazard all is read, once, and nothing is said of it."""
    got = crawled(council(), tmp_path / "run")

    assert got.read == good()
    assert (got.info.status, got.info.reason) == ("complete", "")
    assert sorted(p for p in got.server.paths if p in good()) == sorted(good())
    assert got.server.busiest <= 2
    assert len(SUBJECTS) == 12
