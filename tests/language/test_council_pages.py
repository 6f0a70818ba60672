"""Pages about the council itself and its units: which of them citizens come to in order to do something, and how."""

from __future__ import annotations

import pytest

from citizencheck.extract import extract
from citizencheck.language import Language
from citizencheck.model import Channel, Focus, PageClass, PageKind

HOST = "https://www.anytown.gov.uk"


def classed(language: Language, html: str, *, crumbs: tuple[str, ...] = (), path: str = "/page") -> PageClass:
    trail = "".join(f"<a href=/{i}>{c}</a> " for i, c in enumerate(crumbs))
    nav = f"<nav aria-label=Breadcrumb>{trail}</nav>" if crumbs else ""
    return language.classify(extract(f"{nav}<main>{html}</main>".encode(), f"{HOST}{path}", "text/html"))


@pytest.mark.parametrize(
    ("html", "channel"),
    [
        ("<h1>Freedom of Information</h1><p><a href=https://f.example/foi>Make a request online</a></p>", Channel.ONLINE),
        ("<h1>Complaints</h1><p>Fill in and post the form.</p><a href=/c.pdf>Complaint form (PDF)</a>", Channel.PDF),
        ("<h1>Jobs</h1><p>For what is open now, ring us on 01632 980101.</p>", Channel.PHONE),
    ],
)  # fmt: skip
def test_what_citizens_ask_of_the_council_itself_is_a_service(html: str, channel: Channel, language: Language) -> None:
    found = classed(language, html)
    assert (found.kind, found.focus, found.channel) == (PageKind.SERVICE, Focus.TASK, channel)


def test_such_a_page_that_tells_no_way_and_one_of_other_business_are_about_the_council(language: Language) -> None:
    act = "<p>The Act of 2000 came into force in 2005, and the council has answered 900 questions since.</p>"
    assert classed(language, f"<h1>Freedom of Information</h1>{act}").focus is Focus.CORPORATE
    budget = "<h1>Budget</h1><p>Write to <a href=mailto:b@anytown.gov.uk>b@anytown.gov.uk</a>.</p>"
    assert classed(language, budget).focus is Focus.CORPORATE


def test_a_door_to_what_citizens_come_to_democracy_for_is_a_way(language: Language) -> None:
    find = "<p><a href=https://dem.example/find>Find your councillor</a></p>"
    assert classed(language, f"<h1>Councillors</h1><p>There are 40 of them.</p>{find}").channel is Channel.ONLINE
    assert classed(language, f"<h1>Planning committee</h1><p>It has 12 members.</p>{find}").channel is Channel.NONE


UNIT = "<h1>Roads and Bridges</h1><p>We look after all the roads of the county that are not paved, and after its 214 bridges.</p>"


def test_a_page_filed_right_under_the_list_of_units_is_a_units(language: Language) -> None:
    found = classed(language, UNIT, crumbs=("Home", "Departments"))
    assert (found.kind, found.focus) == (PageKind.DEPARTMENT, Focus.DEPARTMENT)


def test_one_filed_elsewhere_or_deeper_or_named_for_an_action_is_none(language: Language) -> None:
    assert classed(language, UNIT, crumbs=("Home", "Residents")).kind is not PageKind.DEPARTMENT
    assert classed(language, UNIT, crumbs=("Home", "Departments", "Finance")).kind is not PageKind.DEPARTMENT
    report = "<h1>Report a road problem</h1><p>Tell us where it is.</p>"
    assert classed(language, report, crumbs=("Home", "Departments")).kind is not PageKind.DEPARTMENT


def test_the_way_in_to_all_of_democracy_is_a_landing_page_and_a_part_of_it_is_not(language: Language) -> None:
    links = "".join(
        f"<li><a href=/{i}>{t}</a></li>"
        for i, t in enumerate(("Councillors", "Meetings", "Elections", "Spending", "Have your say"))
    )
    whole = classed(language, f"<h1>Council and democracy</h1><ul>{links}</ul>", path="/democracy")
    assert (whole.kind, whole.focus) == (PageKind.LANDING, Focus.DEMOCRACY)
    assert classed(language, f"<h1>Committees</h1><ul>{links}</ul>", path="/democracy").kind is PageKind.DEMOCRACY


def test_a_page_that_is_there_for_its_one_field_is_a_form(language: Language) -> None:
    ask = "<h1>Find your bin day</h1><form method=post action=/b><label>Postcode <input name=p></label><button>Find</button></form>"
    assert classed(language, ask).kind is PageKind.FORM
    more = "<p>" + "We empty the green bins on one day, and the grey bins on another one. " * 15 + "</p>"
    assert classed(language, ask + more).kind is PageKind.SERVICE


def test_the_ways_on_a_page_of_contacts_are_mixed(language: Language) -> None:
    ways = "<p>Ring 01632 980101, 01632 980102, 01632 980103 or 01632 980104.</p><p>Write to <a href=mailto:a@anytown.gov.uk>a@anytown.gov.uk</a></p>"
    for name in ("Contacting the Borough Council", "Staff directory"):
        found = classed(language, f"<h1>{name}</h1>{ways}")
        assert (found.kind, found.channel) == (PageKind.CONTACT, Channel.MIXED)
    assert classed(language, f"<h1>Contacting your old school friends</h1>{ways}").kind is not PageKind.CONTACT


BADGE = "<h1>Apply for a Blue Badge</h1><p><a class=button href=https://b.example/a>Apply online</a></p><p>{}</p>"


@pytest.mark.parametrize(
    ("said", "channel"),
    [
        ("Or call 01632 980101, Monday to Friday.", Channel.MIXED),
        ("Fill in the form online, ring us on 01632 980101, or ask a friend.", Channel.MIXED),
        ("If you cannot use the form, phone 01632 980101.", Channel.MIXED),
        ("If you do not have the internet, call 01632 980101 and we will help you.", Channel.MIXED),
        ("You can also phone 01632 980101, 9am to 5pm.", Channel.MIXED),
        ("Call 01632 980101, Monday to Friday.", Channel.MIXED),
        ("Call 01632 980101 if yours was stolen.", Channel.ONLINE),
        ("If you need help, call 01632 980101.", Channel.ONLINE),
        ("Contact: 01632 980101.", Channel.ONLINE),
        ("Call 01632 980101 to report a dangerous wall.", Channel.ONLINE),
        ("Someone may call on you. Our number is 01632 980101.", Channel.ONLINE),
    ],
)
def test_a_telephone_for_the_same_thing_is_mixed_and_one_for_help_or_something_else_is_not(
    said: str, channel: Channel, language: Language
) -> None:
    assert classed(language, BADGE.format(said)).channel is channel


def test_numbers_to_ring_are_a_way_and_a_list_of_numbers_is_none(language: Language) -> None:
    listed = "".join(f"<li>{n}: 0800 80{i} 4444</li>" for i, n in enumerate(("Shelter", "Crisis", "Refuge", "Mind")))
    first = "<p>If you have nowhere safe to stay tonight phone 01632 980500.</p>"
    assert classed(language, f"<h1>Homelessness</h1>{first}<ul>{listed}</ul>").channel is Channel.PHONE
    assert classed(language, f"<h1>Charities</h1><p>There are many.</p><ul>{listed}</ul>").channel is Channel.NONE


def test_replacing_a_thing_online_is_no_way_to_get_it(language: Language) -> None:
    html = "<h1>School transport</h1><p>Print and fill in form HST1, and post it to us.</p><a href=/h.pdf>Form HST1</a><p>A new one costs £15. <a href=https://p.example/>Pay for a {}pass online</a>.</p>"
    assert classed(language, html.format("replacement ")).channel is Channel.PDF
    assert classed(language, html.format("")).channel is not Channel.PDF


def test_a_list_headed_as_things_to_do_online_is_for_doing_them(language: Language) -> None:
    links = "".join(
        f"<li><a href=https://p.example/{i}>{t}</a></li>"
        for i, t in enumerate(("Council tax", "Missed bin", "Planning", "Parking fine"))
    )
    for name in ("Do it Online", "Online services"):
        assert classed(language, f"<h1>{name}</h1><ul>{links}</ul>").focus is Focus.TASK
    assert classed(language, f"<h1>Staying safe online</h1><ul>{links}</ul>").focus is Focus.INFORMATION


GRIT = "<h1>Winter gritting</h1><p>We salt 900 miles of road. There are 400 yellow bins of salt.</p>"
GRIT += "<p>" + "The salt comes from a mine in the county, by rail and then by lorry. " * 4 + "</p>"


def test_one_door_in_a_sentence_of_a_page_that_only_tells_is_named_in_passing(language: Language) -> None:
    passing = "<p>They are for the roads. <a href=/salt>Tell us if one is empty</a> and we fill it.</p>"
    assert classed(language, GRIT + passing).channel is Channel.NONE
    alone = "<p><a href=/salt>Tell us if one is empty</a></p>"
    assert classed(language, GRIT + alone).channel is Channel.ONLINE


def test_a_link_that_ends_in_online_is_a_door_and_a_number_beside_it_as_good(language: Language) -> None:
    said = "<h1>Registering a death</h1><p>Phone the registrar on 01632 980700, or <a href=https://my.example/d>{}</a>.</p>"
    assert classed(language, said.format("book a time online")).channel is Channel.MIXED
    assert classed(language, said.format("ask for an appointment")).channel is Channel.MIXED
    assert classed(language, said.format("look at the map")).channel is Channel.PHONE


def test_an_address_to_write_to_beside_a_form_to_print_is_a_way_too(language: Language) -> None:
    ask = "<h1>Freedom of Information</h1><p>Ask for anything that we hold.{}</p><a href=/f.pdf>Request form (PDF)</a>"
    mail = " Write to <a href=mailto:foi@anytown.gov.uk>foi@anytown.gov.uk</a>."
    assert classed(language, ask.format(mail)).channel is Channel.MIXED
    assert classed(language, ask.format("")).channel is Channel.PDF


def test_a_link_to_another_host_that_begins_with_what_citizens_do_is_a_door(language: Language) -> None:
    """Also in a sentence, and on a page that only tells; what may only look something up is none."""
    told = "<h1>Fly-tipping</h1><p>Rubbish that was left on land spoils it for all, and costs much to clear.</p>"
    line = "<p><a href=https://forms.example/f>{}</a></p>"
    found = classed(language, told + line.format("Report fly-tipping on council land"))
    assert (found.focus, found.channel) == (Focus.TASK, Channel.ONLINE)
    assert classed(language, told + line.format("Find a scrap dealer")).channel is Channel.NONE

    within = "<p>Before you come, <a href=https://forms.example/f>{}</a>.</p>"
    assert classed(language, told + within.format("book a time")).channel is Channel.ONLINE
    assert classed(language, told + within.format("check the weather")).channel is Channel.NONE


def test_a_page_that_leads_on_is_for_doing_where_most_of_its_links_name_tasks(language: Language) -> None:
    def hub(*labels: str) -> PageClass:
        links = "".join(f"<li><a href=/{i}>{t}</a>" for i, t in enumerate(labels))
        return classed(language, f"<h1>Council tax</h1><ul>{links}</ul>")

    found = hub("Pay your council tax", "Council tax discounts", "Council tax bands", "Tell us you are moving")
    assert (found.kind, found.focus, found.channel) == (PageKind.LANDING, Focus.TASK, Channel.NONE)
    assert hub("Spending", "Our partners", "How it is set", "Pay your council tax").focus is Focus.INFORMATION
    views = hub("View the clinic", "View the surgery", "View the dentist", "View the chemist")
    assert views.focus is Focus.INFORMATION


@pytest.mark.parametrize(
    "name", ["Privacy and cookies", "Cookies", "Accessibility statement for anytown.gov.uk", "Datganiad hygyrchedd"]
)
def test_what_the_law_wants_of_a_website_is_about_the_council(name: str, language: Language) -> None:
    found = classed(language, f"<h1>{name}</h1><p>We keep what you tell us for two years, and then no longer.</p>")
    assert (found.kind, found.focus, found.channel) == (PageKind.OTHER, Focus.CORPORATE, Channel.NONE)
    assert classed(language, "<h1>Accessibility of our parks</h1><p>Ramps.</p>").focus is not Focus.CORPORATE
    assert classed(language, "<h1>Log in</h1><p>To your account.</p>").focus is Focus.OTHER


def test_papers_to_read_about_the_council_are_no_way_to_act_and_forms_are(language: Language) -> None:
    def papers(name: str) -> Channel:
        links = "".join(f"<li><a href=/{i}.pdf>{name} {2020 + i}</a>" for i in range(5))
        return classed(language, f"<h1>Budget, spending and plans</h1><ul>{links}</ul>").channel

    assert papers("Annual accounts") is Channel.NONE
    assert papers("Grant application form") is Channel.PDF


def test_instructions_in_the_text_make_a_page_one_for_doing(language: Language) -> None:
    """What links and headings promise is done elsewhere."""
    told = "<h1>Permit to carry</h1><p>You must be 21 and live here.</p><ol><li>{}</li><li>{}</li></ol>"
    does = classed(language, told.format("Fill out form WP5.", "Bring it with your licence, on weekdays before four."))
    assert (does.kind, does.focus) == (PageKind.SERVICE, Focus.TASK)
    reads = classed(language, told.format("People fill out forms.", "They bring them on weekdays before four."))
    assert reads.focus is Focus.INFORMATION
    linked = classed(language, told.format("<a href=/1>Apply for a permit</a>", "<a href=/2>Apply for a card</a>"))
    assert not any("tells its reader" in w for w in linked.why)
