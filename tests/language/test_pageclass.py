"""What a page is: signs, near misses, channels."""

from __future__ import annotations

from pathlib import Path

import pytest

from citizencheck.errors import RuleError
from citizencheck.extract import extract
from citizencheck.language.firstaction import first_action
from citizencheck.language.pageclass import classify
from citizencheck.language.pagewords import load_page_words, page_words
from citizencheck.model import Channel, Focus, Page, PageClass, PageKind
from citizencheck.resources import rules_dir

WORDS = load_page_words(rules_dir() / "lexicon" / "pages.toml")


def page(main: str, *, title: str = "Anytown Council", path: str = "/page", crumbs: tuple[str, ...] = ()) -> Page:
    trail = "".join(f'<a href="/{c.lower()}">{c}</a> ' for c in crumbs)
    nav = f'<nav aria-label="Breadcrumb">{trail}</nav>' if crumbs else ""
    html = f"<html lang=en><title>{title}</title>{nav}<main>{main}</main></html>"
    return extract(html.encode(), f"https://www.anytown.gov.uk{path}")


def judge(main: str, *, title: str = "Anytown Council", path: str = "/page", home: bool = False) -> PageClass:
    return classify(page(main, title=title, path=path), home=home, words=WORDS)


def test_page_with_a_start_button_is_a_task_done_online() -> None:
    found = judge(
        "<h1>Report a missed bin</h1><p>Tell us within two working days. We will come back for it.</p>"
        '<p><a class="button" href="/forms/missed-bin">Report a missed bin</a></p>'
    )
    assert (found.kind, found.focus, found.channel) == (PageKind.SERVICE, Focus.TASK, Channel.ONLINE)
    assert any("Report a missed bin" in w for w in found.why)


def test_noun_heading_with_the_door_to_the_thing_is_a_task() -> None:
    found = judge(
        "<h1>Garden waste collection</h1><p>It costs £45 a year. You will need a debit card.</p><h2>Renewing</h2>"
        '<p>You can <a href="/join">join online</a> at any time.</p><p><a role="button" href="/join">Join the scheme</a></p>'
    )
    assert (found.focus, found.channel) == (Focus.TASK, Channel.ONLINE)


def test_hub_of_topics_is_information_without_a_channel() -> None:
    links = "".join(
        f'<li><a href="/{i}">{t}</a> What you should know</li>'
        for i, t in enumerate(("Council tax", "Bins", "Parking", "Schools", "Libraries"))
    )
    found = judge(f"<h1>Services</h1><ul>{links}</ul>")
    assert (found.kind, found.focus, found.channel) == (PageKind.LANDING, Focus.INFORMATION, Channel.NONE)


def test_agenda_page_is_democracy_in_documents() -> None:
    papers = "".join(
        f'<li><a href="/a{i}.pdf">Agenda {i} June 2026</a> <a href="/m{i}.pdf">Minutes</a></li>' for i in range(1, 4)
    )
    found = judge(f"<h1>Planning committee</h1><p>The committee meets on the first Tuesday.</p><ul>{papers}</ul>")
    assert (found.kind, found.focus, found.channel) == (PageKind.DEMOCRACY, Focus.DEMOCRACY, Channel.PDF)


@pytest.mark.parametrize(
    "heading",
    [
        "Hire a meeting room",
        "Register to vote",
        "Board games at the library",
        "Notice boards",
        "Report a problem with boarding up",
    ],
)
def test_meeting_and_board_in_another_sense_is_no_democracy(heading: str) -> None:
    found = judge(f'<h1>{heading}</h1><p>You can do this online.</p><p><a class="btn" href="/start">Start now</a></p>')
    assert found.focus is not Focus.DEMOCRACY


def test_team_page_is_a_department_with_a_telephone() -> None:
    found = judge(
        "<h1>Environmental Protection Team</h1><p>The team is responsible for statutory duties under the Environmental Protection Act.</p>"
        "<h2>Our staff</h2><p>The head of service manages six officers.</p><p>Call 01234 555 012 for advice.</p>"
    )
    assert (found.kind, found.focus, found.channel) == (PageKind.DEPARTMENT, Focus.DEPARTMENT, Channel.PHONE)


@pytest.mark.parametrize("heading", ["Football teams and leagues", "Community centres for team sports"])
def test_team_of_players_is_no_department(heading: str) -> None:
    assert (
        judge(f"<h1>{heading}</h1><p>Find out where to play in the borough this season.</p>").focus
        is not Focus.DEPARTMENT
    )


def test_article_under_news_is_news_even_where_it_speaks_of_bins() -> None:
    found = judge(
        "<h1>Bin collections change at Christmas</h1><p>Published 3 December 2026</p><p>Report a missed bin online as usual.</p>",
        path="/news/bin-collections-change",
    )
    assert (found.kind, found.focus, found.channel) == (PageKind.NEWS, Focus.NEWS, Channel.NONE)


def test_error_page_is_other_whatever_links_it_offers() -> None:
    found = judge(
        '<h1>Page not found</h1><p>Check your spelling.</p><a class="btn" href="/report">Report a missed bin</a>'
    )
    assert (found.kind, found.focus, found.channel) == (PageKind.ERROR, Focus.OTHER, Channel.NONE)


def test_contact_page_is_other_and_contacts_unit_by_unit_are_a_department() -> None:
    plain = judge("<h1>Contact us</h1><p>Call 01234 555 000 or email hello@anytown.gov.uk.</p>")
    units = judge(
        "<h1>Contact us</h1>"
        + "".join(f"<h2>{u} Department</h2><p>01234 555 00{i}</p>" for i, u in enumerate(("Water", "Fire", "Police")))
    )
    assert (plain.kind, plain.focus, plain.channel) == (PageKind.CONTACT, Focus.OTHER, Channel.MIXED)
    assert units.focus is Focus.DEPARTMENT


def test_home_page_that_leads_with_things_to_do_is_a_task_page() -> None:
    doing = judge(
        "<h1>Welcome</h1>"
        + "".join(
            f'<a href="/{i}">{t}</a> '
            for i, t in enumerate(
                ("Pay council tax", "Report a pothole", "Apply for a school place", "Book a tip visit")
            )
        ),
        home=True,
    )
    telling = judge(
        "<h1>Welcome to Anytown</h1><p>Our vision is a town where everyone thrives.</p><a href='/mayor'>The mayor's message</a>",
        home=True,
    )
    assert (doing.kind, doing.focus) == (PageKind.HOME, Focus.TASK)
    assert (telling.kind, telling.focus) != (PageKind.HOME, Focus.TASK)


def test_page_that_only_offers_a_form_to_print_sends_to_a_document() -> None:
    found = judge(
        '<h1>Apply for a skip permit</h1><p>Download the form, print it and return it to us by post.</p><a href="/skip.pdf">Skip permit application form (PDF, 90KB)</a>'
    )
    assert (found.focus, found.channel) == (Focus.TASK, Channel.PDF)


def test_page_that_only_says_ring_is_phone_and_in_person_is_visit() -> None:
    ring = judge("<h1>Report a dead animal</h1><p>Call 01234 555 019 between 9 and 5 and tell us where it lies.</p>")
    visit = judge(
        "<h1>Apply for a taxi licence</h1><p>Visit our office in person with your passport and driving licence.</p>"
    )
    assert ring.channel is Channel.PHONE
    assert visit.channel is Channel.VISIT


def test_first_action_is_found_with_the_words_above_it() -> None:
    late = page(
        "<h1>Skips</h1><p>The Highways Act 1980 governs the placing of skips on roads.</p><p><a href='/skip' class=button>Apply for a skip permit</a></p>"
    )
    action = first_action(late, WORDS)
    assert action is not None
    assert (action.offset, action.quote) == (11, "Apply for a skip permit")
    assert first_action(page("<h1>History</h1><p>The town was founded in 1280.</p>"), WORDS) is None


def test_page_without_words_has_a_class_and_no_channel() -> None:
    found = classify(Page(url="https://www.anytown.gov.uk/x"), words=WORDS)
    assert (found.focus, found.channel) == (Focus.INFORMATION, Channel.NONE)


def test_broken_word_list_names_file_and_key(tmp_path: Path) -> None:
    bad = tmp_path / "pages.toml"
    bad.write_text('[action]\nverbz = ["pay"]\n')
    with pytest.raises(RuleError, match=r"action_verbz is unknown"):
        load_page_words(bad)
    with pytest.raises(RuleError, match=r"action\.verbs is not a list"):
        page_words({"action": {"verbs": "pay"}})


def test_hostile_page_with_many_links_is_read_in_bounded_time() -> None:
    links = "".join(f"<p><a href='/{i}'>Report number {i}</a> refuse</p>" for i in range(3000))
    crowd = page(f"<h1>Crowd</h1>{links}")
    assert first_action(crowd, WORDS) is not None
    assert classify(crowd, words=WORDS).focus is Focus.TASK


def test_a_list_that_only_picks_what_is_shown_is_no_form_to_fill_in() -> None:
    picker = "<label>Your area <select name=area><option>North</option><option>South</option></select></label>"
    text = "<h1>Council tax bands</h1><p>What you pay depends on the band of your home and on where you live.</p>"
    shown = judge(f"{text}<form>{picker}</form>")
    sent = judge(f"{text}<form><label>Postcode <input name=pc></label><button>Apply for a new band</button></form>")

    assert shown.focus is Focus.INFORMATION
    assert sent.focus is Focus.TASK
    assert "a form to fill in" in sent.why


def test_a_subject_with_a_few_links_and_nothing_said_points_on() -> None:
    found = judge(
        '<h1>Births and deaths</h1><ul><li><a href="/b">Register a birth</a><li><a href="/d">Register a death</a></ul>'
    )
    assert (found.kind, found.focus, found.channel) == (PageKind.LANDING, Focus.INFORMATION, Channel.NONE)


@pytest.mark.parametrize(
    ("heading", "acts"), [("Your application", True), ("Administration charges for invalid applications", False)]
)
def test_a_heading_that_ends_in_a_noun_of_doing_is_about_doing_where_it_is_short(heading: str, acts: bool) -> None:
    found = judge(
        f"<h1>Market pitches</h1><p>You can pay online. You will need your licence.</p><h2>{heading}</h2><p>More.</p>"
    )
    assert (found.focus is Focus.TASK) is acts, found.why


def test_a_page_for_doing_one_thing_soon_says_how() -> None:
    how = "<p>You can apply to the county. You can pay by card. You can request a review.</p>"
    much = "<p>" + "The law has said so since long ago, and courts have read it in one way. " * 60 + "</p>"
    assert judge(f"<h1>Market pitches</h1>{how}{much}").focus is Focus.TASK
    assert judge(f"<h1>Market pitches</h1>{much}{how}").focus is Focus.INFORMATION
