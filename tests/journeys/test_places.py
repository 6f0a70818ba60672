"""Which page is taken for a task's own."""

import pytest

from citizencheck.language import Language
from journey_support import WORDS, journey, page, path


def found(task: str, pages: dict[str, str], language: Language) -> str:
    return path(journey(task, pages, language).url)


def linked(*paths: str) -> str:
    return page("Anytown Council", "".join(f"<p><a href='{p}'>{p.strip('/')}</a></p>" for p in paths))


def test_what_a_page_is_filed_under_says_which_change_it_is_about(language: Language) -> None:
    name = "Changes in your circumstances"
    pages = {"/": linked("/x"), "/x": page(name, WORDS, crumb="Council Tax")}
    assert found("council-tax-moving", pages, language) == "/x"
    assert found("report-benefit-change", pages, language) == ""

    pages["/x"] = page(name, WORDS, crumb="Benefits")
    assert found("report-benefit-change", pages, language) == "/x"
    assert found("council-tax-moving", pages, language) == ""


def test_a_units_name_above_a_page_lends_it_no_words(language: Language) -> None:
    pages = {"/": linked("/x"), "/x": page("Street Division", WORDS, crumb="Public Works")}

    assert found("roadworks", pages, language) == ""


@pytest.mark.parametrize(("name", "named", "others"), [
    ("Complain about noise", ("report-noise",), ("complain",)),
    ("Pay your water bill", ("pay-water-bill",), ("pay-invoice",)),
    ("Pay or challenge a parking fine", ("pay-parking-fine", "appeal-parking-fine"), ()),
    ("Apply for a school place", ("primary-school-place", "secondary-school-place"), ()),
    ("Apply for a primary school place", ("primary-school-place",), ("secondary-school-place",)),
])  # fmt: skip
def test_a_name_is_the_name_of_one_task_unless_it_joins_two(
    name: str, named: tuple[str, ...], others: tuple[str, ...], language: Language
) -> None:
    pages = {"/": linked("/x"), "/x": page(name, WORDS)}

    assert all(found(t, pages, language) == "/x" for t in named)
    assert not any(found(t, pages, language) for t in others)


def test_voting_by_post_is_not_registering(language: Language) -> None:
    both = "<p><a href='https://www.gov.uk/apply-postal-vote'>Apply to vote by post</a></p><p><a href='https://www.gov.uk/register-to-vote'>Register to vote on GOV.UK</a></p>"
    pages = {"/": linked("/e"), "/e": page("Elections", WORDS + both)}

    assert found("register-to-vote", pages, language) == "https://www.gov.uk/register-to-vote"


def test_a_post_is_no_page_for_a_task_and_a_page_with_the_same_name_is(language: Language) -> None:
    pages = {"/": linked("/2026/02/14/litter/"), "/2026/02/14/litter/": page("Litter pick in spring", WORDS)}
    assert found("report-litter", pages, language) == ""

    pages = {"/": linked("/litter/2026"), "/litter/2026": page("Report litter", WORDS)}
    assert found("report-litter", pages, language) == "/litter/2026"


def test_a_page_with_a_citizens_name_goes_before_a_units_page(language: Language) -> None:
    pages = {
        "/": linked("/ds", "/c"),
        "/ds": page("Democratic Services", WORDS),
        "/c": page("County councillors", WORDS),
    }
    assert found("find-councillor", pages, language) == "/c"

    del pages["/c"]
    assert found("find-councillor", pages, language) == "/ds"


def test_a_page_in_the_sites_language_goes_before_the_same_in_another(language: Language) -> None:
    pages = {
        "/": linked("/cy/cysylltu", "/en/contact"),
        "/cy/cysylltu": page("Cysylltu â ni", WORDS, lang="cy"),
        "/en/contact": page("Contact", WORDS),
    }
    assert found("contact-council", pages, language) == "/en/contact"


def test_a_page_with_one_button_is_about_what_the_button_does(language: Language) -> None:
    button = "<p><a class=button href='https://forms.example/{0}'>{1}</a></p>"
    assessment = button.format("carers", "Ask for a carer's assessment")
    pages = {"/": linked("/carers"), "/carers": page("If you look after somebody", WORDS + assessment)}
    assert found("carer-support", pages, language) == "/carers"

    hub = page("Adults", WORDS + assessment + button.format("help", "Get help at home"))
    assert found("carer-support", {"/": linked("/adults"), "/adults": hub}, language) == "https://forms.example/carers"


def test_a_button_on_a_tasks_own_page_is_no_other_tasks(language: Language) -> None:
    pages = {
        "/": linked("/water"),
        "/water": page(
            "Pay your water bill", "<p><a class=button href='https://pay.example/w'>Pay my bill</a></p>" + WORDS
        ),
    }
    assert found("pay-water-bill", pages, language) == "/water"
    assert found("pay-invoice", pages, language) == ""


def test_a_step_is_never_a_link_that_stays_on_its_page(language: Language) -> None:
    skip = "<a class=skip href='#main'>Skip to content</a>"
    side = "<aside><p><a href='/allot'>Rent a plot</a></p></aside>"
    plain = (
        "<html lang=en-GB><head><title>{0}</title></head><body>"
        + skip
        + "<main id=main><h1>{0}</h1>"
        + WORDS
        + "</main>"
        + side
        + "</body></html>"
    )
    pages = {"/": plain.format("Anytown Council"), "/allot": plain.format("Allotments")}
    pages |= {f"/p{i}": plain.format(f"Page {i}") for i in range(6)}

    way = journey("allotment", pages, language)
    assert [s.label for r in way.routes for s in r.steps if r.kind == "browse"] == ["Rent a plot"]
    assert way.home_link is True


def test_a_menu_under_a_units_name_is_no_way_that_passes_no_unit(language: Language) -> None:
    def menu(label: str) -> str:
        return f"<nav><ul><li><a href=/d>{label}</a><ul><li><a href=/light>Report a street light fault</a></li></ul></li></ul></nav>"

    def with_menu(html: str, label: str) -> str:
        return html.replace("<main>", f"{menu(label)}<main>")

    pages = {
        "/": page("Anytown Council", WORDS),
        "/d": page("x", WORDS),
        "/light": page("Report a street light fault", WORDS),
    }
    unit = {p: with_menu(html, "Highways Directorate") for p, html in pages.items()}
    subject = {p: with_menu(html, "Roads and pavements") for p, html in pages.items()}
    assert journey("report-street-light", unit, language).plain_way is False
    assert journey("report-street-light", subject, language).plain_way is True
    assert "No department page stands in the way." not in journey("report-street-light", unit, language).reasons


def test_each_part_of_a_joined_name_is_read_and_a_part_of_one_word_is_not(language: Language) -> None:
    pages = {"/": linked("/x"), "/x": page("Report a pothole or damaged pavement", WORDS)}
    assert found("report-pavement", pages, language) == "/x"

    pages["/x"] = page("Hedges, pavements and verges in the parish", WORDS)
    assert found("report-pavement", pages, language) == ""


EMPTY = "<p>Advice on how to pay, and on discounts.</p>"


def test_a_page_of_the_tasks_name_that_holds_nothing_is_told_as_empty(language: Language) -> None:
    pages = {"/": linked("/x", "/y"), "/x": page("Apply for a parking permit", EMPTY), "/y": page("Parking", WORDS)}
    told = journey("parking-permit", pages, language)

    assert (told.status, path(told.url), told.stars) == ("empty", "/x", None)
    assert told.reasons == ("The page of its name holds nothing.",)


@pytest.mark.parametrize("more", [
    "<p>Call 01234 567890.</p>",
    "<p>Apply at the town hall, and bring a bill that shows where you live.</p>",
    "<ul><li><a href='https://permits.example.org/apply'>Apply</a></li></ul>",
])  # fmt: skip
def test_a_short_page_that_says_what_to_do_is_not_empty(language: Language, more: str) -> None:
    pages = {"/": linked("/x"), "/x": page("Apply for a parking permit", EMPTY + more)}

    assert journey("parking-permit", pages, language).status == "found"


def test_a_page_with_something_on_it_goes_before_an_empty_one(language: Language) -> None:
    pages = {
        "/": linked("/x", "/y"),
        "/x": page("Apply for a parking permit", EMPTY),
        "/y": page("Parking permits", WORDS),
    }

    assert found("parking-permit", pages, language) == "/y"


def test_a_page_that_its_own_scripts_may_fill_is_left_open(language: Language) -> None:
    shell = page("Apply for a parking permit", "").replace("</body>", "<script src='/app.js'></script></body>")
    pages = {"/": linked("/x", "/y"), "/x": shell, "/y": page("Parking", WORDS)}
    assert journey("parking-permit", pages, language).status == "found"

    pages["/y"] = page("Parking", WORDS).replace("</body>", "<script src='/app.js'></script></body>")
    assert journey("parking-permit", pages, language).status == "empty"  # a script that all pages carry fills none


def test_of_two_headings_the_one_that_names_the_task_better_tells_where_it_is(language: Language) -> None:
    pages = {
        "/": linked("/contact", "/tax"),
        "/contact": page("Contact us", WORDS + "<h2>Council tax and benefits</h2><p>Call us.</p>"),
        "/tax": page("Council tax", WORDS + "<h2>Council Tax Reduction</h2><p>Apply by post.</p>"),
    }

    assert path(journey("council-tax-support", pages, language).url) == "/tax"


def test_a_task_that_is_but_a_file_is_found_as_a_file(language: Language) -> None:
    """Term dates in a PDF are poor, and not missing."""
    pages = {"/": page("Anytown Council", "<p><a href='/media/dates.pdf'>School term dates</a></p>")}
    dates = journey("term-dates", pages, language)
    assert (dates.status, dates.channel, path(dates.url)) == ("found", "pdf", "/media/dates.pdf")


def test_a_form_that_is_but_a_file_is_told_of_on_the_page_that_offers_it(language: Language) -> None:
    pages = {
        "/": linked("/forms"),
        "/forms": page("Forms", WORDS + "<p><a href='/media/bb.pdf'>Apply for a Blue Badge</a></p>"),
    }
    badge = journey("blue-badge", pages, language)

    assert (badge.status, path(badge.url)) == ("section", "/forms")


def test_each_thing_that_a_label_lists_is_promised(language: Language) -> None:
    fix = "<p><a href='https://fix.example.org/'>Potholes, street lights and fly-tipping</a></p>"
    pages = {"/": linked("/streets"), "/streets": page("Streets", WORDS + fix)}

    for task in ("report-pothole", "report-street-light", "report-fly-tipping"):
        assert path(journey(task, pages, language).url) == "https://fix.example.org/", task
    assert journey("report-noise", pages, language).status == "absent"


def test_of_what_a_label_nearly_names_it_is_not_said_that_there_is_nothing(language: Language) -> None:
    label = "<p><a href='/visit'>Book a visit to the reuse and recycling centre</a></p>"
    pages = {"/": page("Anytown Council", label), "/visit": page("Visits", WORDS)}
    assert journey("recycling-centre", pages, language).status not in ("absent", "mentioned")

    pages = {"/": page("Anytown Council", "<p><a href='/visit'>Museum</a></p>"), "/visit": page("Visits", WORDS)}
    assert journey("recycling-centre", pages, language).status == "absent"


def test_a_start_on_another_page_counts_where_its_label_surely_names_the_task(language: Language) -> None:
    book = "<p><a href='https://booking.example.org/'>Book an appointment to register a death</a></p>"
    pages = {
        "/": linked("/registrars", "/births"),
        "/registrars": page("Register a death", WORDS),
        "/births": page("Births", WORDS + book),
    }
    death = journey("register-death", pages, language)

    assert (path(death.url), death.online, death.start_url) == ("/registrars", True, "https://booking.example.org/")


def test_many_links_with_the_councils_word_do_not_outweigh_the_citizens_word(language: Language) -> None:
    links = "".join(f"<p><a href='/options?{i}'>Housing options</a></p>" for i in range(3))
    pages = {
        "/": linked("/homeless", "/options", "/a", "/b"),
        "/homeless": page("Homelessness", WORDS),
        "/options": page("Housing options", WORDS),
        **{
            p: page(f"Advice {p[1:]}", WORDS + "<p><a href='/options'>Housing options</a></p>" + links)
            for p in ("/a", "/b")
        },
    }

    assert found("homeless", pages, language) == "/homeless"


def test_nobody_walks_over_what_lies_above_home(language: Language) -> None:
    """A prototype's index, which each page links to, is no part of the council's site."""
    pages = {
        "/v2/home/": page(
            "Anytown Council", "<p><a href='/v2/'>anytown.gov.uk</a></p><p><a href='/v2/business/'>Business</a></p>"
        ),
        "/v2/": page("All screens", "<p><a href='/v2/business/food/'>Multi-part page</a></p>"),
        "/v2/business/": page("Business", WORDS),
        "/v2/business/food/": page("Register a food business", WORDS),
    }
    assert journey("food-business", pages, language, start="/v2/home/").routes == ()

    pages["/v2/business/"] = page(
        "Business", WORDS + "<p><a href='/v2/business/food/'>Register a food business</a></p>"
    )
    (route,) = journey("food-business", pages, language, start="/v2/home/").routes
    assert [s.label for s in route.steps] == ["Business", "Register a food business"]


def test_whom_a_page_is_for_is_not_what_they_come_for(language: Language) -> None:
    name = "Children, young people and families"
    pages = {"/": linked("/c"), "/c": page(name, WORDS).replace(f"<title>{name}", "<title>Young people - Anytown")}
    assert found("youth-activities", pages, language) == ""
    pages["/c"] = page("Things to do: youth clubs and events", WORDS)
    assert found("youth-activities", pages, language) == "/c"


def test_whom_to_contact_about_a_subject_is_not_how_to_contact_the_council(language: Language) -> None:
    told = WORDS + "<h2>Contact information</h2><p>Ring 01632 960100.</p>"
    pages = {"/": linked("/gyms"), "/gyms": page("Outdoor gyms", told)}
    assert found("contact-council", pages, language) == ""
    pages = {"/": linked("/contact"), "/contact": page("Contact us", told)}
    assert found("contact-council", pages, language) == "/contact"


def test_a_walk_past_what_lies_above_home_is_counted_where_there_is_one(language: Language) -> None:
    """An index above home would be one click nearer, and so would a link that is yet to be filled in."""
    link = "<p><a href='/v2/business/food/'>Register a food business</a></p>"
    pages = {
        "/v2/home/": page(
            "Anytown Council", "<p><a href='/v2/'>Logo</a></p><p><a href='/v2/business/'>Business</a></p>"
        ),
        "/v2/": page("All screens", link),
        "/v2/business/": page("Business", WORDS + "<p><a href='/v2/business/start/'>Start a business</a></p>"),
        "/v2/business/start/": page("Start a business", WORDS + link),
        "/v2/business/food/": page("Register a food business", WORDS),
    }
    found = journey("food-business", pages, language, start="/v2/home/")
    assert (found.clicks, [s.label for s in found.routes[0].steps]) == (
        3,
        ["Business", "Start a business", "Register a food business"],
    )

    pages["/v2/home/"] = page(
        "Anytown Council", "<p><a href='/v2/business/start/#'>Soon</a></p><p><a href='/v2/business/'>Business</a></p>"
    )
    assert journey("food-business", pages, language, start="/v2/home/").clicks == 3
