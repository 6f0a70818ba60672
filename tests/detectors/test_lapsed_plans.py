"""Which plans are shown as current though their own names say that their years are over."""

from __future__ import annotations

import pytest
from hand_sites import quotes, site_of
from test_pages import asked, measured
from test_passed_dates import read

from citizencheck.detectors import lapsed_plans
from citizencheck.language import Language
from citizencheck.model import CannotTell, NotApplicable


def link(text: str, file: str = "/files/plan.pdf") -> str:
    return f'<p><a href="{file}">{text}</a></p>'


def shown(language: Language, body: str, elsewhere: str = "", path: str = "/plans") -> list[str]:
    site = site_of({"/": f"<main><h1>Home</h1>{elsewhere}</main>", path: f"<main><h1>Plans</h1>{body}</main>"})
    answer = asked(lapsed_plans, read(site, "2026-11-25"), language, path)
    return (
        []
        if isinstance(answer, NotApplicable)
        else quotes(measured(lapsed_plans, read(site, "2026-11-25"), language, path).evidence)
    )


@pytest.mark.parametrize(
    "name",
    [
        "Housing Strategy 2019-2024 [331KB]",
        "Read the Corporate Plan 2021-25",
        "2019 to 2024 Homelessness and Rough Sleeping Strategy (PDF)",
        "Gambling policy statement 2019-2022 (PDF)",
        "Gaelic Language Plan: 2018-23",
        "Food Law Enforcement Service Plan 2023/24 (PDF)",
        "Strategic Plan 2022-25",
    ],
)
def test_a_plan_whose_name_says_that_its_years_are_over(language: Language, name: str) -> None:
    assert shown(language, link(name)) == [name]


@pytest.mark.parametrize(
    "name",
    [
        "Housing Strategy 2024-2029",
        "Community Safety Plan 2023-26",
        "Local Plan 2011-2025",
        "Ashcombe Neighbourhood Plan 2015-2025",
        "Local Transport Plan 2011-2024",
        "Statement of Accounts 2023/24",
        "Housing Strategy 2019-2024: annual report",
        "Homelessness Strategy 2019-2024 (revised May 2026)",
        "Draft Parking Strategy 2019-2024",
        "Climate Strategy 2019-2024 evidence",
        "Spending on the housing strategy",
        "Air quality plan 2019",
    ],
)
def test_names_that_say_no_such_thing(language: Language, name: str) -> None:
    assert shown(language, link(name)) == []


def test_the_years_may_stand_in_the_row_or_in_the_name_of_the_file(language: Language) -> None:
    row = '<table><tr><td><a href="/files/a.pdf">Equality Scheme</a></td><td>2015-2019</td></tr></table>'

    assert shown(language, row) == ["Equality Scheme 2015-2019"]
    assert shown(
        language, link("Economic Development Strategy", "/files/Economic_Development_Strategy_2015-2020.pdf")
    ) == ["Economic Development Strategy 2015-2020"]
    assert shown(language, link("Our offices", "/files/housing_strategy_2015_20.pdf")) == []


def test_a_plan_named_by_its_kind_alone_is_about_what_it_stands_under(language: Language) -> None:
    assert shown(language, f"<h2>Tenants</h2>{link('Strategy 2019-2023 (PDF)')}") == ["Strategy 2019-2023 (PDF)"]
    assert (
        shown(language, f"<h2>Tenants</h2>{link('Strategy 2019-2023 (PDF)')}", link("Tenants strategy 2024-2028")) == []
    )


@pytest.mark.parametrize(
    "later",
    [
        "Housing Strategy 2025 to 2030",
        "Our housing and homelessness strategy, 2026",
        "The new housing strategy was adopted on 3 May 2025.",
    ],
)
def test_a_later_one_anywhere_on_the_site(language: Language, later: str) -> None:
    assert shown(language, link("Housing Strategy 2019-2024"), f"<p>{later}</p>") == []
    assert shown(language, link("Parking Strategy 2019-2024"), f"<p>{later}</p>") == ["Parking Strategy 2019-2024"]


def test_a_councils_plan_and_a_corporate_plan_are_one(language: Language) -> None:
    assert shown(language, link("Corporate Plan 2021-2025"), link("Council Plan 2026-2030")) == []
    assert shown(language, link("Corporate Plan 2021-2025"), link("Council Tax Reduction Scheme 2026/27")) != []


@pytest.mark.parametrize(
    "body",
    [
        f"<h2>Previous strategies</h2>{link('Housing Strategy 2019-2024')}",
        f"{link('Housing Strategy 2019-2024')}<p>The housing strategy has been extended to March 2028.</p>",
        f"{link('Housing Strategy 2019-2024')}<p>A new housing strategy is being written.</p>",
        f"{link('Housing Strategy 2014-2019')}{link('Housing Strategy 2019-2029')}",
    ],
)
def test_what_the_page_knows_is_left_alone(language: Language, body: str) -> None:
    assert shown(language, body) == []


def test_plans_under_a_units_name_are_its_plans_and_records_under_such_a_heading_are_none(language: Language) -> None:
    plan = link("Strategic Equality Plan 2020-2024")

    assert shown(language, f"<h2>Corporate Performance</h2>{plan}") == ["Strategic Equality Plan 2020-2024"]
    assert shown(language, f"<h2>Corporate performance reports</h2>{plan}") == []
    assert shown(language, f"<h2>Corporate Performance</h2>{link('Corporate Plan 2020-2024: performance')}") == []


def test_what_a_bar_sets_apart_is_another_thing(language: Language) -> None:
    plan = '<a href="/files/a.pdf">Local Housing Strategy 2015-2020</a>'

    assert shown(language, f'<p>{plan} | <a href="/files/b.pdf">Prospectus 2024</a></p>') == [
        "Local Housing Strategy 2015-2020"
    ]
    assert shown(language, f"<p>{plan} | revised 2026</p>") == []
    assert shown(language, f"<p>{plan}</p><p>Local Housing Strategy | 2025 to 2030</p>") == []


@pytest.mark.parametrize(
    ("name", "over"),
    [
        ("Winter Service Plan 2025/26", "over on 31 March 2026"),
        ("Winter Service Plan 2025 to 2026", "over on 31 March 2026"),
        ("School Transport Policy 2025/26", "over on 31 August 2026"),
        ("College Bursary Scheme 2025-26", "over on 31 August 2026"),
        ("Post-16 Travel Policy 2025/26", "over on 31 August 2026"),
        ("Equality Scheme 2022-2025", "over on 31 December 2025"),
    ],
)
def test_two_years_are_a_tax_year_unless_they_are_a_schools(language: Language, name: str, over: str) -> None:
    site = read(site_of({"/": f"<main><h1>Plans</h1>{link(name)}</main>"}), "2026-11-25")

    assert [e.note for e in measured(lapsed_plans, site, language).evidence] == [over]


def test_a_schools_year_may_be_told_by_the_page(language: Language) -> None:
    policy = link("Transport Policy 2025/26")
    schools = site_of({"/": f"<main><h1>Travel to school</h1>{policy}</main>"})
    roads = site_of({"/": f"<main><h1>Roads</h1>{policy}</main>"})

    assert measured(lapsed_plans, read(schools, "2026-09-15"), language).value == 0
    assert measured(lapsed_plans, read(roads, "2026-09-15"), language).value == 1


def test_last_years_plan_beside_the_same_plan_of_a_school_is_not_renewed_by_it(language: Language) -> None:
    assert shown(
        language, link("Winter Service Plan 2024/25") + "<p>Our winter service plan 2024/25 covers school roads.</p>"
    ) == ["Winter Service Plan 2024/25"]


def test_of_several_of_a_name_the_newest_is_told(language: Language) -> None:
    assert shown(
        language, link("Service Plan 2022/23 for food", "/a.pdf") + link("Food Service Plan 2023/24", "/b.pdf")
    ) == ["Food Service Plan 2023/24"]


def test_records_and_copies_of_an_unknown_day(language: Language) -> None:
    assert shown(language, link("Housing Strategy 2019-2024"), path="/news/plans") == []
    site = site_of({"/": f"<main><h1>Home</h1>{link('Housing Strategy 2019-2024')}</main>"})
    assert asked(lapsed_plans, read(site, "2026-11-25", "copies/anytown"), language) == CannotTell(
        "nothing tells of which day the page is"
    )
