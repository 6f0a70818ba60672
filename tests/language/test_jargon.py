"""Words that a council says and a citizen does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from citizencheck.errors import RuleError
from citizencheck.language.jargon import (
    council_terms,
    empty_link_texts,
    load_jargon,
    placeholders,
    structure_words,
    unexplained_acronyms,
    words_to_avoid,
)
from citizencheck.model import Block, Link, LinkKind, Region
from citizencheck.resources import rules_dir

JARGON = load_jargon(rules_dir() / "lexicon" / "jargon.toml")


def text(*lines: str) -> tuple[Block, ...]:
    return tuple(Block(tag="p", text=t, selector=f"p:nth-of-type({i})") for i, t in enumerate(lines, 1))


def notes(found: object) -> list[str]:
    return [h.note for h in found.hits]  # type: ignore[attr-defined]  # any Found


def test_council_terms_come_with_the_citizen_word_and_the_quote() -> None:
    found = council_terms(text("Contact Revenues about a vehicle crossover.", "Refuse is collected weekly."), JARGON)
    assert sorted(notes(found)) == ["Refuse → rubbish", "Revenues → council tax", "vehicle crossover → dropped kerb"]
    assert found.hits[0].quote.endswith(".")
    assert notes(council_terms(text("Report highway defects here."), JARGON)) == ["highway defects → road damage"]


@pytest.mark.parametrize(
    "line",
    [
        "We may refuse your application.",
        "Write to revenues@anytown.gov.uk, or see www.anytown.gov.uk/refuse for more.",
        "The police have legal representation.",
        "Stay on the dual carriageway until junction 4.",
        "Please disregard this letter if you have paid.",
        "The footballer earned sales revenues of £3m.",
        "Write to Revenues & Benefits, or to Revenues and Benefits.",
    ],
)
def test_the_same_word_in_another_sense_is_no_jargon(line: str) -> None:
    assert notes(council_terms(text(line), JARGON)) == []


def test_term_beside_its_plain_word_is_explained() -> None:
    assert (
        notes(council_terms(text("A dropped kerb (vehicle crossover) lets you drive over the pavement."), JARGON)) == []
    )


def test_the_spellings_of_a_term_are_one_hit() -> None:
    found = council_terms(
        text(
            "Discretionary Housing Payments (DHPs) have ended.",
            "A discretionary housing payment was made.",
            "Ask for a DHP.",
        ),
        JARGON,
    )

    assert [(h.note, h.weight) for h in found.hits] == [("Discretionary Housing Payments → extra help with rent", 4.0)]


def test_words_of_one_entry_are_one_term_and_what_explains_one_of_them_explains_the_others() -> None:
    said = text("Residual waste goes here.", "Put domestic refuse there.")

    assert [(h.note, h.weight) for h in council_terms(said, JARGON).hits] == [("Residual waste → rubbish", 2.0)]
    assert notes(council_terms((*said, *text("Refuse is rubbish.")), JARGON)) == []


@pytest.mark.parametrize(
    "line",
    [
        "Disabled Facilities Grants (money to change your home) are for owners and tenants.",
        "Discretionary Housing Payments (DHPs) help people whose benefit does not cover the rent.",
        "A gully means the grate at the side of the street.",
        "Tips (household waste recycling centres) are open every day.",
        "This is called a footway.",
    ],
)
def test_a_term_that_its_sentence_explains_is_no_hit(line: str) -> None:
    assert notes(council_terms(text(line, "Ask us about it."), JARGON)) == []


def test_a_heading_explains_a_term_for_its_page_and_an_acronym_explains_nothing() -> None:
    page = text("Apply for a Disabled Facilities Grant.", "The DFG is paid when the work is done.")

    assert notes(council_terms(page, JARGON, headings=["Disabled Facilities Grants (help to adapt a home)"])) == []
    assert notes(council_terms(page, JARGON, headings=["Disabled Facilities Grants (DFGs)"])) == [
        "Disabled Facilities Grant → money to adapt your home"
    ]


@pytest.mark.parametrize(
    "line",
    [
        "The figures are being confirmed with Revenues & Benefits.",
        "Write to the Private Sector Housing Section.",
        "Ask the Head of Development Management.",
        "Telephone Street Scene on 01632 960420.",
        "Enquiries: Private Sector Housing, 01632 960047.",
        "A reply will be sent within ten working days. Ten trees were felled.",
    ],
)
def test_a_units_name_and_a_small_word_are_no_term(line: str) -> None:
    assert notes(council_terms(text(line), JARGON)) == []


@pytest.mark.parametrize(
    "line",
    [
        "We do street scene works.",
        "Ask Revenues and pay.",
        "You need a TEN for a party.",
        "Private sector housing has rules.",
    ],
)
def test_a_term_by_itself_is_still_one(line: str) -> None:
    assert len(notes(council_terms(text(line), JARGON))) == 1


def test_words_to_avoid_need_their_company() -> None:
    bad = words_to_avoid(
        text("Going forward we will liaise with key stakeholders in order to deliver services."), JARGON
    )
    good = words_to_avoid(
        text("We deliver bins. Bring your key. Buy land. The pension has a stakeholder pension rule."), JARGON
    )
    assert {n.partition(" →")[0] for n in notes(bad)} == {
        "Going forward",
        "liaise",
        "key stakeholders",
        "in order to",
        "deliver services",
    }
    assert notes(good) == []


def test_structure_words_are_quoted_in_their_place() -> None:
    found = structure_words(
        text(
            "For help please contact the Revenues section on the ground floor.",
            "Go to the accident and emergency department.",
        ),
        JARGON,
    )
    assert notes(found) == ["Revenues section"]
    assert found.hits[0].selector == "p:nth-of-type(1)"


@pytest.mark.parametrize(
    ("line", "named"),
    [
        (
            "Send it to Building Control, Place Directorate, Civic Hall, High Street, Anytown SK1 4AA.",
            [],
        ),  # an envelope
        ("Write to: Transport Unit, Environment Directorate, Ty Elidir, CF48 1QU", []),
        ("The Place Directorate decides. Send plans to Civic Hall, High Street, Anytown SK1 4AA.", ["Directorate"]),
        ("Ask the Place Directorate, who will tell you, in Anytown SK1 4AA.", ["Directorate"]),
        ("See the Place Directorate Plan (PDF).", []),  # a paper's name
    ],
)
def test_a_unit_on_an_envelope_or_in_a_papers_name_sends_nobody_there(line: str, named: list[str]) -> None:
    assert notes(structure_words(text(line), JARGON)) == named


@pytest.mark.parametrize(
    ("line", "quoted"),
    [
        (
            "It is free. Ask the Benefits Section, or call the Revenues Section. We answer.",
            ["Ask the Benefits Section, or call the Revenues Section."],
        ),
        ("Confirm with the benefits team before relying on it.", []),  # its authors, to themselves
        ("Whether it ends is being confirmed with the benefits team before publishing.", []),
        ("Check with the benefits team before you move.", ["Check with the benefits team before you move."]),
    ],
)
def test_a_sentence_is_quoted_once_and_what_authors_say_to_themselves_is_left_alone(
    line: str, quoted: list[str]
) -> None:
    assert [h.quote for h in structure_words(text(line), JARGON).hits] == quoted


def test_a_section_of_the_website_is_no_part_of_the_council() -> None:
    found = structure_words(text("This section covers planning. See also in this section.", "Ask our section."), JARGON)

    assert notes(found) == ["our section"]


def test_acronym_is_found_once_and_an_explained_or_known_one_is_not() -> None:
    found = unexplained_acronyms(
        text(
            "Send your EHCP to SENDIASS. The EHCP is reviewed yearly.",
            "A penalty charge notice (PCN) is a fine. PCNs are sent by post.",
            "Report antisocial behaviour (ASB). An HMO (house in multiple occupation) needs a licence.",
            "The NHS, your MOT, VAT and a PDF. Write to us at GL50 3EW or Little Rock, AR 72461. Henry VIII.",
            "DO NOT LEAVE BAGS HERE",
        ),
        JARGON,
    )
    assert notes(found) == ["EHCP", "SENDIASS"]
    assert found.hits[0].weight == 2.0


def test_placeholders_are_found_and_real_words_are_not() -> None:
    bad = placeholders(
        text(
            "Lorem ipsum dolor",
            "Opening times: TBC",
            "Call [insert number] today",
            "Ring 0800 123 4567",
            "This page is coming soon",
            "PAGE TITLE GOES HERE",
            "[Name to be confirmed]",
            "The rates are being confirmed with Revenues before publishing.",
            "This number must be verified before this page goes live.",
            "Test page - do not publish",
            "Ask Sam to check with comms before go live.",
        )
    )
    good = placeholders(
        text(
            "Insert the card and enter your PIN.",
            "Ring 0800 432 1987.",
            "Spring is coming and soon it is May.",
            "The tbcs of the valley",
            "See [1] for details.",
            "Planning committee [date to be confirmed]",
            "Autumn concert. Date: TBC",
            "The venue is to be confirmed.",
            "Comments are checked before publishing.",
            "Read the test page by page.",
            "Check with your landlord before you build.",
            "The result is being confirmed by the returning officer.",
        )
    )
    assert [h.selector for h in bad.hits] == [f"p:nth-of-type({i})" for i in range(1, 12)]
    assert notes(good) == []


def test_link_texts_that_say_nothing_are_found_and_near_misses_are_not() -> None:
    def link(words: str) -> Link:
        return Link(text=words, url=f"/{words}", href="", kind=LinkKind.PAGE, region=Region.MAIN)

    found = empty_link_texts(
        link(t)
        for t in (
            "Click here",
            "read more…",
            "More",
            "Read more about bins",
            "Moreton library",
            "Download the plan",
            "Here for you",
            "this page",
        )
    )
    assert [h.quote for h in found.hits] == ["Click here", "read more…", "More", "this page"]


@pytest.mark.parametrize(
    ("words", "empty"),
    [
        ("here (opens in a new window)", True),
        ("Click here (opens in new tab)", True),
        ("Read more, opens in a new window", True),
        ("here [external link]", True),
        ("Bin days (opens in a new window)", False),
        ("Here and now (opens in a new tab)", False),
        ("Open a new window in a listed building", False),
    ],
)
def test_what_a_link_does_to_the_window_says_nothing_of_where_it_leads(words: str, empty: bool) -> None:
    found = empty_link_texts([Link(text=words, url="/x", href="", kind=LinkKind.PAGE, region=Region.MAIN)])

    assert [h.quote for h in found.hits] == ([words] if empty else [])


def test_hostile_text_with_many_acronyms_is_read_in_linear_time() -> None:
    swarm = " ".join(
        f"Q{chr(65 + i % 26)}{chr(65 + i // 26 % 26)}{chr(65 + i // 676 % 26)} x y z" for i in range(17_000)
    )
    assert unexplained_acronyms(text(swarm), JARGON).of <= 60


def test_broken_list_names_file_and_key(tmp_path: Path) -> None:
    bad = tmp_path / "jargon.toml"
    bad.write_text('known_acronyms = []\nstructure = []\navoid = []\n[[term]]\ncouncel = ["x"]\ncitizen = "y"\n')
    with pytest.raises(RuleError, match="councel"):
        load_jargon(bad)
