"""A fault that pages share is one finding; what a page has alone stays its own."""

from __future__ import annotations

from dataclasses import replace

from citizencheck.judge.gathering import gathered, of_one_habit
from citizencheck.judge.tally import Found
from citizencheck.model import Evidence

HOME = "https://a.uk/"


def lacking(path: str) -> Found:
    """A page that lacks a description."""
    url = f"https://a.uk{path}"
    shown = Evidence(kind="page", url=url, selector="meta[name=description]", quote=path)
    return Found(url=url, name=f"“{path}”", data={"fact": "description"}, value=0, evidence=(shown,), count=1)


def nameless(path: str, *targets: str, total: int = 9) -> Found:
    """A page with links to ``targets`` that have one name."""
    url = f"https://a.uk{path}"
    shown = tuple(Evidence(kind="link", url=url, quote="More", target=t) for t in targets)
    return Found(
        url=url,
        name=f"“{path}”",
        data={"total": total},
        value=1,
        evidence=shown,
        count=len(shown),
        elements=tuple(t.strip("/") for t in targets),
    )


def test_the_same_absence_on_three_pages_is_one_finding_that_tells_of_home_and_names_them_all() -> None:
    [one] = gathered([lacking("/a"), lacking("/b"), lacking("/")], HOME, said={"age", "labels"})

    assert (one.url, one.pages, one.elements) == (HOME, ("/", "/a", "/b"), ("/", "/a", "/b"))
    assert [e.url for e in one.evidence] == [HOME, "https://a.uk/a", "https://a.uk/b"]
    assert one.weight == 3


def test_two_pages_are_told_of_each_by_itself() -> None:
    pair = [lacking("/a"), lacking("/b")]

    assert gathered(pair, HOME, said={"age"}) == pair


def test_a_template_fault_is_one_finding_although_the_pages_hold_other_numbers_of_links() -> None:
    found = [nameless(f"/{i}", "/x", total=i) for i in range(10, 14)]
    own = nameless("/own", "/x", "/y")

    one, alone = gathered([*found, own], HOME, said={"age", "labels"})

    assert (len(one.pages), [e.target for e in one.evidence]) == (4, ["/x"] * 4)
    assert one.elements == ("x", "/11", "/12", "/13", "/10")
    assert alone == own


def test_pages_that_lack_different_things_are_no_shared_fault() -> None:
    found = [nameless(f"/{i}", f"/x{i}") for i in range(5)]

    assert gathered(found, HOME, said={"age"}) == found


def test_what_a_detector_says_in_words_of_a_page_keeps_it_apart() -> None:
    found = [replace(lacking(f"/{i}"), data={"age": f"{i}"}) for i in range(4)]

    assert gathered(found, HOME, said={"age"}) == found


def test_one_way_of_writing_on_three_pages_is_one_finding_that_tells_of_the_worst_and_shows_each_page() -> None:
    worst = replace(nameless("/b", "/y", "/z"), achieved=0.0)
    mild = [replace(nameless(f"/{i}", f"/x{i}"), achieved=0.5) for i in "ac"]

    [one] = of_one_habit([mild[0], worst, mild[1]])

    assert (one.url, one.pages) == ("https://a.uk/b", ("/b", "/a", "/c"))
    assert [(e.url[-2:], e.target) for e in one.evidence] == [("/b", "/y"), ("/a", "/xa"), ("/c", "/xc")]
    assert one.elements == ("y", "z", "xa", "xc", "/b", "/a", "/c")
    assert one.weight == 3


def test_a_way_of_writing_on_two_pages_is_told_of_each() -> None:
    pair = [nameless("/a", "/x"), nameless("/b", "/y")]

    assert of_one_habit(pair) == pair


def test_pages_that_are_empty_below_the_same_heading_are_one_finding_however_few_words_each_has() -> None:
    pages = [
        Found(
            url=f"https://a.uk/c{words}",
            name=f"“Subject {words}”",
            data={"words": words, "label": f"Subject {words}"},
            value=0,
            evidence=(
                Evidence(
                    kind="heading", url=f"https://a.uk/c{words}", quote="Contents", note="next to nothing below it"
                ),
            ),
            count=1,
        )
        for words in (7, 9, 12)
    ]

    [one] = gathered(pages, HOME, said={"words"})

    assert one.pages == ("/c7", "/c9", "/c12")
