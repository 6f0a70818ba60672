"""Whether a task can be started online from its page."""

from pathlib import Path

from citizencheck.crawl import CrawlPlan
from citizencheck.graph import build_site
from citizencheck.journeys import find_journeys
from citizencheck.journeys.services import with_services
from citizencheck.language import Language
from citizencheck.model import Channel, Journey
from citizencheck.pipeline import crawl_site
from citizencheck.store import RunStore
from journey_support import WORDS, journey, page, site_of

CALL = "<p>To book, ring the Environmental Services Department on 01632 970201. Pay by cheque.</p>"


def bulky(body: str, language: Language) -> Journey:
    pages = {
        "/": page("Anytown Council", "<a href=/bulky>Bulky waste</a>"),
        "/bulky": page("Bulky waste", body),
    }
    return journey("bulky-waste", pages, language)


def test_another_tasks_link_is_no_start(language: Language) -> None:
    tip = "<p><a href='https://www.county.gov.uk/tips'>Find a recycling centre on the county's website</a></p>"

    found = bulky(CALL + tip, language)
    assert (found.online, found.start_url, found.hand_offs) == (False, "", ())


def test_the_only_link_that_acts_is_the_start_and_a_second_button_is_one_too(language: Language) -> None:
    book = "<p><a href='https://forms.example/b'>Book online</a></p>"
    assert bulky(WORDS + book, language).start_url == "https://forms.example/b"

    more = "<p><a class=button href='https://forms.example/b'>Join or renew</a></p><p>You may have to pay. <a href='https://cost.example/'>Work out what you might pay</a></p>"
    assert [h.url for h in bulky(WORDS + more, language).hand_offs] == ["https://forms.example/b"]


def test_a_link_that_says_nothing_is_read_with_its_sentence(language: Language) -> None:
    said = "<p>Applications are made through GOV.UK. <a href='https://www.gov.uk/apply'>Click here</a>.</p>"
    assert bulky(WORDS + said, language).start_url == "https://www.gov.uk/apply"

    told = "<p>Old sofas were once burnt. <a href='https://history.example/'>Click here</a>.</p>"
    assert bulky(WORDS + told, language).start_url == ""


def test_for_a_child_in_danger_a_telephone_is_right(language: Language) -> None:
    pages = {
        "/": page("Anytown Council", "<a href=/c>Report a concern about a child</a>"),
        "/c": page("Report a concern about a child", "<p>If you are worried about a child, phone 01632 980101.</p>"),
    }
    found = journey("child-concern", pages, language)

    assert (found.online, found.caps) == (None, ())


def test_what_lies_beside_the_task_is_no_start_of_it(language: Language) -> None:
    pages = {
        "/": page("Anytown Council", "<a href=/taxi>Taxi licence</a>"),
        "/taxi": page("Apply for a taxi licence", "<p>Bring the form to the Town Hall with a cheque.</p>{}"),
    }
    for beside in (
        "<p>See the <a href='https://lic.example/r'>public register of licences (opens in a new window)</a>.</p>",
        "<p><a href='https://pay.example/r'>Pay for a replacement plate online</a></p>",
        "<p>Ask about <a href='https://www.gov.uk/tell-us-once'>Tell Us Once</a>.</p>",
    ):
        found = journey("taxi-licence", {**pages, "/taxi": pages["/taxi"].format(beside)}, language)
        assert found.online is not True, beside
        assert found.hand_offs == (), beside

    start = "<p><a href='https://lic.example/a'>Apply or register online</a></p>"
    assert journey("taxi-licence", {**pages, "/taxi": pages["/taxi"].format(start)}, language).online is True


def test_replacing_is_the_start_where_it_is_the_task(language: Language) -> None:
    pages = {
        "/": page("Anytown Council", "<a href=/bins/new>Order a new bin</a>"),
        "/bins/new": page(
            "Order a new bin", f"{WORDS}<p><a href='https://forms.example/b'>Order a replacement bin</a></p>"
        ),
    }
    assert journey("order-bin", pages, language).start_url == "https://forms.example/b"


def test_a_label_that_tells_of_the_new_window_says_nothing_still(language: Language) -> None:
    said = "<p>{} <a href='https://forms.example/c'>here (opens in a new window)</a>.</p>"
    assert bulky(WORDS + said.format("Claims are made"), language).start_url == "https://forms.example/c"
    assert bulky(WORDS + said.format("Old sofas were once burnt"), language).start_url == ""


def test_a_page_that_sends_to_a_telephone_without_a_number_has_no_start_whatever_else_it_links(
    language: Language,
) -> None:
    reuse = "<p>Could someone use it? The <a href='https://reuse.example/'>Reuse Network</a> collects furniture.</p>"
    told = bulky("<p>Bookings can be made by telephoning the Contact Centre between 9am and 4pm.</p>" + reuse, language)
    assert (told.online, told.channel) == (False, Channel.PHONE)

    mail = "<p>Write to <a href=mailto:waste@anytown.gov.uk>waste@anytown.gov.uk</a> for a collection.</p>"
    assert bulky(mail + reuse, language).online is None


def test_for_the_homeless_a_telephone_is_right(language: Language) -> None:
    pages = {
        "/": page("Anytown Council", "<a href=/h>Homelessness</a>"),
        "/h": page("Homelessness", "<p>If you have nowhere to stay tonight, phone 01632 980101.</p>"),
    }
    assert journey("homeless", pages, language).online is None


def test_nothing_is_missed_where_the_council_does_not_do_it_any_more(language: Language) -> None:
    """An honest page about a service that ended is accused of no missing form; one that ended a way to pay still is."""
    ended = "<p>The council no longer provides a pest control service. Ring 01632 980101 about rats on other people's land, and ask a firm about your own.</p>"
    pages = {"/": page("Anytown Council", "<a href=/p>Pest control</a>"), "/p": page("Pest control", ended)}
    pests = journey("pest-control", pages, language)
    assert (pests.status, pests.online, pests.channel) == ("found", None, "none")

    still = "<p>Ring 01632 980101 to book a visit. We treat rats, mice and wasps in homes, for a fee. We no longer take cheques.</p>"
    pages["/p"] = page("Pest control", still)
    pests = journey("pest-control", pages, language)
    assert (pests.online, pests.channel) == (False, "phone")


def test_each_of_several_ways_that_has_the_tasks_verb_may_start_it(language: Language) -> None:
    def pay(verb: str) -> Journey:
        ways = "".join(f"<p><a href='https://{n}.example/'>{verb} {n}</a> or call 01632 980101.</p>" for n in "ab")
        pages = {
            "/": page("Anytown Council", "<a href=/pay>Pay council tax</a>"),
            "/pay": page("Pay council tax", f"{WORDS}{ways}<p>Or call 01632 980102.</p>"),
        }
        return journey("pay-council-tax", pages, language)

    assert pay("Pay on system").online is True
    assert pay("Find form").online is not True


def test_of_a_page_that_names_no_way_any_link_that_was_not_read_may_be_it(language: Language) -> None:
    away = "<p><a href='https://talk.example/'>The Anytown conversation</a></p>"
    assert bulky(WORDS + away, language).online is None


def test_of_several_links_that_act_the_one_with_the_tasks_verb_starts_it(language: Language) -> None:
    ways = "<p><a href='https://pcn.example/pay'>Click here</a> to pay.</p><p><a href='https://pcn.example/appeal'>Click here</a> to appeal.</p>"
    pages = {
        "/": page("Anytown Council", "<a href=/pcn>Pay a parking fine</a>"),
        "/pcn": page("Parking fines (PCN)", f"{ways}<p>Or telephone 01632 980101.</p>"),
    }
    found = journey("pay-parking-fine", pages, language)
    assert (found.online, found.start_url, found.channel) == (True, "https://pcn.example/pay", Channel.MIXED)

    pages["/pcn"] = page(
        "Parking fines (PCN)", f"{ways.replace('to pay', 'to claim')}<p>Or telephone 01632 980101.</p>"
    )
    assert journey("pay-parking-fine", pages, language).start_url == ""


def test_a_portal_that_only_its_sentence_explains_may_be_the_start_and_one_for_professionals_is_not(
    language: Language,
) -> None:
    def care(who: str) -> bool | None:
        told = f"<p>{who} <a href='https://portal.example/{who[0]}'>portal</a> or phone 01632 980101.</p>"
        other = "<p>See the <a href='https://portal.example/x'>history of our town</a>.</p>"
        pages = {
            "/": page("Anytown Council", "<a href=/care>Get help at home</a>"),
            "/care": page("Care at home", told + other + WORDS),
        }
        return journey("adult-care-assessment", pages, language).online

    assert care("Members of the public may use the") is not False
    assert care("Health professionals must use the") is not True


def test_what_only_looks_something_up_is_no_start_of_a_task_of_doing(language: Language) -> None:
    directory = "<p><a href='https://directory.example/'>Dewi: find local help</a></p>"
    ask = "<p><a href='https://forms.example/a'>Ask for an assessment</a></p>"
    pages = {
        "/": page("Anytown Council", "<a href=/care>Get help at home</a>"),
        "/care": page("Get help to live at home", f"<p>Phone 01632 980101.</p>{directory}"),
    }
    found = journey("adult-care-assessment", pages, language)
    assert (found.online, found.hand_offs) == (None, ())

    pages["/care"] = page("Get help to live at home", f"<p>Phone 01632 980101.</p>{directory}{ask}")
    assert journey("adult-care-assessment", pages, language).start_url == "https://forms.example/a"


def test_a_hub_is_not_accused_of_what_the_page_behind_it_has(language: Language) -> None:
    pages = {
        "/": page("Anytown Council", "<a href=/repairs>Repairs</a>"),
        "/repairs": page("Council home repairs", "<ul><li><a href=/repairs/report>Report a repair</a></ul>"),
        "/repairs/report": page(
            "Article", f"{WORDS}<p><a class=button href='https://forms.example/r'>Start now</a></p>"
        ),
    }
    found = journey("housing-repair", pages, language)
    assert (found.online, found.start_url) == (True, "https://forms.example/r")

    pages["/repairs/report"] = page("Article", "<p>Ring 01632 980101.</p>")
    assert journey("housing-repair", pages, language).online is False


def test_page_and_task_tell_one_story(language: Language) -> None:
    """A start that was found for the task makes its page one to act on online, whatever its words alone said."""
    permit = (
        "<p>For help ring us on 01632 980101, or visit our office.</p><p><a href='https://permits.example/p'>{}</a></p>"
    )
    pages = {
        "/": page("Anytown Council", "<a href=/permit>Parking permits</a>"),
        "/permit": page("Residents parking permits", permit.format("Buy or renew a permit")),
    }
    site = with_services(site_of(pages, language))
    node = next(n for n in site.nodes if n.url.endswith("/permit"))
    task = next(j for j in site.journeys if j.task.id == "parking-permit")
    assert (task.online, task.channel, node.channel) == (True, Channel.MIXED, Channel.MIXED)


def test_a_start_behind_a_link_that_is_led_on_to_its_page_is_seen(language: Language, tmp_path: Path) -> None:
    """A link without the last slash is answered with the address that has it, as many servers do."""
    pages = {
        "index.html": page(
            "Anytown Council", "<ul><li><a href=/blue-badge/>Apply for a Blue Badge</a></li></ul>" + WORDS
        ),
        "blue-badge/index.html": page(
            "Apply for a Blue Badge",
            WORDS + "<ul><li><a href=/blue-badge/apply>How to apply for a Blue Badge</a></li></ul>",
        ),
        "blue-badge/apply/index.html": page(
            "How to apply for a Blue Badge",
            WORDS + "<p><a role=button href=https://www.gov.uk/apply-blue-badge>Start now</a></p>",
        ),
    }
    for name, html in pages.items():
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_text(html)
    crawl_site(CrawlPlan(target=str(tmp_path / "site")), tmp_path / "run")
    with RunStore.open(tmp_path / "run") as store:
        site = find_journeys(build_site(store.snapshot(), language), language, tier="unitary", pack="uk")
    found = next(j for j in site.journeys if j.task.id == "blue-badge")

    assert (found.status, found.online, found.start_url) == ("found", True, "https://www.gov.uk/apply-blue-badge")


def test_to_subscribe_is_to_act(language: Language) -> None:
    got = journey(
        "garden-waste",
        {
            "/": page("Anytown Council", "<a href=/g>Garden waste</a>" + WORDS),
            "/g": page(
                "Garden waste",
                "<h2>North</h2><p>£46 a year. <a href=https://www.north.example/bin>Subscribe for the north</a>.</p>"
                "<h2>South</h2><p>£38 a year. Phone 01632 960630 to subscribe.</p>" + WORDS,
            ),
        },
        language,
    )

    assert got.online is True


def test_a_link_from_home_straight_to_where_the_task_is_done_needs_no_department(language: Language) -> None:
    """The page below the unit is there as well, and nobody has to go there."""
    pages = {
        "/": page(
            "Anytown Council",
            "<a href=/units>Housing Services Section</a> {}" + WORDS,
        ),
        "/units": page("Housing Services Section", "<a href=/register>Apply for a council home</a>" + WORDS),
        "/register": page(
            "Apply for a council home", "<p><a class=button href=https://homes.example/a>Start now</a></p>" + WORDS
        ),
    }
    straight = '<a href="https://homes.example/a">Apply for a council home</a>'
    with_link = {**pages, "/": pages["/"].format(straight)}
    without = {**pages, "/": pages["/"].format("")}

    assert journey("apply-council-home", with_link, language).home_link is True
    assert journey("apply-council-home", with_link, language).gatekeepers == ()
    assert journey("apply-council-home", without, language).home_link is False


def test_of_several_links_that_act_the_one_below_the_tasks_heading_starts_it(language: Language) -> None:
    births = (
        "<h2>Register a birth</h2><p>Come within 42 days. <a href='https://book.example/b'>Book an appointment</a>.</p>"
    )
    weddings = "<h2>Get married</h2><p><a href='https://book.example/m'>Book a ceremony</a>, or phone 01632 980101.</p>"
    pages = {
        "/": page("Anytown Council", "<a href=/r>Births and deaths</a>"),
        "/r": page("Register a birth or a death", births + weddings),
    }
    found = journey("register-birth", pages, language)
    assert (found.online, found.start_url) == (True, "https://book.example/b")


def test_where_a_way_online_is_seen_beside_the_telephone_none_is_not_said(language: Language) -> None:
    """What the page offers online may be for others' areas: it is not said that there is nothing."""
    areas = "<p>£46 a year. <a href='https://old.example/g'>Subscribe for Harrow</a>.</p><p>In Moss, phone 01632 980101 to join.</p>"
    pages = {
        "/": page("Anytown Council", "<a href=/g>Garden waste</a>"),
        "/g": page("Garden waste collection", areas),
    }
    assert journey("garden-waste", pages, language).online is not False
    pages["/g"] = page("Garden waste collection", "<p>£46 a year. Phone 01632 980101 to join.</p>")
    assert journey("garden-waste", pages, language).online is False


def test_a_link_to_where_it_is_done_for_all_councils_leads_to_it_whatever_it_says(language: Language) -> None:
    link = "<p>Applications go through the <a href=https://www.planningportal.co.uk/applications>national site</a>.</p>"
    pages = {
        "/": page("Anytown Council", "<a href=/dm>Development management</a>"),
        "/dm": page("Development management", WORDS + link),
    }
    found = journey("apply-planning", pages, language)
    assert (found.status, found.online) == ("found", True)

    other = link.replace("www.planningportal.co.uk/applications", "www.planningportal.co.uk.example/x")
    assert (
        journey("apply-planning", {**pages, "/dm": page("Development management", WORDS + other)}, language).status
        != "found"
    )


def test_a_button_behind_which_there_is_something_to_read_starts_nothing(language: Language) -> None:
    button = "<a href=https://www.hse.example/x class=button role=button>{}</a>"
    pages = {
        "/": page("Anytown Council", "<a href=/t>Street trading</a>"),
        "/t": page("Street trading", WORDS + button.format("Find guidance and templates")),
    }
    assert journey("street-trading", pages, language).online is not True
    pages["/t"] = page("Street trading", WORDS + button.format("Start now"))
    assert journey("street-trading", pages, language).online is True


def test_the_way_to_a_link_off_the_site_begins_at_home(language: Language) -> None:
    link = "<a href=https://www.gov.example/bands>Find your council tax band</a>"
    pages = {"/": page("Anytown Council", "<a href=/rev>Revenues</a>"), "/rev": page("Revenues", WORDS + link)}
    found = journey("council-tax-bands", pages, language)
    assert [(s.label, s.target.partition(".invalid")[2] or s.target) for s in found.routes[0].steps] == [
        ("Revenues", "/rev"),
        ("Find your council tax band", "https://www.gov.example/bands"),
    ]
    assert (found.clicks, found.scent < 0.5) == (2, True)  # the first label on the way says nothing of it
