"""What kind of council it is, and what it is asked for."""

from citizencheck.language import Language
from journey_support import WORDS, journey, page, site_of

HANDED = (
    "<p><a href='https://www.district.gov.uk/missed-bin'>Report a missed bin to the district</a></p>"
    "<p><a href='https://www.county.gov.uk/potholes'>Report a pothole to the county</a></p>"
    "<p><a href='https://www.county.gov.uk/light'>Report a broken street light to the county</a></p>"
    "<p><a href='https://www.district.gov.uk/fly'>Report fly-tipping to the district</a></p>"
    "<p><a href='https://www.district.gov.uk/pay'>Pay your council tax</a></p>"
    "<p><a href='https://www.county.gov.uk/term'>School term dates</a></p>"
)


def test_a_town_council_that_hands_tasks_to_other_councils_stays_a_town_council(language: Language) -> None:
    pages = {
        "/": page(
            "Hadbury Town Council", "<a href=/who>Which council does what?</a><a href=/2026/03/01/closed/>Road</a>"
        ),
        "/who": page("Which council does what?", HANDED),
        "/2026/03/01/closed/": page("Road closure: Northgate", WORDS),
    }

    assert site_of(pages, language, tier="auto").tier == "parish"


def test_a_council_with_pages_for_everything_is_no_parish_whatever_its_name(language: Language) -> None:
    names = ("Report a pothole", "School term dates", "Renew a library book", "Register a birth", "Blue Badge", "Report a missed bin", "Pay your council tax", "Housing Benefit")  # fmt: skip
    pages = {"/": page("Hadbury Town Council", "".join(f"<a href=/p{i}>{n}</a>" for i, n in enumerate(names)))}
    pages |= {f"/p{i}": page(n, WORDS) for i, n in enumerate(names)}

    assert site_of(pages, language, tier="auto").tier != "parish"


def test_a_council_is_asked_for_rents_and_repairs_only_where_its_site_shows_that_it_has_houses(
    language: Language,
) -> None:
    pages = {
        "/": page("Anytown District Council", "<a href=/b>Report a missed bin</a>"),
        "/b": page("Missed bin", WORDS),
    }
    assert not journey("pay-rent", pages, language, tier="district").expected

    pages["/r"] = page("Report a repair to your council home", WORDS)
    pages["/"] = pages["/"].replace("</main>", "<a href=/r>Report a repair to your council home</a></main>")
    assert journey("pay-rent", pages, language, tier="district").expected
    assert journey("housing-repair", pages, language, tier="district").expected


def test_what_another_landlord_repairs_does_not_show_that_the_council_lets_homes(language: Language) -> None:
    repair = "<p><a href='https://www.anyhomes.org.uk/repairs'>Report a repair to your council home</a></p>"
    pages = {"/": page("Anytown District Council", repair)}

    assert journey("housing-repair", pages, language, tier="district").status == "found"
    assert not journey("pay-rent", pages, language, tier="district").expected


def test_a_district_is_asked_for_street_lights_only_where_it_has_a_page_for_them(language: Language) -> None:
    pages = {"/": page("Anytown District Council", "<a href=/l>Lights</a>")}
    assert not journey("report-street-light", pages, language, tier="district").expected
    assert journey("report-street-light", pages, language, tier="county").expected

    pages["/l"] = page("Report a broken street light", WORDS)
    assert journey("report-street-light", pages, language, tier="district").expected


NORTHERN = (
    "<a href='https://www.nidirect.gov.uk/rates'>Rates</a><a href='https://www.infrastructure-ni.gov.uk/roads'>Roads</a>"
    "<a href='https://www.nihe.gov.uk/housing'>Housing</a>"
)


def test_a_council_in_northern_ireland_is_not_asked_for_what_others_do_there(language: Language) -> None:
    pages = {"/": page("Anytown District Council", f"<a href=/b>Report a missed bin</a>{NORTHERN}"), "/b": page("Report a missed bin", WORDS)}  # fmt: skip
    expected = {j.task.id: j.expected for j in site_of(pages, language).journeys}
    assert (expected["pay-council-tax"], expected["report-pothole"], expected["term-dates"]) == (False, False, False)
    assert (expected["report-missed-bin"], expected["apply-planning"], expected["register-birth"]) == (True, True, True)
    assert "Northern Ireland" in site_of(pages, language).tier_why[-1]


def test_a_link_or_two_to_another_nations_services_say_nothing_of_a_council(language: Language) -> None:
    pages = {"/": page("Anytown Council", NORTHERN.replace("https://www.nihe.gov.uk/housing", "https://www.gov.uk/x")), "/b": page("Bins", WORDS)}  # fmt: skip
    assert journey("pay-council-tax", pages, language).expected


def test_nobody_applies_for_a_secondary_school_in_scotland(language: Language) -> None:
    links = "".join(f"<a href='https://www.mygov.scot/{x}'>{x}</a>" for x in ("vote", "care", "grants"))
    pages = {"/": page("Anytown Council", links)}
    assert not journey("secondary-school-place", pages, language).expected
    assert journey("primary-school-place", pages, language).expected


def test_a_county_council_with_a_page_or_two_of_a_districts_kind_stays_a_county(language: Language) -> None:
    names = ("Report a pothole", "School term dates", "Renew a library book", "Register a birth", "Blue Badge", "Apply for a primary school place")  # fmt: skip
    more = ("Report a missed bin", "Pay your council tax", "Apply for planning permission")
    pages = {
        "/": page("Anyshire County Council", "".join(f"<a href=/p{i}>{n}</a>" for i, n in enumerate(names + more)))
    }
    pages |= {f"/p{i}": page(n, WORDS) for i, n in enumerate(names + more)}

    assert site_of(pages, language, tier="auto").tier == "county"

    unitary = {**pages, "/": pages["/"].replace("Anyshire County Council", "Anyshire Council")}
    assert site_of(unitary, language, tier="auto").tier == "unitary"


def test_what_a_unit_writes_of_insurance_shows_no_council_houses(language: Language) -> None:
    claims = "<h2>Make a housing insurance claim</h2><p>Ring 01632 960100.</p>"
    pages = {
        "/": page("Anytown Council", "<a href=/h>Highways Section</a>"),
        "/h": page("Highways Section", WORDS + claims),
    }
    assert not journey("pay-rent", pages, language).expected
    pages = {"/": page("Anytown Council", "<a href=/h>Insurance</a>"), "/h": page("Insurance", WORDS + claims)}
    assert journey("pay-rent", pages, language).expected
