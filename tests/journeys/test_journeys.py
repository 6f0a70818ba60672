"""Task by task: the page, the way, the stars, and what must not be claimed."""

from dataclasses import replace

import pytest

from citizencheck.graph import build_site
from citizencheck.journeys import find_journeys
from citizencheck.journeys.routes import scent
from citizencheck.journeys.stars import LEAST_SCENT
from citizencheck.language import Language, load_language
from citizencheck.model import Focus, Journey, RunStatus, Site
from citizencheck.ruletest import snapshot_of

FORM = "<form method=post action=/go><label for=a>Postcode</label><input id=a name=pc><label for=n>Name</label><input id=n><button>Report it</button></form>"


def page(title: str, body: str) -> str:
    return (
        f"<html lang=en-GB><head><title>{title}</title></head><body><main><h1>{title}</h1>{body}</main></body></html>"
    )


def site_of(pages: dict[str, str], language: Language, *, status: str = RunStatus.COMPLETE) -> Site:
    snapshot = snapshot_of(pages)
    snapshot = replace(snapshot, info=replace(snapshot.info, status=status))
    return find_journeys(build_site(snapshot, language), language, tier="district", pack="uk")


def journey(site: Site, task: str) -> Journey:
    return next(j for j in site.journeys if j.task.id == task)


def test_a_task_with_a_form_that_home_links_to_is_very_good(language: Language) -> None:
    found = journey(
        site_of(
            {
                "/": page("Anytown", "<a href=/missed>Report a missed bin</a>"),
                "/missed": page("Report a missed bin", f"<p>Report it online.</p>{FORM}"),
            },
            language,
        ),
        "report-missed-bin",
    )

    assert (found.status, found.stars, found.online, found.home_link, found.clicks) == ("found", 4, True, True, 1)
    assert found.gatekeepers == ()
    assert found.routes[0].steps[0].label == "Report a missed bin"


def test_a_department_on_every_way_is_a_gatekeeper(language: Language) -> None:
    pages = {
        "/": page("Anytown", "<a href=/es>Environmental Services Directorate</a>"),
        "/es": page(
            "Environmental Services Directorate",
            "<p>The directorate has 40 staff.</p><a href=/missed>Report a missed bin</a>",
        ),
        "/missed": page("Report a missed bin", FORM),
    }
    assert [u.rsplit("/", 1)[1] for u in journey(site_of(pages, language), "report-missed-bin").gatekeepers] == ["es"]
    pages["/"] = pages["/"].replace("</main>", "<a href=/missed>Report a missed bin</a></main>")
    assert journey(site_of(pages, language), "report-missed-bin").gatekeepers == ()


def test_a_task_that_can_only_be_telephoned_is_capped(language: Language) -> None:
    found = journey(
        site_of(
            {
                "/": page("Anytown", "<a href=/missed>Report a missed bin</a>"),
                "/missed": page("Report a missed bin", "<p>To report a missed bin, call us on 01632 960123.</p>"),
            },
            language,
        ),
        "report-missed-bin",
    )

    assert found.online is False
    assert found.stars is not None
    assert found.stars <= 2
    assert "There is no way to do it online." in found.caps


def test_absence_is_claimed_only_where_the_site_was_read_whole(language: Language) -> None:
    pages = {"/": page("Anytown", "<p>Welcome.</p>")}

    assert journey(site_of(pages, language), "report-noise").status == "absent"
    assert journey(site_of(pages, language, status=RunStatus.PARTIAL), "report-noise").status == "cannot_tell"


def test_news_about_bins_is_no_page_for_bins(language: Language) -> None:
    pages = {
        "/": page("Anytown", "<a href=/news/bins>Missed bin collections: new lorries arrive</a>"),
        "/news/bins": page(
            "Missed bin collections: new lorries arrive",
            "<p>Published 3 May 2026. The council has bought six new lorries, said Councillor Smith.</p>",
        ),
    }

    assert journey(site_of(pages, language), "report-missed-bin").url == ""


def test_outside_the_uk_no_task_is_demanded(language: Language) -> None:
    home = page(
        "City of Rivertown, Arkansas",
        "<a href=/w>Pay Water Bill</a><p>City Hall, zip code 72461. The Sheriff and the Police Department.</p>",
    )
    snapshot = snapshot_of({"/": home.replace("en-GB", "en-US")})
    site = find_journeys(build_site(snapshot, language), language)

    assert site.pack == "none"
    assert not any(j.expected for j in site.journeys)


@pytest.mark.parametrize(("label", "smells"), [("All services", True), ("A to Z of services", True), ("Corporate services", False), ("Environmental services", False)])  # fmt: skip
def test_a_label_that_leads_on_to_all_tasks_is_no_blind_step_and_a_unit_is(label: str, smells: bool) -> None:
    language = load_language()
    task = language.task("renew-library-book")

    assert (scent(task, label, language) >= LEAST_SCENT) is smells


def test_a_link_that_stays_on_its_page_is_no_step_to_it(language: Language) -> None:
    skip = "<header><a href=#content>Skip to content</a></header><div id=content>"
    pages = {
        "/": page("Anytown", "<a href=/missed><img src=bin.png alt=''></a>"),
        "/missed": skip + page("Report a missed bin", FORM),
    }
    found = journey(site_of(pages, language), "report-missed-bin")

    assert [s.label for r in found.routes for s in r.steps if r.kind == "browse"] == ["Report a missed bin"]


@pytest.mark.parametrize(
    ("first", "second", "taken"),
    [
        (("Our year", "/alert"), ("Bins and recycling", "/bins"), "Bins and recycling"),
        (("Bins and recycling", "/alert"), ("Our year", "/bins"), "Bins and recycling"),
        (("Our year", "/alert"), ("Our town", "/bins"), "Our year"),
        (("Our year", "/alert"), ("A to Z of services", "/a-z"), "Our year"),
    ],
)
def test_of_equally_short_ways_the_one_that_speaks_of_the_task_is_judged(
    first: tuple[str, str], second: tuple[str, str], taken: str, language: Language
) -> None:
    leads = "<ul><li><a href=/missed>Report a missed bin</a></li><li><a href=/x>Opening hours</a></li></ul>"
    pages = {
        "/": page("Anytown", "".join(f"<p><a href={url}>{label}</a></p>" for label, url in (first, second))),
        first[1]: page(first[0], leads),
        second[1]: page(second[0], leads),
        "/missed": page("Report a missed bin", FORM),
    }
    found = journey(site_of(pages, language), "report-missed-bin")

    assert [s.label for r in found.routes for s in r.steps if r.kind == "browse"] == [taken, "Report a missed bin"]


def test_a_longer_way_is_not_taken_for_its_words(language: Language) -> None:
    pages = {
        "/": page("Anytown", "<a href=/year>Our year</a> <a href=/bins>Bins and recycling</a>"),
        "/year": page("Our year", "<a href=/missed>Report a missed bin</a>"),
        "/bins": page("Bins and recycling", "<a href=/bins/more>Missed bins</a>"),
        "/bins/more": page("Missed bins", "<a href=/missed>Report a missed bin</a>"),
        "/missed": page("Report a missed bin", FORM),
    }
    found = journey(site_of(pages, language), "report-missed-bin")

    assert [s.label for r in found.routes for s in r.steps if r.kind == "browse"] == ["Our year", "Report a missed bin"]


def test_home_links_to_a_task_only_where_the_label_opens_something(language: Language) -> None:
    dead = {
        "/": page("Anytown Council", "<ul><li><a href='#'>Report a noise problem</a></li></ul>" + "<p>Welcome.</p>")
    }
    alive = {"/": dead["/"].replace("href='#'", "href=/things"), "/things": page("Things", "<p>What we do.</p>")}
    assert journey(site_of(dead, language), "report-noise").home_link is False
    assert journey(site_of(alive, language), "report-noise").home_link is True


def test_services_that_tell_what_they_are_responsible_for_stand_in_the_way(language: Language) -> None:
    """Though most of its links name tasks, so that the page is about these."""
    names = ("Report a missed bin", "Book a bulky waste collection", "Order a new bin", "Garden waste collection", "Find your bin collection day")  # fmt: skip
    pages = {f"/p{i}": page(n, FORM) for i, n in enumerate(names)}
    links = "<ul>" + "".join(f"<li><a href=/p{i}>{n}</a></li>" for i, n in enumerate(names)) + "</ul>"
    pages["/"] = page("Anytown Council", "<p><a href=/waste>Waste Services</a></p>")
    unit = {**pages, "/waste": page("Waste Services", "<p>Waste Services is responsible for collections.</p>" + links)}
    made = site_of(unit, language)
    assert made.nodes[made.id_of["https://example.invalid/waste"]].focus is Focus.TASK
    assert journey(made, "report-missed-bin").gatekeepers != ()
    subject = {**pages, "/waste": page("Waste Services", "<p>What to put out, and when.</p>" + links)}
    assert journey(site_of(subject, language), "report-missed-bin").gatekeepers == ()
