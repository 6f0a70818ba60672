"""Detectors that look at one page of a site."""

from __future__ import annotations

from dataclasses import replace

from hand_sites import at, quotes, site_of

from citizencheck.detectors import (
    acronyms,
    better_page,
    broken_links,
    contacts_with_reasons,
    dead_links,
    document_links,
    empty_pages,
    form_fields,
    forms_as_documents,
    page_length,
    promised_action,
    same_text_links,
    shared_target,
    text_hits,
)
from citizencheck.language import Language
from citizencheck.model import CannotTell, Measured, Measurement, NotApplicable, Site


def asked(detector: object, site: Site, language: Language, path: str = "/", **params: object) -> Measurement:
    """What a detector of page scope measures on the page at ``path``."""
    page, node = site.page(at(path)), site.node(at(path))
    assert page is not None
    assert node is not None
    measure, kinds = detector.measure, detector.Params  # type: ignore[attr-defined]  # a module with both
    answer: Measurement = measure(page, node, site, language, kinds(**params))
    return answer


def measured(detector: object, site: Site, language: Language, path: str = "/", **params: object) -> Measured:
    answer = asked(detector, site, language, path, **params)
    assert isinstance(answer, Measured), answer
    return answer


def test_every_label_that_opens_a_missing_page_counts_and_each_once(language: Language) -> None:
    site = site_of(
        {
            "/": '<main><h1>A</h1><a href="/gone">Parking</a> <a href="/gone">parking</a> '
            '<a href="/gone">Car parks</a> <a href="/b">Bins</a></main>',
            "/b": "",
        },
        {"/gone": "not_found"},
    )

    answer = measured(broken_links, site, language)

    assert answer.value == 2
    assert quotes(answer.evidence) == ["Parking", "Car parks"]


def test_a_link_that_timed_out_or_was_blocked_is_not_broken(language: Language) -> None:
    site = site_of(
        {"/": '<main><a href="/slow">Parking</a> <a href="/wall">Bins</a></main>'},
        {"/slow": "timeout", "/wall": "blocked"},
    )

    assert measured(broken_links, site, language).value == 0


def test_a_broken_file_is_counted_among_files_only(language: Language) -> None:
    site = site_of({"/": '<main><a href="/a.pdf">Names A to C</a></main>'}, {"/a.pdf": "not_found"})

    assert isinstance(asked(broken_links, site, language), NotApplicable)
    assert quotes(measured(broken_links, site, language, kinds=("document",)).evidence) == ["Names A to C"]


def test_two_labels_on_one_unfinished_address_are_left_alone_and_three_are_dead(language: Language) -> None:
    two = site_of({"/": '<main><a href="/x#">Graffiti</a> <a href="/x#">Pest control</a></main>'})
    three = site_of(
        {"/": '<main><a href="/x#">Report graffiti</a> <a href="/x#">Council tax</a> <a href="/x#">Parking</a></main>'}
    )

    assert measured(dead_links, two, language).value == 0
    assert quotes(measured(dead_links, three, language).evidence) == ["Report graffiti", "Council tax", "Parking"]


def test_a_control_of_the_page_is_no_dead_link(language: Language) -> None:
    site = site_of(
        {"/": '<main><a href="#">Show all</a> <a href="#" class="btn">Council tax</a> <a href="/a">Bins</a></main>'}
    )

    assert measured(dead_links, site, language, controls=("show",)).value == 0


def test_a_page_that_only_a_script_fills_is_left_open(language: Language) -> None:
    site = site_of(
        {"/": '<main><a href="/map">Map</a></main>', "/map": "<main><h1>Map</h1><script>draw()</script></main>"}
    )

    assert isinstance(asked(empty_pages, site, language, "/map"), CannotTell)


def test_a_heading_with_nothing_below_is_an_empty_page(language: Language) -> None:
    site = site_of(
        {
            "/": '<main><a href="/t">Council tax</a></main>',
            "/t": "<main><h1>Council tax</h1><p>How to pay.</p><h2>Contents</h2></main>",
        }
    )

    answer = measured(empty_pages, site, language, "/t")

    assert answer.value == 0
    assert quotes(answer.evidence) == ["Contents"]


def test_the_home_pages_labels_that_lead_to_empty_pages_of_one_name_are_named(language: Language) -> None:
    empty = "<main><h1>Grouped</h1></main>"
    links = "".join(f'<a href="/{t}">{t}</a> ' for t in ("pay", "apply", "find", "news"))
    site = site_of(
        {
            "/": f"<main>{links}</main>",
            "/pay": empty,
            "/apply": empty,
            "/find": "<main><h1>Grouped</h1><a href='/pay'>Pay</a></main>",
            "/news": "<main><h1>News</h1></main>",
        }
    )

    led = {p: measured(empty_pages, site, language, p).data["page"] for p in ("/pay", "/apply", "/find", "/news")}

    assert led == {
        "/pay": " “pay” and “apply” on the home page lead to such pages.",
        "/apply": " “pay” and “apply” on the home page lead to such pages.",
        "/find": "",
        "/news": " “news” on the home page leads to it.",
    }


def test_links_to_the_page_itself_do_not_fill_it(language: Language) -> None:
    site = site_of(
        {
            "/": '<main><a href="/t">Council tax</a></main>',
            "/t": '<main><h1>Council tax</h1><a href="#top">Top</a> <a href="/t">Again</a></main>',
        }
    )

    assert measured(empty_pages, site, language, "/t").value == 0


def test_a_format_named_for_all_files_of_the_page_is_named_for_each(language: Language) -> None:
    site = site_of({"/": '<main><p>All forms below are PDFs.</p><a href="/a.pdf">Map</a></main>'})

    assert measured(document_links, site, language).value == 1


def test_many_files_of_one_name_are_records_and_no_forms(language: Language) -> None:
    site = site_of({"/": '<main><a href="/1.pdf">LPO Application</a> <a href="/2.pdf">LPO Application</a></main>'})

    answer = asked(forms_as_documents, site, language, form_words=(r"\bapplications?\b",))

    assert isinstance(answer, NotApplicable)


def test_a_search_that_is_not_marked_as_one_needs_no_label(language: Language) -> None:
    site = site_of(
        {
            "/": '<main><form method="post"><input name="x$SiteSearch$txt" placeholder="I\'m looking for..."></form></main>'
        }
    )

    assert isinstance(asked(form_fields, site, language), NotApplicable)


def test_letters_are_explained_by_their_words_before_or_behind(language: Language) -> None:
    site = site_of(
        {
            "/": '<main><a href="/f">Freedom of Information (FOI)</a> <a href="/s">SEND support</a> <p>Special educational needs and disabilities</p></main>'
        }
    )

    assert measured(acronyms, site, language).value == 0


def test_letters_in_an_address_or_a_shouted_label_are_none(language: Language) -> None:
    site = site_of(
        {
            "/": '<main><a href="/m">1 Main St, AR 72461</a> <a href="/n">CONNECT WITH us</a> <a href="/o">CONTACT</a></main>'
        }
    )

    assert measured(acronyms, site, language).value == 0


def test_letters_are_explained_by_a_heading_and_by_the_head_of_the_page_that_the_label_opens(
    language: Language,
) -> None:
    site = site_of(
        {
            "/": '<main><h2>Houses in multiple occupation</h2><a href="/h">HMO licences</a> <a href="/p">Pay a PCN</a> <a href="/t">Book a TRO</a></main>',
            "/p": "<main><h1>Parking</h1><h2>Pay a penalty charge notice</h2></main>",
            "/t": "<main><h1>Orders for traffic</h1></main>",
        }
    )

    assert [e.key for e in measured(acronyms, site, language).evidence] == ["TRO"]


def test_letters_that_a_number_starts_with_are_a_code_and_others_in_such_a_sentence_are_none(
    language: Language,
) -> None:
    site = site_of(
        {
            "/": '<main><a href="/p">Pay</a><p>A ticket that starts with CB or “WX”</p><p>Its number: ZQ and seven digits</p>'
            "<p>Have the number of the EHCP and start</p></main>"
        }
    )

    assert [e.key for e in measured(acronyms, site, language).evidence] == ["EHCP"]


def test_letters_in_the_line_below_a_link_count(language: Language) -> None:
    site = site_of({"/": '<main><a href="/p">Pay</a><p>Council tax, rent, PCN and more</p></main>'})

    assert quotes(measured(acronyms, site, language).evidence) == ["Council tax, rent, PCN and more"]


def test_the_same_words_are_told_apart_by_headings_and_sentences(language: Language) -> None:
    site = site_of(
        {
            "/": '<main><h2>A</h2><a href="/1">Times</a><h2>B</h2><a href="/2">Times</a><h2>C</h2><p>For the park see <a href="/3">times</a></p><p>For the pool see <a href="/4">times</a></p></main>'
        }
    )

    assert measured(same_text_links, site, language).value == 0


ACTIONS = ("report|tell us|call us", "claim|apply")


def test_a_label_that_promises_a_report_and_opens_a_page_without_one(language: Language) -> None:
    site = site_of(
        {
            "/": '<main><a href="/bins">Report a missed bin</a></main>',
            "/bins": '<main><h1>Bins</h1><p>Colours and days.</p><a href="/r">Recycling</a></main>',
        }
    )

    answer = measured(promised_action, site, language, actions=ACTIONS)

    assert answer.value == 1
    assert quotes(answer.evidence) == ["Report a missed bin"]


def test_a_sentence_that_tells_how_keeps_the_promise(language: Language) -> None:
    site = site_of(
        {
            "/": '<main><a href="/bins">Report a missed bin</a></main>',
            "/bins": "<main><h1>Bins</h1><p>Was your bin missed? Call us on 01234 567890.</p></main>",
        }
    )

    assert measured(promised_action, site, language, actions=ACTIONS).value == 0


def test_a_label_that_opens_one_page_while_another_bears_its_words(language: Language) -> None:
    site = site_of(
        {
            "/": '<main><a href="/crisis">Claim Housing Benefit</a><a href="/hb">More</a></main>',
            "/crisis": "<main><h1>Housing payments</h1></main>",
            "/hb": "<main><h1>Universal Credit and Housing Benefit</h1></main>",
        }
    )

    answer = measured(better_page, site, language, verbs=(r"claim\b",))

    assert quotes(answer.evidence) == ["Claim Housing Benefit"]
    assert "Universal Credit" in str(answer.data["better"])


def test_a_page_that_leads_on_to_the_right_one_is_not_the_wrong_page(language: Language) -> None:
    site = site_of(
        {
            "/": '<main><a href="/crisis">Claim Housing Benefit</a></main>',
            "/crisis": '<main><h1>Housing payments</h1><a href="/hb">Housing Benefit</a></main>',
            "/hb": "<main><h1>Universal Credit and Housing Benefit</h1></main>",
        }
    )

    assert measured(better_page, site, language, verbs=(r"claim\b",)).value == 0


def contacts(reason: str) -> str:
    units = ("Water Department", "Fire Department", "Street Department", "Planning and zoning")
    parts = "".join(
        f'<h3>{u}</h3><p>1 Main St</p><p>{reason}</p><p><a href="tel:555{i}">(870) 595-302{i}</a></p>'
        for i, u in enumerate(units)
    )
    return f"<main><h1>Contact</h1><p>Ask away.</p>{parts}</main>"


def test_departments_with_numbers_and_no_reason_are_named_with_each_other_contact(language: Language) -> None:
    site = site_of({"/": contacts("")})

    answer = measured(contacts_with_reasons, site, language, units=("department",))

    assert quotes(answer.evidence) == [
        "Water Department",
        "Fire Department",
        "Street Department",
        "Planning and zoning",
    ]


def test_a_sentence_beside_the_number_is_a_reason(language: Language) -> None:
    site = site_of({"/": contacts("Ring us to report a burst main or to ask about your bill.")})

    assert measured(contacts_with_reasons, site, language, units=("department",)).value == 1


def test_a_redirect_that_ends_on_nothing_is_broken(language: Language) -> None:
    site = site_of({"/": '<main><a href="/old">Parking</a></main>'}, {"/old": "redirect", "/new": "not_found"})
    record = replace(site.records[at("/old")], target=at("/new"))
    moved = replace(site, records={**site.records, at("/old"): record})

    answer = measured(broken_links, moved, language)

    assert quotes(answer.evidence) == ["Parking"]
    assert answer.evidence[0].note == "not found"


def test_what_was_not_asked_for_is_neither_broken_nor_sound(language: Language) -> None:
    site = site_of(
        {"/": '<main><a href="/a">Parking</a> <a href="/b">Bins</a></main>'},
        {"/a": "skipped_budget", "/b": "robots_disallowed"},
    )

    assert isinstance(asked(broken_links, site, language), NotApplicable)


LATER = "<main><h1>Our site</h1><p>Soon.</p></main>"


def test_four_unlike_labels_on_one_page_about_none_of_them(language: Language) -> None:
    labels = "".join(
        f'<li><a href="/later">{x}</a></li>' for x in ("Noise", "Pest control", "Graffiti", "Street trading")
    )
    site = site_of({"/": f"<main><ul>{labels}</ul></main>", "/later": LATER})

    answer = measured(shared_target, site, language)

    assert answer.value == 1
    assert quotes(answer.evidence) == ["Noise", "Pest control", "Graffiti", "Street trading"]


def test_labels_that_lead_to_places_or_variants_of_one_page_are_left_alone(language: Language) -> None:
    places = "".join(
        f'<li><a href="/later#{i}">{x}</a></li>' for i, x in enumerate(("Noise", "Pest control", "Graffiti", "Trade"))
    )
    variants = "".join(
        f'<li><a href="/later?v={i}">{x}</a></li>' for i, x in enumerate(("Bins", "Tax", "Housing", "Parking"))
    )
    site = site_of({"/": f"<main><ul>{places}</ul><ul>{variants}</ul></main>", "/later": LATER})

    assert isinstance(asked(shared_target, site, language), NotApplicable)


def test_a_list_of_dates_or_a_table_fills_a_page(language: Language) -> None:
    full = ("<ul><li>2 March: Council<li>10 March: Planning</ul>", "<table><tr><td>Spring<td>5 January</table>")
    for body in full:
        site = site_of({"/": '<main><a href="/t">Dates</a></main>', "/t": f"<main><h1>Dates</h1>{body}</main>"})
        assert measured(empty_pages, site, language, "/t").value == 1
    site = site_of({"/": '<main><a href="/t">Dates</a></main>', "/t": "<main><h1>Dates</h1><ul><li>Soon</ul></main>"})
    assert measured(empty_pages, site, language, "/t").value == 0


def test_a_part_of_the_council_is_spoken_of_unless_people_are_told_to_turn_to_it(language: Language) -> None:
    site = site_of(
        {
            "/": "<main><h1>Roads</h1><p>We answer within a day. Holes are mended by the highways team.</p></main>",
            "/itself": "<main><h1>Roads</h1><p>We answer within a day. The highways team looks after the roads of the town.</p></main>",
            "/contact": "<main><h1>Roads</h1><p>To have a hole mended please contact the highways team in the town hall.</p></main>",
        }
    )

    said = {p: measured(text_hits, site, language, p, measure="structure").data for p in ("/", "/itself", "/contact")}

    assert {p: (d["words"], d["does"]) for p, d in said.items()} == {
        "/": ("“highways team”", "speaks of"),
        "/itself": ("", "speaks of"),
        "/contact": ("“highways team”", "sends people to"),
    }


def test_the_length_of_a_page_says_how_much_of_it_is_shown_at_once(language: Language) -> None:
    tabs = "".join(f"<div role=tabpanel><h2>Area {i}</h2><p>{'word ' * 500}</p></div>" for i in range(4))
    site = site_of({"/": f"<main><h1>A</h1>{tabs}</main>", "/b": f"<main><h1>B</h1><p>{'word ' * 2000}</p></main>"})

    folded, open_ = measured(page_length, site, language), measured(page_length, site, language, "/b")

    assert (folded.value, folded.data["words"], folded.data["shown"]) == (2000, 2000, 500)
    assert quotes(folded.evidence) == ["Area 0", "Area 1", "Area 2", "Area 3"]
    assert (open_.value, open_.data["words"], open_.data["shown"]) == (2000, 2000, "all")


def test_what_stands_above_the_list_is_no_contact_of_it(language: Language) -> None:
    above = contacts("").replace(
        "<p>Ask away.</p>", "<p><a href='mailto:all@anytown.example'>all@anytown.example</a></p>"
    )

    answer = measured(contacts_with_reasons, site_of({"/": above}), language, units=("department",))

    assert answer.data["total"] == 4  # the four departments, and not the page's own heading
