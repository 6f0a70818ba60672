"""Which sentences tell of a time that is over as still to come, and which only name it."""

from __future__ import annotations

from datetime import date

import pytest

from citizencheck.extract import extract
from citizencheck.language.dates import Grain, read_dates, spoken
from citizencheck.language.passed import Passed, passed
from citizencheck.language.yearly import last_years, years_named
from citizencheck.model import Page

READ = date(2026, 11, 25)
STILL_TO_COME = (
    "An online repairs service will be launched in spring 2025.",
    "We plan to have one service from April 2026.",
    "The new policy is expected to be approved in autumn 2025.",
    "Applications close on 31 March 2025 or when the money has been spent.",
    "The consultation will close on 29 September 2025.",
    "Closed for repairs until spring 2026",
    "The next Carers Forum is on Thursday 12 June 2025 at 11am.",
    "Applications must be received by 31 March 2025.",
    "Façade grant applications for 2024 are due on March 29, 2024.",
    "Household Hazardous Waste Day is on Saturday, May 17, 2025.",
    "Regulation 18 consultation anticipated Q3 2024.",
    "Closing date: 3 May 2025",
    "The closing date for entries is noon on Friday 3 May 2025.",
    "Please apply by 15 January 2026.",
    "Apply by 15/01/2026.",
    "We aim to reopen the pool by the end of 2025.",
    "The library reopens on 3 May 2025.",
    "Next meeting: 12 June 2025, 7pm.",
    "We hope to finish in summer 2025.",
    "From June 2026 everyone will have the same bins.",
    "The bridge will be closed until May 2025.",
    "Parking charges will increase from 1 April 2025.",
    "The scheme is due to start in September 2025.",
    "Have your say: comments must be sent by 3 May 2025.",
    "You can comment until 3 May 2025.",
    "The new school is scheduled to open in September 2025.",
    "The tip is closed until further notice, and we expect to open it in May 2025.",
    "You have until 31 May 2025 to apply.",
    "The survey closes at midnight on Sunday 4 May 2025.",
    "In spring 2025 we will open a new depot.",
    "Dyddiad cau: 31 Mawrth 2025",
    "Mae'r ymgynghoriad yn cau ar 3 Mai 2025.",
    "Bydd y llyfrgell yn ailagor ym mis Mai 2025.",
    "The fund runs until 31 March 2025.",
    "Elections will take place on Thursday 1 May 2025.",
    "The fair takes place on 5 May 2025.",
    "Full launch expected: spring 2025",
    "The next intake is in September 2025.",
    "Coming in spring 2025",
    "Coming soon: new bins from May 2025.",
    "Closing date 30 September 2024.",
    "Parks apprentice, full time, closing date 3 May 2025.",
    "Music award (deadline 31 January 2025)",
    "Dates for 2027/28 will be published in spring 2026.",
    "The rents for 2027/28 will be set by Cabinet in March 2026.",
    "The 2027 to 2032 homelessness strategy will be published in May 2025.",
    "Applications for the relief for 2023/24 (75%) are now being invited.",
    "Applications for the 2024/25 grant round are open.",
    "Bookings for Christmas 2024 are now being taken.",
    "We are now accepting applications for 2023/24.",
    "Enrolment is open: places for the 2024 summer school are still available.",
    "Nominations are now open for the 2023 awards.",
    "This statement will be reviewed in September 2019.",
    "The policy will be reviewed in March 2024.",
    "We will update this page in spring 2025.",
    "The strategy will be fully revised in 2024.",
    "The strategy is out for consultation until 5pm on 27 March 2026.",
    "The plans are on display until noon on Friday 27 March 2026.",
    "The survey is open until midnight on 4 May 2025.",
    "The consultation is open from 6 January 2025 to 27 March 2025.",
    "The fair runs from 3 May 2025 to 5 May 2025.",
    "Fees to 31 March 2025.",
    "Our charges are £42 until 31 March 2025.",
    "Opening hours until 28 March 2025: 8am to 4pm.",
    "Winter hours: 8am to 4pm from 26 October 2024 to 28 March 2025.",
    "Prices (1 April 2024 to 31 March 2025)",
)
ONLY_NAMED = (
    "The deadline was 31 January 2025.",
    "From 1 April 2025 the charge is £48 a year.",
    "Vehicles registered after 1 September 2020 will be charged less.",
    "Children born between 1 September 2019 and 31 August 2020 will start school in September 2024.",
    "If you moved in before 1 April 2025 you will need a new permit.",
    "The Local Plan 2011 to 2031 was adopted on 14 December 2016.",
    "Our plan for 2011 to 2031 will guide growth.",
    "The centre opened in 2019 and will close when it rains.",
    "Last updated 3 May 2024.",
    "Copyright Anytown Council 2024. We will answer your letter.",
    "You will be charged under the Housing Act 2004.",
    "We will act in line with the Equality Act 2010.",
    "Fees are set by the Fees Regulations 2014.",
    "This policy is due for review in April 2024.",
    "Next review: March 2024.",
    "In 2015 the council agreed that it will sell the hall by March 2017.",
    'The leader said: "We will open the pool in May 2024."',
    "Applications made before 1 May 2024 will be decided under the old policy.",
    "Applications received by 31 March 2025 will be honoured.",
    "You must have lived here by 1 January 2025.",
    "The scheme will run from 1 March 2025 to 31 March 2028.",
    "Phase 1 will start in spring 2025 and phase 2 in spring 2029.",
    "The consultation closed on 3 May 2025.",
    "The consultation is now closed: it closes on 3 May 2025.",
    "The deadline of 31 March 2025 has now passed.",
    "We will tell you within 10 days. The office moved in May 2025.",
    "The museum was closed until May 2024.",
    "Until April 2023 four districts ran these services.",
    "The hall next to the library was built in 2005.",
    "The financial year ends on 31 March 2025.",
    "Homes in band D on 1 April 2003 are in band D.",
    "Since September 2024 every pupil has a free meal.",
    "Charges from 1 April 2024 to 31 March 2025 were lower.",
    "People who will be 65 by 5 April 2025 can join.",
    "Landlords must not have let the home before 1 May 2025.",
    "Rent will go up each year from April 2024 by inflation.",
    "The allowance will stay frozen until April 2028.",
    "Applications made on or after 12 February 2024 must deliver 10%.",
    "Those affected will have had a letter in May 2024.",
    "The last elections were on 1 May 2025 and the next are in May 2029.",
    "You can see minutes from 2004 until May 2012.",
    "In 2013 we built 40 homes. We plan to build more.",
    "The order is made and will come into force on a day to be fixed. It was made on 3 May 2024.",
    "Call 0808 2000 247 and we will help.",
    "We inspected the bridge in June 2024 and will mend it soon.",
    "The term of the mayor will end in May 2029.",
    "After the work of March 2025 the road will be open.",
    "From 1 September 2023 all applicants will need a licence.",
    "Since 1 April 2024 you will need proof of address.",
    "We hold records of who was expected to serve in 2003.",
    "From 6 April 2024 we will no longer take cheques.",
    "The Council aims to answer 95% of calls, as it did in 2024/25.",
    "As of 31 March 2025 there are 340 homes on the list.",
    "The valuation is based on what it would have sold for on 1 April 2003.",
    "He will be remembered for opening the park in 2005.",
    "The price is fixed in the contract of 3 May 2024.",
    "Bookings for 3 May 2024 are closed.",
    "The event on 3 May 2025 is cancelled.",
    "You will find the results of the 4 May 2023 election in the archive.",
    "You will find the accounts for 2023/24 in the library.",
    "We will use the data collected in 2021.",
    "It will be based on your income in 2024/25.",
    "Your bill will show the discount you got in 2024/25.",
    "You will need your P60 for 2024/25.",
    "You will need the exam results published in August 2024.",
    "Grants will be paid to those on the list on 3 May 2024.",
    "The council will keep records created in 2019 for seven years.",
    "You will have to show that you were resident on 1 January 2021.",
    "We will look at the plan adopted in 2019.",
    "We will use the 2021 census in 2027.",
    "This will continue the work that began in May 2023.",
    "It is likely that damage caused in 2024 is covered.",
    "They expect the standard set in 2016.",
    "We aim to meet the target that the government set in 2021.",
    "The fence is on the line drawn on 3 May 2019.",
    "You can appeal a decision made by 3 May 2024.",
    "You can apply for the grant agreed in March 2024.",
    "The store opens on the site cleared in 2020.",
    "The scheme is open to those who arrived by 31 December 2020.",
    "Permits issued until May 2024 are still valid.",
    "You can still use vouchers issued until 31 May 2025.",
    "We will honour permits issued until May 2024.",
    "The rules will apply to all buildings finished by May 2024.",
    "The reduction ends with the financial year that started in April 2024.",
    "This is based on guidance issued on 3 May 2024.",
    "The Homes Act will apply to tenancies begun in May 2024.",
    "The council will not open graves dug in 2015.",
    "We will pay you back if you were charged in May 2024.",
    "The work is planned in three phases: the first ended in May 2024.",
    "The law is expected by the judgment in 2012 to be clear.",
    "The next of kin is on the form signed on 3 May 2024.",
    "Council homes are due a repair under the decree of May 2004.",
    "Applications received after the closing date 3 May 2025 were not considered.",
    "The closing date of 31 March 2025 has passed.",
    "The closing date, 3 May 2025, was missed by two bidders.",
    "Dates for 2027/28 will be published in spring 2027.",
    "The scheme for 2027/28 is like that of 2024/25.",
    "Applications for 2023/24 were invited in May 2023.",
    "Applications for 2024/25 are no longer being accepted.",
    "Applications for 2023/24 are now closed.",
    "Applications that we decided in 2024 are open to view.",
    "Applications made in 2024 are open to the public.",
    "Grants awarded in 2023/24 are available as a list.",
    "If applications for 2023/24 are still open, you can apply.",
    "Planning applications from 2004 are available online.",
    "Applications from 1974 to 2004 are available on microfilm.",
    "Applications for the 2004 Act licence are accepted all year.",
    "The policy will be reviewed every year from April 2024.",
    "The policy will be reviewed in March 2024 and again in March 2028.",
    "We will review any decision made by 3 May 2024.",
    "The policy was reviewed in March 2024.",
    "The plans were out for consultation until 27 March 2025.",
    "The tip is closed until further notice from 3 May 2025.",
    "Fees from 1 April 2025: £42.",
    "Fees paid to 31 March 2025.",
    "Hours worked to 31 March 2025.",
    "Charges from 1 April 2024 to 31 March 2025 were lower.",
    "Fees to 31 March 2027.",
    "The survey ran from 3 May 2025 to 5 June 2025.",
    "Prices will be held to 31 March 2028.",
)
BY_WEEKDAY = (
    ("The survey is open until Monday 14 September.", date(2026, 9, 14)),
    ("Bookings close at noon on Fri 13 March.", date(2026, 3, 13)),
    ("The fair takes place on Thursday, 25 December.", date(2025, 12, 25)),
    ("The next forum is on Wednesday 14 September.", date(2022, 9, 14)),
    ("Mae'r ymgynghoriad yn cau ar ddydd Llun 14 Medi.", date(2026, 9, 14)),
)
NOT_BY_WEEKDAY = (
    "The survey is open until 14 September.",
    "The survey is open until Monday 25 January.",
    "The survey was open until Monday 14 September.",
    "The pool is open until 9pm on Mondays from 14 September.",
    "The survey is open until Monday 14 September 2028.",
    "The survey is open from Monday 14 September to Friday 12 February 2027.",
)


def page_of(body: str) -> Page:
    html = f"<html lang='en'><head><title>Garden waste</title></head><body><main><h1>Garden waste</h1>{body}</main></body></html>"
    return extract(html.encode(), "https://a.invalid/b", "text/html; charset=utf-8")


def told(body: str, *, british: bool | None = True) -> list[str]:
    return [p.quote for p in passed(page_of(body), READ, british=british)]


@pytest.mark.parametrize("sentence", STILL_TO_COME)
def test_a_time_that_is_over_is_told_as_still_to_come(sentence: str) -> None:
    assert told(f"<p>{sentence}</p>") == [sentence]


@pytest.mark.parametrize("sentence", STILL_TO_COME)
def test_nothing_is_stale_before_its_day(sentence: str) -> None:
    assert passed(page_of(f"<p>{sentence}</p>"), date(2019, 1, 1)) == ()


@pytest.mark.parametrize("sentence", ONLY_NAMED)
def test_a_time_that_is_only_named_is_left_alone(sentence: str) -> None:
    assert told(f"<p>{sentence}</p>") == []


def test_a_month_is_grace_and_a_season_ends_with_its_last_month() -> None:
    page = page_of(
        "<h2>Tip</h2><p>The tip is closed until 25 October 2026.</p><h2>Pool</h2><p>The pool is closed until autumn 2026.</p>"
    )

    assert passed(page, date(2026, 11, 25)) == ()
    assert [p.over for p in passed(page, date(2026, 11, 26))] == [date(2026, 10, 25)]
    assert [p.over for p in passed(page, date(2027, 1, 1))] == [date(2026, 10, 25), date(2026, 11, 30)]


def test_a_list_that_goes_on_is_not_stale_but_a_promise_beside_it_is() -> None:
    rounds = "<h2>Grants</h2><p>Round 1 closes 3 May 2026.</p><p>Round 2 closes 3 May 2027.</p>"

    assert told(rounds) == []
    assert told(f"{rounds}<p>We plan to have one form from April 2026.</p>") == [
        "We plan to have one form from April 2026."
    ]


def test_the_day_on_which_the_page_was_written_does_not_make_a_list_go_on() -> None:
    assert told("<p>Apply by 3 May 2026.</p><p>Last updated: 1 December 2026</p>") == ["Apply by 3 May 2026."]


def test_a_later_date_excuses_a_deadline_in_its_own_list_or_where_it_is_told_of_so_too() -> None:
    over = "<p>The strategy is out for consultation until 27 March 2026.</p>"
    timetable = "<table><tr><td>Deposit plan</td><td>December 2026</td></tr></table>"

    assert told(f"<h2>Plan</h2>{over}{timetable}") == ["The strategy is out for consultation until 27 March 2026."]
    assert told("<ul><li>Round 1: apply by 3 May 2026</li><li>Round 2: 3 May 2027</li></ul>") == []
    rows = "<tr><th>Round</th></tr></thead><tbody><tr><td>Apply by 3 May 2026.</td></tr><tr><td>3 May 2027</td></tr>"
    assert told(f"<table><thead>{rows}</tbody></table>") == []
    assert told("<ul><li>Apply by 3 May 2026.</li></ul><ul><li>Opened by the mayor on 3 May 2027</li></ul>") == [
        "Apply by 3 May 2026."
    ]


def test_fees_that_are_over_are_right_beside_those_that_hold() -> None:
    assert told("<p>Fees to 31 March 2026: £42.</p><p>Fees from 1 April 2026: £45.</p>") == []
    assert told("<p>Fees to 31 March 2026: £42.</p><h2>Fees 2026/27</h2><p>£45.</p>") == []
    assert told("<p>Fees to 31 March 2026: £42.</p><p>Roadworks start on 1 April 2027.</p>") == [
        "Fees to 31 March 2026: £42."
    ]


def test_the_hours_of_a_season_are_followed_by_the_others_for_half_a_year() -> None:
    summer = "<p>Summer hours: 8am to 8pm from 29 March 2026.</p>"
    winter = "<p>Winter hours: 8am to 4pm to 28 March 2026.</p>"

    assert told(winter + summer) == ["Winter hours: 8am to 4pm to 28 March 2026."]
    assert passed(page_of(winter + summer), date(2026, 8, 1)) == ()
    assert told(f"{winter}{summer}<p>Winter hours again to 28 March 2027.</p>") == []


def test_a_review_that_was_done_since_is_not_promised_any_more() -> None:
    promise = "<p>This statement will be reviewed in September 2019.</p>"

    assert told(f"{promise}<p>It was reviewed in May 2025.</p>") == []
    assert told(f"{promise}<p>It was reviewed in May 2018.</p>") == [
        "This statement will be reviewed in September 2019."
    ]
    assert told(f"{promise}<p>Last reviewed: 3 May 2025</p>") == []


def test_of_pages_about_the_council_only_deadlines_events_and_reviews_are_asked() -> None:
    body = (
        "<p>We plan to have one service from April 2026.</p><p>Fees to 31 March 2026.</p><p>Dates for 2026/27 will be published here.</p>"
        "<p>This policy will be reviewed in 2024.</p><p>The plan is out for consultation until 3 May 2026.</p><p>Reply by 3 May 2026.</p>"
    )

    assert [p.quote for p in passed(page_of(body), READ, record=True)] == [
        "This policy will be reviewed in 2024.",
        "The plan is out for consultation until 3 May 2026.",
        "Reply by 3 May 2026.",
    ]
    assert len(told(body)) == 6


@pytest.mark.parametrize(("sentence", "over"), BY_WEEKDAY)
def test_a_weekday_tells_the_year(sentence: str, over: date) -> None:
    assert [(p.quote, p.over) for p in passed(page_of(f"<p>{sentence}</p>"), READ)] == [(sentence, over)]


@pytest.mark.parametrize("sentence", NOT_BY_WEEKDAY)
def test_a_day_of_no_or_a_coming_year_is_not_over(sentence: str) -> None:
    assert told(f"<p>{sentence}</p>") == []


def test_a_weekday_takes_the_year_that_its_sentence_names() -> None:
    both = read_dates("Tuesday 14 September to Friday 17 September 2021", read=READ)

    assert [m.over for m in both.moments] == [date(2021, 9, 14), date(2021, 9, 17)]
    assert read_dates("Monday 14 September").moments == ()
    assert read_dates("Monday 14 September 1998", read=READ).moments == ()
    assert read_dates("Sunday 31 February", read=READ).moments == ()


def test_what_is_headed_as_past_is_left_alone() -> None:
    assert told("<h2>Closed consultations</h2><p>Parks survey: closes 3 May 2025.</p>") == []


def test_a_date_under_a_heading_of_what_comes_next() -> None:
    assert told("<h2>Next meeting</h2><p>Full Council, Monday 10 November 2025, 7pm.</p>") == [
        "Full Council, Monday 10 November 2025, 7pm."
    ]
    assert told("<h2>Next meeting</h2><p>Full Council, Tuesday 10 November 2026, 7pm.</p>") == []
    assert told("<h2>Meetings</h2><p>Full Council, Monday 10 November 2025, 7pm.</p>") == []


def test_what_will_be_told_of_a_year_that_has_begun() -> None:
    assert told("<p>Dates for 2026/27 will be published here.</p>") == ["Dates for 2026/27 will be published here."]
    assert (
        told("<p>Dates for 2027/28 will be published here.</p><p>The accounts for 2025/26 will be published here.</p>")
        == []
    )


@pytest.mark.parametrize(
    ("text", "grain", "over"),
    [
        ("Thursday 12 June 2025", Grain.DAY, date(2025, 6, 12)),
        ("the 1st of May 2025", Grain.DAY, date(2025, 5, 1)),
        ("May 17, 2025", Grain.DAY, date(2025, 5, 17)),
        ("2026-02-14", Grain.DAY, date(2026, 2, 14)),
        ("31 Rhagfyr 2025", Grain.DAY, date(2025, 12, 31)),
        ("15fed o Fawrth 2025", Grain.DAY, date(2025, 3, 15)),
        ("Feb 2024", Grain.MONTH, date(2024, 2, 29)),
        ("winter 2025", Grain.MONTH, date(2026, 2, 28)),
        ("winter 2025/26", Grain.MONTH, date(2026, 2, 28)),
        ("hydref 2025", Grain.MONTH, date(2025, 11, 30)),
        ("the end of 2025", Grain.YEAR, date(2025, 12, 31)),
        ("2025/26", Grain.PAIR, date(2026, 8, 31)),
        ("2025-26", Grain.PAIR, date(2026, 8, 31)),
        ("2025 to 2026", Grain.PAIR, date(2026, 8, 31)),
        ("2011 to 2031", Grain.PERIOD, date(2031, 12, 31)),
    ],
)
def test_dates_are_read_with_their_last_day(text: str, grain: Grain, over: date) -> None:
    assert [(m.grain, m.over) for m in read_dates(text).moments] == [(grain, over)]


@pytest.mark.parametrize(
    "text", ["3 May", "by 31 March", "£2025", "31 February 2025", "version 2.0.2020", "Resolution 2009-114"]
)
def test_what_is_no_date(text: str) -> None:
    assert read_dates(text).moments == ()


def test_the_order_of_day_and_month() -> None:
    days = [read_dates("3/5/2026", british=order).moments[0].over for order in (True, False, None)]

    assert days == [date(2026, 5, 3), date(2026, 3, 5), date(2026, 5, 3)]
    assert read_dates("11/17/2026").moments[0].over == date(2026, 11, 17)
    assert spoken(date(2026, 5, 3)) == "3 May 2026"


def yearly(body: str, elsewhere: str = "") -> list[Passed]:
    page = page_of(body)
    newest = years_named(page)
    for name, over in years_named(page_of(elsewhere)).items():
        newest[name] = max(over, newest.get(name, over))
    return list(last_years(page, READ, newest))


@pytest.mark.parametrize(
    "label",
    [
        "Council tax charges 2025/26",
        "Council Tax 2024 to 2025",
        "School term dates 2025/26",
        "2025-26 term dates",
        "Bin collection calendar 2025-26",
        "Fees and charges 2025/26",
        "Dates for 2025: 14 February and 16 May",
        "Christmas collections 2025",
        "Opening times at Easter 2024",
        "Starting primary school in September 2026",
    ],
)
def test_last_years_labels(label: str) -> None:
    assert [p.quote for p in yearly(f"<h2>{label}</h2>")] == [label]


@pytest.mark.parametrize(
    "label",
    [
        "Council tax charges 2026/27",
        "Statement of accounts 2024/25",
        "Annual report 2023/24",
        "Corporate plan 2023-2027",
        "Fees from 1 April 2023",
        "Key achievements 2022/23",
        "Council tax collection rate 2023/24",
        "Previous years' council tax charges 2023/24",
        "Fee schedule 2020",
        "Christmas on the green 2024",
        "Starting primary school in September 2027",
    ],
)
def test_labels_that_are_no_last_years(label: str) -> None:
    assert yearly(f"<h2>{label}</h2>") == []


def test_last_years_label_is_right_beside_this_years_anywhere_on_the_site() -> None:
    last = "<h2>Council tax charges 2025/26</h2>"

    assert yearly(last, "<p>The council tax for 2026/27 was set in March.</p>") == []
    assert yearly(last, "<p>The term dates for 2026/27 are here.</p>") != []


def test_a_line_without_full_stops_is_no_sentence() -> None:
    assert told(f"<p>{'The tip is closed until May 2024 and ' * 40}</p>") == []
