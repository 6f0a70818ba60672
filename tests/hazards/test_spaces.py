"""Endless spaces: the crawl ends by itself, says so, and every good page is found."""

import datetime as dt
import random
import re
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from hostile import SUBJECTS, Request, Said, council, crawled, good, links, page, reply


def number(path: str) -> int:
    return int(re.findall(r"\d+", path)[-1])


def calendar(request: Request) -> Said:
    if not request.path.startswith("/events?"):
        return None
    asked = dict(parse_qsl(urlsplit(request.path).query))
    month = int(asked.get("month", "1"))
    days = [f"/events?month={month}&day={d}" for d in range(1, 29)]
    return page(
        f"Events {month} {asked.get('day', '')}",
        links(f"/events?month={month + 1}", f"/events?month={month - 1}", *days),
    )


def calendar_path(request: Request) -> Said:
    if not request.path.startswith("/diary/"):
        return None
    year, month, *day = (int(n) for n in re.findall(r"\d+", request.path))
    following = f"/diary/{year + month // 12}/{month % 12 + 1:02}/"
    before = f"/diary/{year - (month == 1)}/{(month - 2) % 12 + 1:02}/"
    days = [f"/diary/{year}/{month:02}/{d:02}/" for d in range(1, 29)]
    title = f"Diary of {'-'.join(map(str, day))} {month} {year}"
    return page(title, links(following, before, *days))


def facets(request: Request) -> Said:
    if not request.path.startswith("/find?") and request.path != "/find":
        return None
    chosen = dict(parse_qsl(urlsplit(request.path).query))
    rng = random.Random(request.path)
    names = [f"facet{i}" for i in range(10)]
    targets = []
    for name in names:
        for value in range(6):
            toggled = {**chosen, name: str(value)}
            order = sorted(toggled, key=lambda _: rng.random())
            targets.append("/find?" + "&".join(f"{k}={toggled[k]}" for k in order))
    return page("Find " + " ".join(f"{k} is {v}" for k, v in sorted(chosen.items())), links(*targets))


def calendar_of_dates(request: Request) -> Said:
    """Every day has words of its own, so that its address alone tells that it is a calendar."""
    if not request.path.startswith("/whats-on?date="):
        return None
    day = dt.date.fromisoformat(request.path[-10:])
    words = "".join(chr(97 + int(n)) for n in str(day.toordinal()))
    return page(
        f"On {words}", links(*(f"/whats-on?date={day + dt.timedelta(days=n)}" for n in (1, -1, 31, -31, 2, 3, 5, 8)))
    )


def breeding(request: Request) -> Said:
    """A relative link in every direction, and the same text at any depth."""
    if not request.path.startswith("/info/"):
        return None
    return page("Information", "".join(f'<a href="{n}/">{n}</a>' for n in "abcdef"))


def every_order(request: Request) -> Said:
    """Folders that lie in one another in any order, each page with words of its own."""
    if not request.path.startswith("/area/"):
        return None
    rng = random.Random(request.path)
    said = " ".join("".join(rng.choices("abcdefghij", k=6)) for _ in range(40))
    return page(
        said[:20], f"<p>{said}</p>" + "".join(f'<a href="{n}/">{n}</a>' for n in ("north", "south", "east", "west"))
    )


def path_loop(request: Request) -> Said:
    if not request.path.endswith("/more/info"):
        return None
    return page(f"Info {request.path.count('/')}", '<a href="more/info">more information</a>')


def pagination(request: Request) -> Said:
    if not request.path.startswith("/news?page="):
        return None
    n = number(request.path)
    shown = min(n, 5)
    return page(f"News {shown}", links(f"/news?page={n + 1}"))


def growing_query(request: Request) -> Said:
    if not request.path.startswith("/grow"):
        return None
    n = len(parse_qsl(urlsplit(request.path).query))
    joint = "&" if "?" in request.path else "?"
    return page(f"Grown {n}", links(f"{request.path}{joint}p{n}=1"))


def many_links(request: Request) -> Said:
    if request.path == "/many":
        return page("Many", links(*(f"/item/{n}" for n in range(20_000))))
    return page(f"Item {number(request.path)}") if request.path.startswith("/item/") else None


@pytest.mark.parametrize(("hazard", "entry"), [
    (calendar, "/events?month=1"), (calendar_path, "/diary/2026/11/"), (facets, "/find"), (path_loop, "/more/info"),
    (pagination, "/news?page=1"), (growing_query, "/grow"), (many_links, "/many"),
    (calendar_of_dates, "/whats-on?date=2026-11-01"), (breeding, "/info/"), (every_order, "/area/"),
])  # fmt: skip
def test_an_endless_space_ends_by_itself_and_every_good_page_is_found(
    hazard: object, entry: str, tmp_path: Path
) -> None:
    got = crawled(council(hazard, entry), tmp_path / "run", max_pages=2000)  # type: ignore[arg-type]  # a hazard

    assert good() <= got.read
    assert len(got.server.asked) < 400
    assert any("an endless space" in r.reason for r in got.records.values())
    assert "of endless spaces not asked for" in got.info.reason
    assert got.info.status == "complete"


@pytest.mark.parametrize("style", [";jsessionid={}", "?PHPSESSID={}", "?sid={}"])
def test_session_ids_multiply_nothing(style: str, tmp_path: Path) -> None:
    number_of = iter(range(10**6))
    bare = re.compile(r";jsessionid=[^?]*|\?.*")
    pages = good()

    def say(request: Request) -> Said:
        path = bare.sub("", request.path)
        if path not in pages:
            return None
        fresh = [f"/{s}{style.format(f'A{next(number_of):08X}')}" for s in SUBJECTS]
        return page(path.strip("/") or "Home", links(*fresh))

    got = crawled(say, tmp_path / "run")

    assert {bare.sub("", path) for path in got.read} == pages
    assert len(got.read) == len(pages)
    assert len(got.server.asked) < 40


def test_links_that_differ_in_their_fragment_are_one_page(tmp_path: Path) -> None:
    def hazard(request: Request) -> Said:
        return (
            page("Long", "".join(f'<a href="#s{n}">s{n}</a>' for n in range(100_000)) + links("/after"))
            if request.path == "/long"
            else page("After")
            if request.path == "/after"
            else None
        )

    got = crawled(council(hazard, "/long"), tmp_path / "run")

    assert good() | {"/long", "/after"} == got.read
    assert len(got.server.asked) < 30


def test_a_page_too_large_to_be_read_still_leads_on_and_the_budget_is_said(tmp_path: Path) -> None:
    huge = page(
        "All", "".join(f'<a href="/{s}">{s}</a>' for s in ("first", "second")) + "<p>" + "and so on " * 1_100_000
    )

    def say(request: Request) -> Said:
        if request.path == "/":
            return page("Home", links("/all"))
        return {"/all": huge, "/first": page("First"), "/second": page("Second", links("/first", "/third"))}.get(
            request.path
        )

    got = crawled(say, tmp_path / "run", max_pages=3)

    assert got.outcomes["/all"] == "too_large"
    assert got.read == {"/", "/first", "/second"}
    assert got.info.budget_reached
    assert got.info.reason == "It stopped at its budget of 3 pages (--max-pages). 1 page too large to be read."


def test_redirects_without_end_are_counted(tmp_path: Path) -> None:
    def hazard(request: Request) -> Said:
        if request.path.startswith("/on/"):
            return reply(302, location=f"/on/{number(request.path) + 1}")
        return reply(302, location="/self") if request.path == "/self" else None

    got = crawled(council(hazard, "/on/1", "/self"), tmp_path / "run")

    assert got.info.reason == "2 addresses redirect without end and were left."


def test_folders_that_lie_in_one_another_both_ways_are_no_trap(tmp_path: Path) -> None:
    """The near miss: services by area and areas by service."""
    pairs = [f"/{a}/{s}" for a in ("north", "south") for s in SUBJECTS[:3]]
    both = [*pairs, *("/".join(("", *reversed(p.strip("/").split("/")))) for p in pairs)]

    got = crawled(council(lambda r: page(r.path) if r.path in both else None, *both), tmp_path / "run")

    assert set(both) <= got.read


def test_one_page_under_many_spellings_is_judged_once(tmp_path: Path) -> None:
    def spellings(s: str) -> list[str]:
        return [
            f"/{s}",
            f"/{s}/",
            f"/{s}/index.html",
            f"/{s.upper()}",
            f"//{s}",
            f"/{s}?utm_source=x",
            f"/{s}?print=1",
            f"/{s}?a=1&b=2",
            f"/{s}?b=2&a=1",
            f"/{s}#top",
        ]

    def say(request: Request) -> Said:
        path = urlsplit(request.path).path.lower().replace("/index.html", "").strip("/")
        if request.path == "/":
            return page("Home", links(*(u for s in SUBJECTS for u in spellings(s) if not u.startswith("//"))))
        return page(path) if path in SUBJECTS else None

    got = crawled(say, tmp_path / "run")

    assert sorted(got.titles.values()) == sorted(f"{s} - Anytown" for s in ("Home", *SUBJECTS))
    assert len(got.server.asked) < 130


def test_soft_404s_do_not_breed(tmp_path: Path) -> None:
    def hazard(request: Request) -> Said:
        return None if request.path in good() else page("Page not found", '<a href="more/of-this">more</a>')

    got = crawled(council(hazard, "/old-page", "/gone.aspx"), tmp_path / "run")

    assert got.outcomes["/old-page"] == got.outcomes["/gone.aspx"] == "soft_404"
    assert got.read == good()
    assert len(got.server.asked) < 40


RECORDS = [f"/record/{a}-{b}" for a in ("waste", "streets", "homes", "tax", "schools", "parks", "care", "votes", "trade", "noise") for b in ("apply", "pay", "report", "find", "book", "renew", "check", "appeal", "object", "join", "leave", "visit", "order", "change", "cancelled")]  # fmt: skip


def trap_mix(seed: int) -> object:
    """150 good records behind every trap at once: traps are linked from every page, before the good links."""
    rng = random.Random(seed)

    def say(request: Request) -> Said:
        path = re.sub(r";jsessionid=[^?]*", "", request.path)
        traps = [
            f"/events?month={rng.randint(1, 10**6)}",
            f"/diary/{rng.randint(1900, 2100)}/{rng.randint(1, 12):02}/",
            f"/find?facet{rng.randint(0, 9)}=1&facet{rng.randint(0, 9)}=2",
            f"/news?page={rng.randint(1, 10**6)}",
            "/more/info",
        ]
        sid = f";jsessionid={rng.getrandbits(64):x}"
        bare, _, query = path.partition("?")
        for trap in (calendar, calendar_path, facets, pagination, path_loop):
            said = trap(Request("GET", path, {}, 0))
            if said is not None:
                return said
        if query == "print=1":
            path = bare
        if path == "/":
            return page("Home", links(*traps, *(f"{g}{sid}" for g in (*(f"/{s}" for s in SUBJECTS), *RECORDS[:3]))))
        if path in RECORDS:
            here = RECORDS.index(path)
            following = RECORDS[here * 2 + 3 : here * 2 + 5]
            return page(path[8:], links(*traps, f"{path}?print=1", *(f"{f}{sid}" for f in following)))
        return page(path.strip("/"), links(*traps, f"{path}?print=1")) if path in good() else None

    return say


def test_all_traps_at_once_before_good_pages_with_a_small_budget(tmp_path: Path) -> None:
    got = crawled(trap_mix(11), tmp_path / "run", max_pages=500)  # type: ignore[arg-type]  # it says

    found = {re.sub(r"[;?].*", "", path) for path in got.read}
    assert good() | set(RECORDS) <= found
    assert len(got.server.asked) < 1200
    assert len(got.read) <= 500


def test_a_site_that_wakes_no_suspicion_is_read_to_its_end(tmp_path: Path) -> None:
    """The near miss: a long honest list, numbered, whose pages say different things."""
    words = [
        f"{a}{b}"
        for a in "bcdfghklmnprst"
        for b in ("ark", "oad", "ell", "ine", "ouse", "ave", "ate", "old", "ump", "ist")
    ]

    def say(request: Request) -> Said:
        if request.path == "/":
            return page("Home", links(*(f"/news/{n}" for n in range(len(words)))))
        return page(words[number(request.path)]) if request.path.startswith("/news/") else None

    got = crawled(say, tmp_path / "run")

    assert len(got.read) == 1 + len(words)
    assert reply(404).startswith(b"HTTP/1.1 404")


def test_dated_news_and_pages_with_the_same_words_are_no_trap(tmp_path: Path) -> None:
    """The near misses: news under a year and a month, and a page that repeats the one above it and leads on elsewhere."""
    slugs = [f"/news/2026/{n % 12 + 1:02}/{'abcdefghij'[n % 10]}{'klmnopqrst'[n // 10]}" for n in range(60)]
    same = reply(200, f"<title>Forms</title><h1>Forms</h1><p>Choose the form that you need.</p>{links('/forms/pay/', '/late/one', '/late/two')}")  # fmt: skip

    def say(request: Request) -> Said:
        if request.path == "/":
            return page("Home", links("/forms/", *slugs))
        if request.path in ("/forms/", "/forms/pay/"):
            return same
        return page(request.path[-3:].replace("/", "")) if request.path in (*slugs, "/late/one", "/late/two") else None

    got = crawled(say, tmp_path / "run")

    assert {"/", "/forms/", "/late/one", "/late/two", *slugs} <= got.read | {"/forms/pay/"}
    assert got.info.reason == ""
