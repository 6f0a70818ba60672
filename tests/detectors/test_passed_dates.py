"""On which day a page is judged that tells of times, and what is a record of its day."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hand_sites import at, quotes, site_of
from test_pages import asked, measured

from citizencheck.detectors import passed_dates
from citizencheck.language import Language
from citizencheck.model import CannotTell, Focus, NotApplicable, RunInfo, RunStatus, Site, UrlRecord

STALE = "<main><h1>Libraries</h1><p>Old Mill is closed until spring 2026.</p></main>"


def read(site: Site, day: str, target: str = "https://www.anytown.example/") -> Site:
    """The site as fetched on ``day``."""
    records = {
        n.url: UrlRecord(url=n.url, outcome="ok", status=200, fetched=f"{day}T09:00:00Z" if day else "")
        for n in site.nodes
    }
    pages = tuple(p for n in site.nodes if (p := site.page(n.url)) is not None)
    info = RunInfo(target=target, start_url=at("/"), status=RunStatus.COMPLETE)
    return replace(site, records=records, info=info, pages=lambda: pages)


def test_a_page_is_judged_by_the_day_on_which_it_was_fetched(language: Language) -> None:
    site = site_of({"/": STALE})

    assert measured(passed_dates, read(site, "2026-06-30"), language).value == 0
    answer = measured(passed_dates, read(site, "2026-11-25"), language)
    assert quotes(answer.evidence) == ["Old Mill is closed until spring 2026."]
    assert answer.data["read"] == "read on 25 November 2026"


def test_a_copy_is_judged_by_the_newest_day_that_it_tells_of_itself(language: Language) -> None:
    site = site_of(
        {
            "/": STALE,
            "/bins": "<main><h1>Bins</h1><p>Open until 3 May 2027.</p><p>Last updated: 2 April 2026</p></main>",
        }
    )

    assert measured(passed_dates, read(site, "2027-11-25", "copies/anytown"), language).value == 0
    news = {"/": STALE, "/news": "<main><h1>News</h1><ul><li>Bridge reopens, 12 November 2026</li></ul></main>"}
    copy = read(site_of(news, changes={"/news": {"focus": Focus.NEWS}}), "2027-11-25", "copies/anytown")
    answer = measured(passed_dates, copy, language)
    assert quotes(answer.evidence) == ["Old Mill is closed until spring 2026."]
    assert answer.data["read"] == "as the copy stood on 12 November 2026"


def test_a_copy_that_tells_no_day_is_told_of_as_unknown_only_where_it_matters(language: Language) -> None:
    assert asked(passed_dates, read(site_of({"/": STALE}), "2026-11-25", "copies/anytown"), language) == CannotTell(
        "nothing tells of which day the page is"
    )
    law = site_of({"/": "<main><h1>Noise</h1><p>We act under the Noise Act 2006.</p></main>"})
    assert isinstance(asked(passed_dates, read(law, "2026-11-25", "copies/anytown"), language), NotApplicable)


@pytest.mark.parametrize("path", ["/news/mill", "/consultations/mill", "/2025/mill", "/whats-on/mill"])
def test_where_records_are_filed_nothing_is_judged(language: Language, path: str) -> None:
    site = read(site_of({"/": "<main><h1>Home</h1></main>", path: STALE}), "2026-11-25")

    assert isinstance(asked(passed_dates, site, language, path), NotApplicable)


def test_a_page_that_begins_with_its_own_day_is_news_and_one_that_was_updated_is_not(language: Language) -> None:
    for line, kind in (
        ("3 May 2025", NotApplicable),
        ("Published: 3 May 2025", NotApplicable),
        ("Last updated 3 May 2025", object),
    ):
        page = STALE.replace("<p>", f"<p>{line}</p><p>", 1)
        answer = asked(passed_dates, read(site_of({"/": page}), "2026-11-25"), language)
        assert isinstance(answer, kind)
        assert isinstance(answer, NotApplicable) is (kind is NotApplicable)


def test_last_years_charges_are_right_where_another_page_has_this_years(language: Language) -> None:
    charges = "<main><h1>Council tax charges 2025/26</h1><p>Band A: £1,402.</p></main>"
    other = "<main><h1>Bills</h1><p>Council tax charges 2026/27: see your bill.</p></main>"

    alone = read(site_of({"/": charges}), "2026-11-25")
    assert quotes(measured(passed_dates, alone, language).evidence) == ["Council tax charges 2025/26"]
    assert measured(passed_dates, read(site_of({"/": charges, "/bills": other}), "2026-11-25"), language).value == 0


def test_a_page_about_the_council_is_asked_for_reviews_and_deadlines_and_not_for_aims_or_years(
    language: Language,
) -> None:
    corporate = {"/": {"focus": Focus.CORPORATE}}
    late = "<main><h1>Accessibility</h1><p>This statement will be reviewed in September 2019.</p></main>"
    aims = "<main><h1>Council tax charges 2025/26</h1><p>We plan to have one service from April 2026.</p></main>"

    answer = measured(passed_dates, read(site_of({"/": late}, changes=corporate), "2026-11-25"), language)
    assert quotes(answer.evidence) == ["This statement will be reviewed in September 2019."]
    assert isinstance(
        asked(passed_dates, read(site_of({"/": aims}, changes=corporate), "2026-11-25"), language), NotApplicable
    )
