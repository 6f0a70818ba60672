"""Public conformance cases, read where they lie: ``CITIZENCHECK_SUITES``, else ``../shared/suites`` beside the project.

They are others' data and no part of the project. A few typed cases of our own always run.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from citizencheck.crawl.robots import parse
from citizencheck.model.url import resolve

SUITES = Path(os.environ.get("CITIZENCHECK_SUITES") or Path(__file__).parents[3] / "shared" / "suites")

URL_DIFFERENCES = {
    # Labels that are no valid Punycode: the standard refuses the host, ada 4.0 keeps it as written. No such name resolves.
    "http://a.b.c.xn--pokxncvks/",
    "http://10.0.0.xn--pokxncvks/",
    "https://xn--/",
}
ROBOTS_DIFFERENCES = {
    # (case, agent, address): what Google's parser says of it and ours does not, by the reason.
    # Unknown lines do not end a group of agents for Google; for Protego they do.
    ("ID_LineSyntax_Groups_OtherRules", "FooBot", "http://foo.bar/"),
    # A product token ends at its first space for Google ("Foo Bar" is "Foo"); RFC 9309 allows no space in one at all.
    ("ID_UserAgentValueCaseInsensitive", "Foo", "http://foo.bar/a/b"),
    ("ID_UserAgentValueCaseInsensitive", "foo", "http://foo.bar/a/b"),
    ("GoogleOnly_AcceptUserAgentUpToFirstSpace", "Foo", "http://foo.bar/x/y"),
    ("GoogleOnly_AcceptUserAgentUpToFirstSpace", "Foo Bar", "http://foo.bar/x/y"),
    # Google compares an address as it is given; we compare octets, as RFC 9309 2.2.2 asks: %E3%83%84 and its letter are one.
    ("ID_Encoding", "FooBot", "http://foo.bar/foo/bar/ツ"),
    ("ID_Encoding", "FooBot", "http://foo.bar/foo/bar/baz"),
}


def cases(name: str) -> list[dict[str, Any]]:
    file = SUITES / name
    if not file.is_file():
        pytest.skip(f"there is no {file}: the public conformance cases were not tried (set CITIZENCHECK_SUITES)")
    found: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))
    return found


def test_addresses_resolve_by_the_whatwg_cases() -> None:
    all_cases = cases("urls_wpt_http.json")

    wrong = [
        got
        for c in all_cases
        if (got := resolve(c["input"], c["base"] or "")) != (None if c.get("failure") else c["href"].partition("#")[0])
    ]

    assert len(all_cases) - len(wrong) >= 460
    assert set(wrong) == URL_DIFFERENCES


def test_robots_are_read_by_googles_cases() -> None:
    all_cases = cases("robots_google.json")

    wrong = [
        (c["test"], c["agent"], c["url"])
        for c in all_cases
        if parse(c["robots"].encode(), c["agent"]).allows(c["url"]) is not c["allowed"]
    ]

    assert len(all_cases) - len(wrong) >= 130
    assert set(wrong) == ROBOTS_DIFFERENCES


@pytest.mark.parametrize(("href", "base", "address"), [
    ("../bins?x=1#top", "https://a.uk/s/t/", "https://a.uk/s/bins?x=1"),
    ("//b.uk\\c", "https://a.uk/", "https://b.uk/c"),
    (" \thttps://A.uk:443/./x/%2e%2E/y \n", "", "https://a.uk/y"),
    ("http://0x7f.1/", "", "http://127.0.0.1/"),
    ("http://017700000001/", "", "http://127.0.0.1/"),
    ("http://[::ffff:7f00:1]/", "", "http://[::ffff:7f00:1]/"),
    ("http://ⓐ.uk/é?ü", "", "http://a.uk/%C3%A9?%C3%BC"),
    ("http://a b/", "https://a.uk/", None),
    ("http://a.uk:99999/", "", None),
    ("bins", "", None),
])  # fmt: skip
def test_addresses_resolve_as_in_a_browser(href: str, base: str, address: str | None) -> None:
    assert resolve(href, base) == address


@pytest.mark.parametrize(("text", "path", "allowed"), [
    ("user-agent: *\ndisallow: /p", "/page", False),
    ("user-agent: *\ndisallow: /p", "/P", True),
    ("user-agent: *\ndisallow: /p\nallow: /page", "/page", True),
    ("user-agent: *\ndisallow: /page\nallow: /page", "/page", True),
    ("user-agent: *\ndisallow: /*.pdf$", "/a.pdf", False),
    ("user-agent: *\ndisallow: /*.pdf$", "/a.pdf?x", True),
    ("user-agent: other\ndisallow: /\nuser-agent: CitizenCheck\ndisallow: /x", "/y", True),
    ("user-agent: citizencheck\ndisallow: /x\nuser-agent: *\ndisallow: /y\nuser-agent: citizencheck\ndisallow: /z", "/z", False),
    ("user-agent: *\ndisallow: /caf%c3%a9", "/caf%C3%A9", False),
    ("\ufeffuser-agent: *\r\ndisallow: /x\r\n", "/x", False),
    ("user-agent: *\rdisallow: /x\r", "/x", False),
    ("disallow: /x", "/x", True),
])  # fmt: skip
def test_robots_are_read_as_the_standard_says(text: str, path: str, allowed: bool) -> None:
    assert parse(text.encode()).allows(f"https://a.uk{path}") is allowed
