"""Detectors that look at a whole site or at one task's journey."""

from __future__ import annotations

from dataclasses import replace

from hand_sites import at, journey_of, quotes, site_of

from citizencheck.detectors import (
    dead_furniture,
    gatekeepers,
    hand_off,
    journey_flag,
    journey_scent,
    linked_task_page,
    menu_reach,
    online_start,
    opaque_labels,
    route_ends,
    subject_names,
    task_pages,
    title_heading,
)
from citizencheck.detectors._tasks import own_page
from citizencheck.language import Language
from citizencheck.model import CannotTell, HandOff, Measured, Measurement, NotApplicable, PageKind, Route, Step, Task

TASK = Task(id="missed-bin", title="Report a missed bin", demand=3, tiers=("unitary",))
NAV = '<header><nav aria-label="Main"><ul>{}</ul></nav></header>'


def value(answer: Measurement) -> float:
    assert isinstance(answer, Measured), answer
    return answer.value


def test_a_dead_footer_label_is_one_fault_with_the_page_that_works_elsewhere(language: Language) -> None:
    foot = '<footer><a href="#">Council tax</a> <a href="#">Back to top</a></footer>'
    site = site_of(
        {
            "/": NAV.format('<li><a href="/t">Council tax</a></li>') + f"<main>A</main>{foot}",
            "/t": f"<main>B</main>{foot}",
        }
    )

    answer = dead_furniture.measure(site, language, dead_furniture.Params(controls=("back to top",)))

    assert isinstance(answer, Measured)
    assert quotes(answer.evidence) == ["Council tax"]
    assert answer.evidence[0].note == f"on 2 pages; the same label opens {at('/t')} elsewhere"


def test_a_label_that_holds_others_is_not_dead(language: Language) -> None:
    site = site_of(
        {"/": NAV.format('<li><a href="#">Housing</a><ul><li><a href="/h">Council housing</a></li></ul></li>')}
    )

    assert value(dead_furniture.measure(site, language, dead_furniture.Params())) == 0


def test_a_subject_with_two_names_and_one_page_is_no_fault(language: Language) -> None:
    one = site_of(
        {
            "/": '<main><p><a href="/b">Rubbish and recycling</a></p><p><a href="/b">Recycling and rubbish</a></p></main>',
            "/b": "",
        }
    )
    two = site_of(
        {
            "/": '<main><p><a href="/b">Rubbish and recycling</a></p><p><a href="/c">Recycling and rubbish</a></p></main>',
            "/b": "",
            "/c": "",
        }
    )

    assert value(subject_names.measure(one, language, subject_names.Params())) == 0
    assert value(subject_names.measure(two, language, subject_names.Params())) == 1


def test_a_title_and_a_heading_without_a_word_in_common_disagree(language: Language) -> None:
    site = site_of(
        {"/": "", "/a": "<main><h1>Weddings</h1></main>", "/b": "<main><h1>Bins</h1></main>"},
        changes={"/a": {"title": "Registrars – Anytown Council"}, "/b": {"title": "Your bins – Anytown Council"}},
    )

    answer = title_heading.measure(site, language, title_heading.Params(min_pages=2))

    assert isinstance(answer, Measured)
    assert quotes(answer.evidence) == ["Registrars – Anytown Council"]


def test_a_title_that_many_pages_share_is_left_to_another_rule(language: Language) -> None:
    bodies = {"/": ""} | {f"/{i}": f"<main><h1>Subject {i}</h1></main>" for i in range(4)}
    site = site_of(bodies, changes={f"/{i}": {"title": "Category - Anytown"} for i in range(4)})

    assert isinstance(title_heading.measure(site, language, title_heading.Params()), NotApplicable)


def test_a_name_that_its_page_explains_as_a_committee_is_opaque(language: Language) -> None:
    kinds = ("committee", "partnership")
    site = site_of(
        {
            "/": NAV.format('<li><a href="/n">Northtown Forward</a></li><li><a href="/p">Riverside Park</a></li>'),
            "/n": "<main><h1>Northtown Forward</h1><p>The Northtown Forward committee is a group of citizens.</p></main>",
            "/p": "<main><h1>Riverside Park</h1><p>Riverside Park is open all day.</p></main>",
        }
    )

    answer = opaque_labels.measure(site, language, opaque_labels.Params(kinds=kinds))

    assert isinstance(answer, Measured)
    assert answer.value == 1
    assert {e.url for e in answer.evidence} == {at("/"), at("/n")}


def test_an_unknown_fact_is_never_a_fault(language: Language) -> None:
    site = site_of({"/": "", "/m": "<main><h1>Report a missed bin</h1></main>"})
    journey = journey_of(site, "/m", TASK, home_link=None)

    assert isinstance(journey_flag.measure(journey, site, language, journey_flag.Params(flag="home_link")), CannotTell)
    left_out = journey_flag.Params(flag="home_link", unknown="not_applicable")
    assert isinstance(journey_flag.measure(journey, site, language, left_out), NotApplicable)


def test_a_task_without_a_page_is_not_asked(language: Language) -> None:
    site = site_of({"/": ""})
    journey = replace(journey_of(site, "/", TASK, online=False), status="absent")

    assert isinstance(journey_flag.measure(journey, site, language, journey_flag.Params()), NotApplicable)


def test_the_weakest_label_of_the_best_route_is_the_scent(language: Language) -> None:
    site = site_of({"/": "", "/m": "<main><h1>Report a missed bin</h1></main>"})
    steps = (
        Step(url=at("/"), label="Our place", target=at("/x"), scent=0.0),
        Step(url=at("/x"), label="Missed bin", target=at("/m"), scent=0.9),
    )
    journey = journey_of(site, "/m", TASK, routes=(Route(kind="browse", steps=steps, end=at("/m")),))

    answer = journey_scent.measure(journey, site, language, journey_scent.Params())

    assert isinstance(answer, Measured)
    assert (answer.value, quotes(answer.evidence)) == (0.0, ["Our place"])


def test_a_task_that_a_link_hands_over_is_asked_for_no_scent_of_its_way(language: Language) -> None:
    site = site_of({"/": ""})
    steps = (Step(url=at("/"), label="Environment", target="https://far.example/dogs", scent=0.0),)
    journey = replace(
        journey_of(site, "/", TASK, routes=(Route(kind="browse", steps=steps, end="https://far.example/dogs"),)),
        url="https://far.example/dogs",
        match=1.0,
    )

    assert isinstance(journey_scent.measure(journey, site, language, journey_scent.Params()), NotApplicable)


def test_what_a_missing_task_has_instead_is_said(language: Language) -> None:
    """A unit's page that tells of it, a link that leads to nothing of it, and a word in passing are three things."""
    site = site_of({"/": "", "/u": "<main><h1>Highways Section</h1></main>"})
    params = task_pages.Params(hidden="hidden on {unit}", promised="promised", mentioned="in passing", absent="absent")
    bare = journey_of(site, "/u", TASK)

    def told(**changes: object) -> tuple[object, ...]:
        answer = task_pages.measure(replace(bare, **changes), site, language, params)  # type: ignore[arg-type]
        assert isinstance(answer, Measured)
        return answer.data["lack"], answer.data["status"], answer.data["where"]

    mentioned = {"status": "mentioned", "url": "", "alternatives": (at("/u"),)}
    assert told(status="section", unit="Highways Section")[:2] == ("of its own", "hidden on Highways Section")
    assert told(**mentioned, why=("a link names it",)) == (
        "that helps",
        "promised",
        " (the link is on “Highways Section”)",
    )
    assert told(**mentioned, why=()) == ("that helps", "in passing", " (on “Highways Section”)")
    assert told(status="absent", url="", why=())[:2] == ("that helps", "absent")


def test_a_gatekeeper_is_named_by_its_heading(language: Language) -> None:
    site = site_of(
        {
            "/": "",
            "/d": "<main><h1>Environmental Services</h1></main>",
            "/m": "<main><h1>Report a missed bin</h1></main>",
        }
    )
    journey = journey_of(site, "/m", TASK, gatekeepers=(at("/d"),))

    answer = gatekeepers.measure(journey, site, language, gatekeepers.Params())

    assert isinstance(answer, Measured)
    assert (answer.value, quotes(answer.evidence)) == (1, ["Environmental Services"])


def test_an_orphan_is_left_open_when_the_crawl_stopped_early(language: Language) -> None:
    site = site_of({"/": "", "/m": "<main><h1>Report a missed bin</h1></main>"}, changes={"/m": {"depth": -1}})
    journey = journey_of(site, "/m", TASK)
    stopped = replace(site, info=replace(site.info, budget_reached=True))

    assert value(linked_task_page.measure(journey, site, language, linked_task_page.Params())) == 0
    assert isinstance(linked_task_page.measure(journey, stopped, language, linked_task_page.Params()), CannotTell)


def test_a_hand_off_to_government_needs_no_way_back(language: Language) -> None:
    site = site_of({"/": "", "/m": "<main><h1>Report a missed bin</h1></main>"})
    vendor = HandOff(
        url="https://pay.example/x", host="pay.example", label="Pay", source=at("/m"), outcome="ok", way_back=False
    )
    government = replace(vendor, url="https://www.gov.uk/x", host="www.gov.uk", government=True)
    params = hand_off.Params(fault="no-way-back")

    assert value(hand_off.measure(journey_of(site, "/m", TASK, hand_offs=(vendor,)), site, language, params)) == 1
    only = hand_off.measure(journey_of(site, "/m", TASK, hand_offs=(government,)), site, language, params)
    assert isinstance(only, NotApplicable)


def test_a_far_page_that_was_not_read_has_no_fault(language: Language) -> None:
    site = site_of({"/": "", "/m": "<main><h1>Report a missed bin</h1></main>"})
    unread = HandOff(url="https://pay.example/x", host="pay.example", label="Pay", source=at("/m"))

    for fault in ("broken", "no-way-back", "no-viewport", "other-name"):
        answer = hand_off.measure(
            journey_of(site, "/m", TASK, hand_offs=(unread,)), site, language, hand_off.Params(fault=fault)
        )
        assert isinstance(answer, NotApplicable), fault


def test_a_subjects_page_is_not_a_tasks_own_page() -> None:
    home = Task(id="council-home", title="Apply for a council home", citizen=("council house",))
    parks = Task(id="parks", title="Find a park", citizen=("parks",))
    site = site_of(
        {
            "/": "",
            "/h": "<main><h1>Housing</h1></main>",
            "/p": "<main><h1>Parking</h1></main>",
            "/c": "<main><h1>Council houses</h1></main>",
        }
    )

    assert not own_page(journey_of(site, "/h", home), site)
    assert not own_page(journey_of(site, "/p", parks), site)
    assert own_page(journey_of(site, "/c", home), site)


def test_doing_it_again_is_another_task() -> None:
    birth = Task(id="birth", title="Register a birth", citizen=("registering a birth",))
    site = site_of(
        {
            "/": "",
            "/r": "<main><h1>Re-registering a birth</h1></main>",
            "/b": "<main><h1>Registering a birth</h1></main>",
        }
    )

    assert not own_page(journey_of(site, "/r", birth), site)
    assert own_page(journey_of(site, "/b", birth), site)


def test_a_form_two_links_on_is_a_way_online_and_a_contact_form_is_none(language: Language) -> None:
    form = '<form method="post"><label>Name <input name="n"></label><label>Place <input name="p"></label></form>'
    bodies = {
        "/": "",
        "/m": '<main><h1>Report a missed bin</h1><a href="/a">Next</a></main>',
        "/a": '<main><a href="/f">On</a></main>',
        "/f": f"<main>{form}</main>",
    }
    site, contact = site_of(bodies), site_of(bodies, changes={"/f": {"kind": PageKind.CONTACT}})

    assert (
        value(online_start.measure(journey_of(site, "/m", TASK, online=False), site, language, online_start.Params()))
        == 1
    )
    assert (
        value(
            online_start.measure(
                journey_of(contact, "/m", TASK, online=False), contact, language, online_start.Params()
            )
        )
        == 0
    )


def test_routes_that_end_on_two_unlinked_pages_disagree_and_linked_ones_do_not(language: Language) -> None:
    name = "Report a missed bin"
    task = language.task("report-missed-bin")
    home = f'<main><p><a href="/a">{name}</a></p><p><a href="/b">{name}</a></p></main>'
    apart = site_of({"/": home, "/a": f"<main><h1>{name}</h1></main>", "/b": f"<main><h1>{name}</h1></main>"})
    joined = site_of(
        {"/": home, "/a": f'<main><h1>{name}</h1><a href="/b">Form</a></main>', "/b": f"<main><h1>{name}</h1></main>"}
    )

    answer = route_ends.measure(journey_of(apart, "/a", task), apart, language, route_ends.Params())

    assert isinstance(answer, Measured)
    assert (answer.value, [e.target for e in answer.evidence]) == (2, [at("/a"), at("/b")])
    assert value(route_ends.measure(journey_of(joined, "/a", task), joined, language, route_ends.Params())) == 1


def test_pages_in_another_language_have_a_menu_of_their_own(language: Language) -> None:
    english = NAV.format('<li><a href="/b">Bins</a></li><li><a href="/c">Tax</a></li><li><a href="/d">Homes</a></li>')
    welsh = NAV.format(
        '<li><a href="/cy/b">Biniau</a></li><li><a href="/cy/c">Treth</a></li><li><a href="/cy/d">Tai</a></li>'
    )
    bodies = {"/": english} | {f"/{i}": english for i in range(5)} | {f"/cy/{i}": welsh for i in range(5)}
    site = site_of(bodies, changes={f"/cy/{i}": {"lang": "cy"} for i in range(5)})
    lost = site_of(bodies)

    assert value(menu_reach.measure(site, language, menu_reach.Params(min_pages=4))) == 1
    assert value(menu_reach.measure(lost, language, menu_reach.Params(min_pages=4))) < 0.6
