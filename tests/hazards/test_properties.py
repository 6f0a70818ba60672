"""What holds for every address, every robots.txt and every text, not only for those that somebody thought of."""

import csv
import io
import json
import re
from html.parser import HTMLParser

from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from citizencheck.crawl.decode import TooMuchError, UnreadableError, decoder
from citizencheck.crawl.robots import MAX_BYTES, parse
from citizencheck.crawl.scope import Scope, is_public, is_unsafe, literal_ip
from citizencheck.crawl.sitemap import read_sitemap
from citizencheck.crawl.throttle import retry_after
from citizencheck.crawl.traps import family, grows, is_dated
from citizencheck.extract import extract
from citizencheck.extract.decoding import decode, tame
from citizencheck.model.url import host, identity, path_of, resolve, scheme, slug_words, template
from citizencheck.report.escape import for_csv, for_json, for_markdown, for_terminal, for_xml, plain, safe_link

TEXT = st.text(st.characters(exclude_categories=[]), max_size=80)
HREF = st.one_of(
    TEXT,
    st.from_regex(r"(https?:)?[/\\]{0,3}[a-z0-9.@:%\[\]]{0,20}[/\\][ -~]{0,30}", fullmatch=True),
    st.lists(st.sampled_from(["..", ".", "a", "b;jsessionid=1", "%e9", "%E9", "é", "", "?x=1", "&y", "#z", "//", ":"]), max_size=8).map("/".join),
)  # fmt: skip
BASE = "https://www.anytown.gov.uk/services/bins/"
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@given(HREF)
@example("http://[::1")
@example("//127.0.0.1@10.0.0.1/")
@example("https://a.uk:0443/%zz?%")
def test_every_address_resolves_once_and_for_all(href: str) -> None:
    address = resolve(href, BASE)

    if address is not None:
        assert resolve(address, "") == address
        assert address.isascii()
        assert "#" not in address
        assert not re.search(r"[\s\x00-\x1f]", address) or scheme(address) not in ("http", "https")
    if address is not None and scheme(address) in ("http", "https"):
        for name in (identity(address), template(address), family(address), host(address), path_of(address), slug_words(address)):  # fmt: skip
            assert isinstance(name, str)
        assert identity(identity(address)) == identity(address)
        for judged in (grows, is_dated, is_unsafe, literal_ip):
            judged(address)


@given(HREF)
def test_no_spelling_of_an_address_opens_a_private_door(href: str) -> None:
    scope = Scope("https://www.anytown.gov.uk/")
    address = resolve(href, BASE)

    if address is not None and scheme(address) in ("http", "https") and (ip := literal_ip(address)) is not None:
        assert scope.may_connect(host(address), 80, ip) is is_public(ip)
        assert not scope.holds(address)


@given(st.ip_addresses())
def test_a_mapped_address_is_as_private_as_the_one_in_it(ip: object) -> None:
    inner = str(ip)
    if "." in inner:
        assert is_public(f"::ffff:{inner}") is is_public(inner)


LINES = st.lists(
    st.one_of(
        st.builds("{}: {}".format, st.sampled_from(["User-agent", "Disallow", "Allow", "Crawl-delay", "Sitemap", "Noindex", ""]), TEXT),
        st.sampled_from(["User-agent: *", "User-agent: citizencheck", "Disallow: /x", "Allow: /x/y$", "Disallow: /*.pdf$", "Crawl-delay: nan"]),
        TEXT,
    ),
    max_size=12,
)  # fmt: skip


@given(LINES, st.sampled_from(["\n", "\r", "\r\n"]))
def test_every_robots_file_is_read_and_line_ends_make_no_difference(lines: list[str], end: str) -> None:
    body = end.join(lines).encode("utf-8", "replace")
    rules = parse(body)

    assert rules.allows(BASE) in (True, False)
    assert rules.crawl_delay is None or 0 <= rules.crawl_delay < float("inf")
    assert parse(b"\xef\xbb\xbf" + body).allows(BASE) is rules.allows(BASE)
    kept = [line for line in lines if not re.search(r"[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", line)]
    readings = {parse(e.join(kept).encode("utf-8", "replace")).allows(BASE) for e in ("\n", "\r\n")}
    assert len(readings) == 1


@given(st.lists(st.sampled_from(["/a", "/b/", "/c.pdf", "/d?x"]), min_size=1, max_size=4), st.integers(0, 60_000))
def test_rules_within_the_first_500_kib_hold_whatever_follows(paths: list[str], filler: int) -> None:
    rules = "User-agent: *\n" + "".join(f"Disallow: {p}\n" for p in paths)
    body = (rules + "# " + "x" * filler + "\n").encode() + b"#" * MAX_BYTES

    assert not any(parse(body).allows(f"https://a.uk{p}") for p in paths)
    assert parse(body).allows("https://a.uk/elsewhere")


@given(TEXT)
@example("\x1b]8;;http://evil\x07x")
@example("\u202egnp.exe")
@example("\r=1+1")
@example("\u200b=1+1")
@example("\x1b[0m=1")
def test_every_text_is_harmless_in_every_format(text: str) -> None:
    assert not CONTROL.search(for_terminal(text))
    assert not CONTROL.search(for_markdown(text))
    assert plain(plain(text)) == plain(text)
    cell = for_csv(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    out = io.StringIO()
    csv.writer(out).writerow([cell, "after"])
    assert list(csv.reader(io.StringIO(out.getvalue()))) == [[cell, "after"]]
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", for_xml(text))
    escaped = for_json(json.dumps(text, ensure_ascii=False))
    assert json.loads(escaped) == text.encode("utf-8", "replace").decode()
    assert not CONTROL.search(escaped)


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.found.append(tag)


@given(TEXT)
@example("[a](javascript:x)")
@example("<b onclick=x>")
@example("&lt;script&gt;")
def test_text_in_markdown_becomes_no_markup(text: str) -> None:
    html = MarkdownIt("commonmark").render(f"x {for_markdown(text)} y")
    tags = Tags()
    tags.feed(html)

    assert tags.found == ["p"]


@given(HREF)
def test_only_web_addresses_become_links(href: str) -> None:
    assert re.match(r"^(?:https?://.*)?$", safe_link(href), re.IGNORECASE)
    assert not CONTROL.search(safe_link(href))


MARKUP = st.lists(
    st.sampled_from(["<a href=/x>", "</a>", "<div>", "</p>", "<svg>", "<template>", "<table>", "<h1>", "<title>", "<!--", "-->", "<area href=/y>", "<base href='//z'>", "<form>", "<input name=a>", '"', "'", ">", "<", "&#0;", "\0", "é", "words "]),
    max_size=30,
).map("".join)  # fmt: skip


@settings(max_examples=150)
@given(st.one_of(MARKUP.map(str.encode), st.binary(max_size=300)), TEXT)
def test_every_body_becomes_a_page(body: bytes, header: str) -> None:
    page = extract(body, BASE, header)

    assert decode(body, header).encode("utf-8", "replace") is not None
    assert len(tame(body)[0]) <= len(body)
    assert all(link.url == "" or scheme(link.url) for link in page.links)
    assert "\0" not in page.title + page.text


@given(st.binary(max_size=400))
def test_every_sitemap_and_every_packed_body_is_survived(body: bytes) -> None:
    pages, maps = read_sitemap(body)
    assert all(isinstance(u, str) for u in pages + maps)
    read_sitemap(b"\x1f\x8b" + body)
    for coding in ("gzip", "deflate", "br", "zstd"):
        magic = {"gzip": b"\x1f\x8b\x08", "zstd": b"\x28\xb5\x2f\xfd"}.get(coding, b"")
        try:
            out = decoder(coding, 100).feed(magic + body)
        except (TooMuchError, UnreadableError):
            continue
        assert len(out) <= 100


@given(st.one_of(TEXT, st.from_regex(r"-?[0-9]{1,12}(\.[0-9]+)?", fullmatch=True)))
def test_every_wait_that_is_asked_for_is_a_number_of_seconds_or_none(value: str) -> None:
    wait = retry_after(value, 1_700_000_000.0)

    assert wait is None or 0 <= wait < 10**12
