"""Which page is the task's: the one that carries it, not the one named like it."""

from citizencheck.language import Language
from journey_support import FORM, WORDS, journey, page, path

HOME = "<html lang=en><head><title>Anytown Council</title></head><body><main><h1>Anytown Council</h1><ul>{}</ul></main></body></html>"
NOTHING = "<p>There is nothing here yet</p>"


def _home(**links: str) -> str:
    return HOME.format("".join(f"<li><a href=/{at}>{label}</a></li>" for at, label in links.items()))


def test_the_one_page_below_a_landing_page_that_carries_the_task_has_it(language: Language) -> None:
    hub = (
        "<ul><li><a href=/pay>Pay your Council Tax</a></li><li><a href=/ctr>Council Tax Reduction</a></li>"
        "<li><a href=/move>Moving home</a></li><li><a href=/bands>Bands and charges</a></li></ul>"
    )
    pages = {
        "/": _home(ct="Council Tax and Benefits"), "/ct": page("Council Tax and Benefits", hub),
        "/ctr": page("Council Tax Reduction", WORDS + FORM), "/pay": page("Pay your Council Tax", WORDS),
        "/move": page("Moving home", WORDS), "/bands": page("Bands and charges", WORDS),
    }  # fmt: skip
    assert path(journey("council-tax-support", pages, language).url) == "/ctr"


def test_a_list_whose_links_for_the_task_open_empty_pages_is_empty(language: Language) -> None:
    hub = "<h2>Contents</h2><ul><li><a href=/pay>Paying your business rates</a></li><li><a href=/what>Business rates explained</a></li></ul>"
    pages = {
        "/": _home(rates="Business rates"), "/rates": page("Business rates", hub),
        "/pay": page("Paying your business rates", NOTHING), "/what": page("Business rates explained", NOTHING),
    }  # fmt: skip
    found = journey("business-rates", pages, language)
    assert (found.status, path(found.url)) == ("empty", "/pay")  # what is empty is told of, and not the list
    filled = {**pages, "/pay": page("Paying your business rates", WORDS + FORM)}
    assert journey("business-rates", filled, language).status == "found"


def test_an_empty_page_of_the_tasks_name_is_not_replaced_by_what_is_done_again(language: Language) -> None:
    pages = {
        "/": _home(birth="Register a birth", again="Re-register a birth"),
        "/birth": page("Register a birth", NOTHING), "/again": page("Re-registering a birth", WORDS + FORM),
    }  # fmt: skip
    found = journey("register-birth", pages, language)
    assert (found.status, path(found.url)) == ("empty", "/birth")
    alone = {"/": _home(again="Re-register a birth"), "/again": pages["/again"]}
    assert journey("register-birth", alone, language).status != "found"


def test_a_list_that_only_joins_the_task_in_its_name_is_no_page_for_it(language: Language) -> None:
    hub = "<ul><li><a href=/b>Register a birth</a></li><li><a href=/deed>Change your name</a></li></ul>"
    pages = {
        "/": _home(life="Births, deaths and marriages"), "/life": page("Births, deaths and marriages", hub),
        "/b": page("Register a birth", WORDS + FORM), "/deed": page("Change your name", WORDS),
    }  # fmt: skip
    assert journey("register-death", pages, language).status == "mentioned"
    more = {**pages, "/life": page("Births, deaths and marriages", hub + "<ul><li><a href=/d>When a person dies: deaths</a></li></ul>"), "/d": page("What to do first", WORDS)}  # fmt: skip
    assert journey("register-death", more, language).status in ("found", "section")


def test_a_heading_is_read_with_the_short_name_of_its_page(language: Language) -> None:
    body = "<h2>Search and comment</h2>" + WORDS
    pages = {"/": _home(planning="Planning"), "/planning": page("Planning", body)}
    found = journey("find-planning-application", pages, language)
    assert (found.status, path(found.url)) == ("section", "/planning")
    other = {"/": _home(leisure="Leisure"), "/leisure": page("Leisure", body)}
    assert journey("find-planning-application", other, language).status != "section"


def test_a_tile_that_leads_off_the_site_is_read_with_its_teaser(language: Language) -> None:
    tile = "<h2><a href=https://libraries.example.org/>Libraries</a></h2><p>{}</p>"
    pages = {"/": _home(learn="Learning"), "/learn": page("Learning", tile.format("Join, renew and reserve") + WORDS)}
    found = journey("renew-library-book", pages, language)
    assert (found.status, found.url) == ("found", "https://libraries.example.org/")
    bare = {**pages, "/learn": page("Learning", tile.format("Where to find us") + WORDS)}
    assert journey("renew-library-book", bare, language).status != "found"


def test_a_sentence_that_names_the_thing_after_its_verb_beside_the_start_tells_of_it(language: Language) -> None:
    said = "<p>Use <a href=https://map.example.org/report>our map</a> to report potholes, street lights and blocked drains.</p>"
    pages = {"/": _home(roads="Highways"), "/roads": page("Highways", WORDS + said)}
    found = journey("report-street-light", pages, language)
    assert (found.status, path(found.url)) == ("section", "/roads")
    passing = {**pages, "/roads": page("Highways", WORDS + "<p>We look after roads, street lights and drains.</p>")}
    assert journey("report-street-light", passing, language).status == "mentioned"


def test_words_of_two_sentences_or_tiles_name_nothing_together(language: Language) -> None:
    pages = {"/": _home(trade="Markets"), "/trade": page("Markets", WORDS + "<p>Ask the council. Home and abroad.</p>")}
    assert journey("apply-council-home", pages, language).status == "absent"


def test_a_label_on_the_opened_page_does_not_tell_how_the_task_is_done(language: Language) -> None:
    pages = {
        "/": _home(contact="Report a missed bin"),
        "/contact": page("Contact us", WORDS + "<p><a href=/waste>Report a missed bin</a></p>"),
        "/waste": page("Bins and recycling", WORDS),
    }
    assert journey("report-missed-bin", pages, language).status == "mentioned"
    pages["/contact"] = page("Contact us", WORDS + FORM + "<p><a href=/waste>Report a missed bin</a></p>")
    assert journey("report-missed-bin", pages, language).status == "mentioned"


def test_visitors_permits_are_a_task_of_their_own(language: Language) -> None:
    pages = {
        "/": _home(r="Resident permit", v="Visitor permits"),
        "/r": page("Get a resident parking permit", WORDS + FORM), "/v": page("Visitor permits", WORDS),
    }  # fmt: skip
    assert path(journey("parking-permit", pages, language).url) == "/r"
    assert path(journey("visitor-permit", pages, language).url) == "/v"


def test_where_another_host_of_the_council_was_not_read_its_silence_is_not_known(language: Language) -> None:
    label = "Planning and building standards"
    pages = {
        "/": _home(waste="Bins").replace(
            "</ul>", f"<li><a href=https://planning.anytown.gov.uk/>{label}</a></li></ul>"
        ),
        "/waste": page("Bins", WORDS),
    }
    assert journey("apply-planning", pages, language).status == "cannot_tell"
    assert journey("report-noise", pages, language).status == "absent"  # no word of that label is its
    strange = {**pages, "/": pages["/"].replace("planning.anytown.gov.uk", "www.architects.example")}
    assert journey("apply-planning", strange, language).status == "absent"


def test_no_units_name_hides_a_task_whose_like_is_found_on_the_same_page(language: Language) -> None:
    told = "<p>Fly-tipping: to report fly-tipping ring 01234 567890.</p>"
    unit = page("Street Scene Services Team", f"{WORDS}{told}<h2>About the team</h2>{WORDS}")
    pages = {"/": _home(unit="Street Scene Services Team"), "/unit": unit}
    assert journey("report-fly-tipping", pages, language).unit == "Street Scene Services Team"
    named = unit.replace("<title>Street Scene Services Team", "<title>Report litter")
    litter = {**pages, "/unit": named}
    assert path(journey("report-litter", litter, language).url) == "/unit"
    assert journey("report-fly-tipping", litter, language).unit == ""


def test_a_policy_on_a_thing_is_not_where_it_is_done(language: Language) -> None:
    name = "Charging policy for adult social care"
    pages = {"/": _home(policy=name), "/policy": page(name, WORDS)}
    assert journey("adult-care-assessment", pages, language).status != "found"
    asked = {"/": _home(care="Adult social care"), "/care": page("Adult social care", WORDS + FORM)}
    assert path(journey("adult-care-assessment", asked, language).url) == "/care"


def test_a_table_of_neighbours_is_where_the_right_one_is_chosen(language: Language) -> None:
    rows = "".join(f"<li>{n}: <a href=https://www.{n}.gov.uk/bins>Bin day</a></li>" for n in ("northdown", "southdown"))
    pages = {"/": _home(bins="Who collects what"), "/bins": page("Who collects what", f"<ul>{rows}</ul>")}
    found = journey("bin-collection-days", pages, language)
    assert (found.status, path(found.url)) == ("section", "/bins")
    one = {**pages, "/bins": page("Who collects what", "<a href=https://www.northdown.gov.uk/bins>Bin day</a>")}
    assert journey("bin-collection-days", one, language).url == "https://www.northdown.gov.uk/bins"


def test_what_stands_first_in_a_label_names_where_it_leads(language: Language) -> None:
    link = "<a href=https://www.foster.example/>Fostering: Foster South, shared by six councils</a>"
    pages = {"/": _home(c="Children and families"), "/c": page("Children and families", WORDS + link)}
    assert journey("foster", pages, language).url == "https://www.foster.example/"


def test_a_list_of_one_link_is_no_page_for_what_the_page_behind_it_does(language: Language) -> None:
    hub = "<h2>Contents</h2><ul><li><a href=/report>Report a repair</a></li></ul>"
    pages = {
        "/": _home(hub="Housing repairs"), "/hub": page("Housing repairs", hub),
        "/report": page("Report a repair", WORDS + "<a href=/form class=button>Report a repair</a>"), "/form": page("Your repair", FORM),
    }  # fmt: skip
    assert path(journey("housing-repair", pages, language).url) == "/report"
    straight = {**pages, "/report": page("Report a repair", FORM)}
    assert path(journey("housing-repair", straight, language).url) == "/hub"  # it has little but the link to its form


def test_a_council_that_gave_its_homes_away_is_not_asked_for_repairs(language: Language) -> None:
    repairs = page("Report a repair", WORDS + FORM)
    pages = {"/": _home(r="Report a repair", h="Housing"), "/r": repairs, "/h": page("Housing", WORDS)}
    assert journey("housing-repair", pages, language).expected
    gone = "<p>The Council transferred its housing stock to Anytown Homes in 2009.</p>"
    assert not journey("housing-repair", {**pages, "/h": page("Housing", WORDS + gone)}, language).expected
