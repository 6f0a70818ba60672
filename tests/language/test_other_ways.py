"""A telephone beside a button is another way where it does the same thing, and help or alarm where it does not."""

from __future__ import annotations

import pytest

from citizencheck.extract import extract
from citizencheck.language import Language
from citizencheck.model import Channel, Focus, PageKind

URL = "https://www.anytown.gov.uk/a"


def told(language: Language, name: str, said: str) -> Channel:
    html = f"<main><h1>{name}</h1><p>It takes five minutes.</p><p><a class=button href='/go'>{name} online</a></p><p>{said}</p></main>"
    return language.classify(extract(html.encode(), URL)).channel


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Pay your council tax", "Call our automated payment line on 01632 960 210 at any time."),
        ("Pay your council tax", "Ring our 24-hour payment line: 01632 960 211."),
        ("Register for the service", "Use your account or contact the Recycling Section on 01632 960 212."),
        ("Get help if you are homeless", "If you have nowhere to sleep tonight, call 01632 960 213."),
        ("Report a repair", "Call 01632 960 214 at any time if you have no water, no power or no heating."),
        ("Report a repair", "No heating, or water coming in: call 01632 960 215 at any time."),
    ],
)
def test_a_line_for_the_same_thing_is_another_way(language: Language, name: str, said: str) -> None:
    assert told(language, name, said) is Channel.MIXED


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Report a pothole", "If it is dangerous, call 01632 960 216."),
        ("Join a class", "For snow closings call the weather line at 01632 960 217."),
        ("Apply for a permit", "For other permits contact Business Support on 01632 960 218."),
        ("Report a repair", "If you smell gas call 0800 111 999."),
        ("Report a power cut", "No power? Ring National Grid on 105."),
    ],
)
def test_help_and_alarm_are_none(language: Language, name: str, said: str) -> None:
    assert told(language, name, said) is Channel.ONLINE


STATEMENT = (
    "<p>Anytown Council is committed to making its website accessible.</p><p>This accessibility statement applies to www.anytown.gov.uk.</p>"
    "<p>PDFs published before 23 September 2018 are exempt.</p>"
)


@pytest.mark.parametrize("name", ["Using this website", "Help with our website", "Accessibility and cookies"])
def test_the_statement_of_the_law_is_no_news_whatever_it_is_called(language: Language, name: str) -> None:
    found = language.classify(extract(f"<main><h1>{name}</h1>{STATEMENT}</main>".encode(), URL))

    assert (found.kind, found.focus) == (PageKind.OTHER, Focus.CORPORATE)


@pytest.mark.parametrize(
    ("said", "focus"),
    [
        ("Published on 23 September 2026 by the press office.", Focus.NEWS),
        ("Written by Jane Smith, 23 September 2026.", Focus.NEWS),
        ("We do not mend files published before 23 September 2018.", Focus.INFORMATION),
        ("Notices published between 1 May 2024 and 1 May 2026 are kept.", Focus.INFORMATION),
    ],
)
def test_the_day_of_a_page_is_news_and_the_border_of_a_time_is_not(language: Language, said: str, focus: Focus) -> None:
    html = f"<main><h1>Bridge in Mill Lane</h1><p>{said}</p><p><a href='/say'>Comment on the bridge</a></p></main>"

    assert language.classify(extract(html.encode(), URL)).focus is focus


def test_a_page_that_only_speaks_of_access_is_none(language: Language) -> None:
    html = "<main><h1>Shopmobility</h1><p>Our car parks are fully accessible, and so is the website of the scheme.</p></main>"

    assert language.classify(extract(html.encode(), URL)).focus is not Focus.CORPORATE
