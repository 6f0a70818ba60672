"""Tasks that have no page of their own: told of in part of another page, or only named."""

from citizencheck.journeys import find_journeys
from citizencheck.language import load_language
from citizencheck.ruletest import snapshot_of

LANGUAGE = load_language()
WORDS = "<p>" + "We tell you here what to do and whom to ask, in plain words and step by step. " * 4 + "</p>"


def status_of(task: str, pages: dict[str, str]) -> tuple[str, str]:
    from citizencheck.graph import build_site

    site = find_journeys(build_site(snapshot_of(pages), LANGUAGE), LANGUAGE, tier="unitary", pack="uk")
    journey = next(j for j in site.journeys if j.task.id == task)
    return journey.status, journey.url.partition(".invalid")[2] or journey.url


def page(title: str, body: str) -> str:
    return f"<html lang=en><head><title>{title}</title></head><body><main><h1>{title}</h1>{body}</main></body></html>"


def test_a_heading_on_another_page_tells_of_a_task() -> None:
    pages = {
        "/": page("Anytown Council", "<a href='/contact'>Contact us</a>"),
        "/contact": page("Contact us", f"{WORDS}<h2>Make a complaint</h2>{WORDS}"),
    }

    assert status_of("complain", pages)[0] == "section"


def test_a_heading_that_is_only_a_link_to_nowhere_tells_nothing() -> None:
    pages = {
        "/": page("Anytown Council", "<a href='/report'>Report it</a>"),
        "/report": page("Report it", f"{WORDS}<h2><a href='#'>Report fly-tipping</a></h2>"),
    }

    assert status_of("report-fly-tipping", pages)[0] == "mentioned"


def test_a_link_that_opens_a_page_with_something_on_it_is_followed() -> None:
    pages = {
        "/": page("Anytown Council", "<a href='/highways'>Report a broken street light</a>"),
        "/highways": page("Highways", WORDS + "<p>Is a street light out? Ring us.</p>"),
    }

    assert status_of("report-street-light", pages)[0] == "section"

    pages["/highways"] = page("Highways", WORDS)
    assert status_of("report-street-light", pages)[0] == "mentioned"  # a label alone proves nothing about the page


def test_a_link_that_opens_an_empty_page_is_a_promise_not_kept() -> None:
    pages = {
        "/": page("Anytown Council", "<a href='/highways'>Report a broken street light</a>"),
        "/highways": page("Highways", "<p>Soon.</p>"),
    }

    assert status_of("report-street-light", pages)[0] == "mentioned"


def test_words_in_passing_make_a_task_mentioned_and_other_words_do_not() -> None:
    pages = {
        "/": page("Anytown Council", "<a href='/waste'>Bins and recycling</a>"),
        "/waste": page(
            "Bins and recycling",
            "<p>Colours and collection days are set locally. A term that is used here has its date beside it.</p>",
        ),
    }

    assert status_of("bin-collection-days", pages)[0] == "mentioned"
    assert status_of("term-dates", pages)[0] == "absent"


def test_a_page_that_stands_in_for_many_tells_of_none_of_them() -> None:
    labels = ("Report a broken street light", "Pay your council rent", "Renew a library book", "Report graffiti")
    pages = {
        "/": page("Anytown Council", "".join(f"<a href='/soon'>{label}</a>" for label in labels)),
        "/soon": page("Sprint 13", "<p>" + "This prototype shows some screens and is changed every second week. " * 4 + "</p>"),
    }  # fmt: skip

    assert {status_of(t, pages)[0] for t in ("report-street-light", "pay-rent", "renew-library-book")} == {"mentioned"}


def test_a_page_where_many_things_are_done_is_no_stand_in() -> None:
    labels = ("Report a broken street light", "Pay your council rent", "Renew a library book", "Report graffiti")
    told = "<p>" + "Street lights, rent, library books and graffiti: call us and we see to it. " * 3 + "</p>"
    pages = {
        "/": page("Anytown Council", "".join(f"<a href='/do'>{label}</a>" for label in labels)),
        "/do": page("Customer services", told),
    }

    assert status_of("report-street-light", pages)[0] == "section"


UNIT = "<p>The Division operates through a Highways Maintenance Contract. To notify it of a defect telephone 01632 980300.</p>"


def test_a_task_that_only_a_units_page_tells_of_is_hidden_behind_the_units_name() -> None:
    from journey_support import journey

    pages = {
        "/": page("Anytown Council", "<a href='/h'>Highways Division</a>"),
        "/h": page("Highways Division", WORDS + UNIT),
    }
    hidden = journey("report-pothole", pages, LANGUAGE)
    assert (hidden.status, hidden.unit, hidden.url.rpartition("/")[2]) == ("section", "Highways Division", "h")

    pages["/h"] = page("How we are organised", WORDS + UNIT)
    told = journey("report-pothole", pages, LANGUAGE)
    assert (told.status, told.unit) == ("section", "")  # whom to ring stands there, under no unit's name


def test_one_telling_word_is_a_mention_and_what_is_left_of_a_phrase_is_none() -> None:
    pages = {
        "/": page("Anytown Council", "<a href='/p'>Comment</a>"),
        "/p": page("Comment on plans", f"{WORDS}<p>We look at noise and at loss of light.</p>"),
    }

    assert status_of("report-noise", pages)[0] == "mentioned"
    assert status_of("report-street-light", pages)[0] == "absent"


def test_a_name_that_comes_near_leaves_it_open() -> None:
    pages = {
        "/": page("Anytown Council", "<a href='/x'>Looking after</a>"),
        "/x": page("If you help to look after", WORDS),
    }

    assert status_of("carer-support", pages)[0] in ("cannot_tell", "found")


def test_a_page_where_such_things_are_done_online_is_for_what_its_text_names() -> None:
    form = "<p><a class=button href='https://fix.example.org/'>Report a problem</a></p>"
    uses = "<p>Use it for pavements, street lights, signs and overgrown hedges.</p>"
    pages = {
        "/": page("Anytown Council", "<a href='/report'>Report a road problem</a>"),
        "/report": page("Report a road problem", form + uses),
    }

    assert status_of("report-street-light", pages)[0] == "section"

    pages["/report"] = page("Our roads", "<p>Contractors look after the street lights.</p>" + WORDS)
    assert status_of("report-street-light", pages)[0] == "mentioned"


def test_what_lists_another_task_does_not_speak_of_this_one() -> None:
    said = "Disabled parking permits and free bus travel for older and disabled residents"
    pages = {
        "/": page("Anytown Council", f"<a href='/blue-badges'>Blue Badges</a><p>{said}</p>"),
        "/blue-badges": page("Blue Badges", WORDS),
    }

    assert status_of("parking-permit", pages)[0] == "absent"

    pages["/"] = page("Anytown Council", "<p>Parking permits and free bus travel for older and disabled residents</p>")
    assert status_of("parking-permit", pages)[0] == "mentioned"


def test_a_page_that_says_the_task_in_its_name_tells_of_it_before_a_units_page() -> None:
    told = "<p>Ring us on 01234 567890 to ask for help at home.</p>"
    pages = {
        "/": page("Anytown Council", "<a href='/partnership'>Health and social care partnership</a>"),
        "/partnership": page(
            "Health and social care partnership", f"{WORDS}{told}<a href='/getting'>Getting help at home</a>"
        ),
        "/getting": page("Getting help at home", f"{WORDS}<p>Ring us on 01234 567890.</p>"),
    }

    assert status_of("adult-care-assessment", pages) == ("section", "/getting")


def test_a_councils_word_for_a_task_is_no_mention_where_it_is_said_of_other_things() -> None:
    pages = {
        "/": page("Anytown Council", "<a href='/markets'>Markets</a>"),
        "/markets": page("Markets", "<p>Ask the market's manager about pitch allocations.</p>"),
    }

    assert status_of("apply-council-home", pages)[0] == "absent"


def test_a_sentence_with_a_number_to_ring_tells_of_what_it_names() -> None:
    told = "<p>If you are homeless or about to be, phone 01632 970155.</p>"
    pages = {
        "/": page("Anytown Council", "<a href='/housing'>Housing</a>"),
        "/housing": page("Housing", WORDS + told),
    }

    assert status_of("homeless", pages) == ("section", "/housing")

    pages["/housing"] = page(
        "Housing", WORDS + "<p>The strategy for homeless people is a duty.</p><p>Phone 01632 970155.</p>"
    )
    assert status_of("homeless", pages)[0] == "mentioned"


def test_the_name_of_a_law_or_of_a_trade_tells_of_no_task() -> None:
    law = "<p>The Section enforces the Environmental Protection Act 1990. Ring 01632 980300 for the Street Works Engineer.</p>"
    pages = {
        "/": page("Anytown Council", "<a href='/w'>Waste Disposal Section</a>"),
        "/w": page("Waste Disposal Section", WORDS + law),
    }

    assert status_of("report-noise", pages)[0] == "absent"
    assert status_of("roadworks", pages)[0] == "absent"

    pages["/w"] = page("Waste Disposal Section", WORDS + "<p>To report a noise problem ring 01632 980300.</p>")
    assert status_of("report-noise", pages)[0] == "section"


def test_a_list_tells_of_each_thing_that_it_names() -> None:
    said = "<h2>Report a problem on the road</h2><ul><li>potholes</li><li>street lights and traffic lights</li></ul>"
    pages = {"/": page("Anytown Council", "<a href='/roads'>Roads</a>"), "/roads": page("Roads", WORDS + said)}

    assert status_of("report-street-light", pages)[0] == "mentioned"


def test_the_lead_of_a_paragraph_tells_of_what_its_page_is_about() -> None:
    leads = "<p><b>How to claim.</b> Ask us.</p><p><b>Change of circumstances.</b> You must tell us within a month.</p>"
    pages = {
        "/": page("Anytown Council", "<a href='/b'>Housing Benefit</a>"),
        "/b": page("Housing Benefit", WORDS + leads),
    }

    assert status_of("report-benefit-change", pages) == ("section", "/b")

    pages["/b"] = page("Parks", WORDS + leads)
    assert status_of("report-benefit-change", pages)[0] != "section"


def test_a_row_beside_a_start_of_its_like_tells_of_a_task() -> None:
    rows = "<table><tr><th>Phase<th>Opens</tr><tr><td>Secondary school (Year 7)<td>28 September</tr></table>"
    form = "<form method=post action=/go><label for=a>Name</label><input id=a name=n><button>Apply</button></form>"
    pages = {
        "/": page("Anytown Council", "<a href='/a'>Apply for a primary school place</a>"),
        "/a": page("Apply for a primary school place", WORDS + rows + form),
    }

    assert status_of("secondary-school-place", pages) == ("section", "/a")

    pages["/a"] = page("Apply for a primary school place", WORDS + rows)
    assert status_of("secondary-school-place", pages)[0] == "mentioned"  # nothing starts there


def test_a_file_that_is_no_form_tells_nobody_how_to_act() -> None:
    unit = "<p>The Section prepares the policy on noise nuisance.</p><p><a href=/p.pdf>{}</a></p>"
    pages = {
        "/": page("Anytown Council", "<a href='/u'>Regulatory Services Section</a>"),
        "/u": page("Regulatory Services Section", WORDS + unit.format("Annual report")),
    }

    assert status_of("report-noise", pages)[0] == "mentioned"

    pages["/u"] = page("Regulatory Services Section", WORDS + unit.format("Noise nuisance form"))
    assert status_of("report-noise", pages)[0] == "section"


def test_a_page_that_does_it_is_not_overruled_by_a_units_page() -> None:
    from journey_support import journey

    report = "<p>Use our map to report potholes, street lights and drains.</p><form method=post action=/go><label for=a>Where</label><input id=a name=n><button>Send</button></form>"
    unit = "<p>To report street lights ring the Section on 01632 980300.</p>"
    pages = {
        "/": page("Anytown Council", "<a href='/r'>Report a road problem</a><a href='/u'>Highways Section</a>"),
        "/r": page("Report a road problem", WORDS + report),
        "/u": page("Highways Section", WORDS + unit),
    }
    told = journey("report-street-light", pages, LANGUAGE)
    assert (told.unit, told.url.partition(".invalid")[2]) == ("", "/r")


def test_a_label_that_comes_near_is_given_as_the_reason_that_nothing_is_said() -> None:
    from journey_support import journey

    pages = {
        "/": page("Anytown Council", "<p><a href='/visit'>Book a visit to the reuse and recycling centre</a></p>"),
        "/visit": page("Visits", WORDS),
    }
    found = journey("recycling-centre", pages, LANGUAGE)
    assert (found.status, found.reasons) == (
        "cannot_tell",
        ("A link hints at it, and no page was seen to be about it.",),
    )
