"""Whose words a label speaks: signs in the label, and signs around it."""

import math
from pathlib import Path

import pytest

from citizencheck.errors import RuleError
from citizencheck.extract import extract
from citizencheck.language import SCORED, Language
from citizencheck.language.labels import SHARPNESS, LabelJudge
from citizencheck.language.loading import read_lexicon, read_word_votes
from citizencheck.language.selfnamed import calls_itself_a_unit
from citizencheck.language.wordvotes import WordFile, WordVotes
from citizencheck.model import LabelContext, Orientation
from citizencheck.resources import rules_dir


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("Re-register a birth", "task"),  # the verb stands behind a prefix
        ("Parking permit request form 2024", "task"),  # a year at the end hides nothing
        ("Contact the highways team", "other"),  # how to reach people, no unit in a menu
        ("Department head monthly reports", "corporate"),
        ("Contract Management", "department"),
        ("Pest control", "topic"),
        ("Road safety", "topic"),
        ("Local history and archives", "topic"),
        ("Highways Agency (HA)", "department"),  # a short name in brackets hides no noun
        ("Bus services", "topic"),
        ("Bus Services Division", "department"),
        ("Services for older people", "topic"),
        ("Grants and services", "topic"),  # "services" behind a little word names nothing
        ("Assets and Operations", "department"),  # words that only staff use
        ("Procurement and Payroll", "department"),
        ("Roads and highways", "topic"),  # citizens say both
        ("Legal advice", "topic"),  # tells of it
        ("Schedule a building inspection", "task"),  # whom to go to stands in a phrase of doing
        ("Birth certificates from the county clerk", "topic"),  # who gives it is not what it is called
        ("County auditor reports", "corporate"),  # papers of a unit
        ("Building inspection", "department"),
        ("Sign up for alerts", "task"),
        ("Sign up", "other"),
        ("What is a business rate?", "topic"),  # tells what a thing is
        ("How your council tax is spent", "topic"),
        ("How the council is funded", "corporate"),
        ("Where is my polling station?", "task"),
        ("How much is my council tax?", "task"),  # asks of one's own
        ("How much is council tax?", "topic"),
        ("Parking fines: how to pay", "task"),
        ("Can I burn garden waste?", "task"),
        ("Council tax", "topic"),
        ("Council magazine", "corporate"),
        ("Personal budgets", "topic"),
        ("About Anytown", "corporate"),
        ("About your tenancy", "topic"),
        ("Information for landlords", "audience"),
        ("Landlords and tenants", "audience"),
        ("Children and families", "topic"),  # whom it is about, and nobody is spoken to
        ("Advice for tenants", "topic"),
        ("MyAnytown", "other"),
        ("My Anytown", "other"),
        ("anytown.gov.uk", "other"),
        ("View all events", "other"),
        ("Council tax: pay", "task"),  # an index says the subject first
        ("Birth - registering", "task"),
        ("Council tax - bands and charges", "topic"),
        ("Request for proposals", "corporate"),  # no request of a citizen's
        ("Community engagement strategy", "corporate"),  # a paper of a unit
        ("Administration and Budget", "department"),
        ("Finance and Customer Services", "department"),
        ("Taxi drivers", "audience"),
        ("Approved suppliers", "corporate"),
        ("Child development", "topic"),
        ("Digital inclusion", "topic"),
        ("Traffic management schemes", "topic"),  # things, and the unit that makes them is not named
        ("Cultural Affairs and Special Events", "department"),
        ("Asset management plan", "corporate"),
        ("Payment plan", "topic"),
        ("Town centre regeneration", "topic"),
        ("Newyddion", "corporate"),  # Welsh
        ("Talwch eich treth gyngor", "task"),
        ("Treth y cyngor", "topic"),
        ("Preswylwyr", "audience"),
        ("Hafan", "other"),
        ("Accept all cookies", "other"),
        ("Direct payments", "topic"),  # an ending of doing that is none here
        ("Online payments", "task"),
    ],
)
def test_what_a_label_is(language: Language, label: str, said: str) -> None:
    assert language.orient(label).orientation == said


@pytest.mark.parametrize(
    ("label", "why"),
    [
        ("Traffic management orders", ("professionals say “management”", "professionals say “traffic management”")),
        ("Our new e-invoicing service", ("professionals say “invoicing”",)),
    ],
)
def test_a_word_of_professionals_is_told_as_such_and_as_no_unit(
    language: Language, label: str, why: tuple[str, ...]
) -> None:
    said = language.orient(label)

    assert (said.orientation, said.why) == ("department", why)


@pytest.mark.parametrize(
    "label", ["Online booking service", "Our new digital permit service", "Tree preservation orders"]
)
def test_what_is_new_or_online_is_no_unit(language: Language, label: str) -> None:
    assert language.orient(label).orientation != "department"


def test_several_digital_services_are_a_unit(language: Language) -> None:
    assert language.orient("Digital Services").orientation == "department"
    assert language.orient("Traffic Management").why[0] == "known label “Traffic Management”"


def test_a_unit_under_a_heading_of_tasks_is_a_task(language: Language) -> None:
    under = language.orient("Building inspection", LabelContext(parent="Request"))

    assert under.orientation == "task"
    assert any("Request" in why for why in under.why)


@pytest.mark.parametrize(
    "label", ["Event management", "Senior services centre", "Energy efficiency grants", "Strategic vision"]
)
def test_a_label_that_only_sounds_like_staff_accuses_nobody(language: Language, label: str) -> None:
    said = language.orient(label)
    assert said.orientation != "department" or said.confidence < SCORED


def test_a_label_of_a_thousand_words_is_read_like_a_short_one(language: Language) -> None:
    assert language.orient("Pay " + "council tax " * 20_000).orientation == "task"


def test_a_name_that_says_nothing_is_judged_by_what_it_opens(language: Language) -> None:
    opened = language.orient("Whitford Place", LabelContext(target_title="Asset Strategy Division"))

    assert opened.orientation == "department"
    assert opened.why == ("opens a page headed “Asset Strategy Division”",)
    assert opened.confidence < SCORED  # shown, and never scored on this alone


def test_a_residents_word_stays_one_whatever_it_opens(language: Language) -> None:
    opened = language.orient("Libraries", LabelContext(target_title="Library Services Division"))

    assert opened.orientation == "topic"


@pytest.mark.parametrize("label", ["Public Health", "Zoning", "Secondary Roads", "Place and Environment"])
@pytest.mark.parametrize("parent", ["Departments", "City Departments", "Our directorates", "Departments and offices"])
def test_a_subject_in_a_list_of_units_is_a_units_name(language: Language, label: str, parent: str) -> None:
    verdict = language.orient(label, LabelContext(parent=parent, where="main-nav"))

    assert (verdict.orientation, verdict.confidence >= SCORED) == ("department", True)
    assert verdict.why[0] == f"stands under “{parent}”"
    elsewhere = language.orient(label, LabelContext(parent="Services", where="main-nav"))
    assert elsewhere.orientation == "topic" or elsewhere.confidence < SCORED  # accuses nobody


@pytest.mark.parametrize(
    ("label", "parent", "said"),
    [
        ("Parks and Recreation", "Departments", "topic"),  # where people go
        ("Public Library", "Departments", "topic"),
        ("Pay a bill", "Departments", "task"),
        ("Seniors", "Departments", "audience"),
        ("Public Health", "Departments and services", "topic"),  # half of it may be services
        ("Public Health", "Department of Health", "topic"),  # one unit's own page
        ("Approved suppliers to the council", "Departments", "corporate"),
    ],
)
def test_a_list_of_units_makes_no_unit_of_what_residents_go_to_or_do(
    language: Language, label: str, parent: str, said: str
) -> None:
    assert language.orient(label, LabelContext(parent=parent, where="main-nav")).orientation == said


def test_a_page_that_calls_itself_a_unit_by_the_very_label_makes_it_a_units_name(language: Language) -> None:
    opened = LabelContext(where="main-nav", target_title="Place & Environment", target_unit=True)

    assert language.orient("Place and Environment", opened).orientation == "department"
    assert language.orient("Green places", opened).orientation == "topic"  # another name for it
    plain = LabelContext(where="main-nav", target_title="Adult social care", target_unit=True)
    assert language.orient("Adult social care", plain).orientation == "topic"  # residents say so


@pytest.mark.parametrize(
    ("heading", "text", "is_unit"),
    [
        ("Place and Environment", "The Directorate of Place and Environment is led by the Executive Director.", True),
        ("Housing Options", "The Housing Options Team discharges the council's functions.", True),
        ("Culture and Art", "The Culture and Art Service is led by the Director.", True),
        ("Waste Services", "Waste Services is responsible for collections in the borough.", True),
        ("Waste Services", "Waste Services will ring you back within a day.", False),
        ("Housing Options", "You can ring the Housing Options Team on Mondays.", False),  # whom to ring
        ("Licensing", "The Licensing Section administers licences.", False),  # a subject, whoever sees to it
        ("Home adaptations", "The Private Sector Housing Team administers these grants.", False),  # another's name
        ("Meals at home", "The meals at home service is free for six weeks.", False),
    ],
)
def test_a_page_calls_itself_a_unit(heading: str, text: str, is_unit: bool) -> None:
    body = f"<html><body><main><h1>{heading}</h1><p>{text}</p></main></body></html>"

    assert calls_itself_a_unit(extract(body.encode(), "https://www.anytown.example/x")) is is_unit


@pytest.mark.parametrize("label", ["Budget & Finance", "Finance and budget"])
def test_a_name_that_may_be_a_units_is_the_councils_own_affair_below_its_government(
    language: Language, label: str
) -> None:
    def below(parent: str) -> str:
        return language.orient(label, LabelContext(parent=parent, where="main-nav")).orientation

    assert below("Government") == "corporate"
    assert below("Your council") == "corporate"
    assert below("Departments") == "department"


def test_words_of_other_labels_tip_a_verdict_that_no_list_knows_and_no_other() -> None:
    order = (Orientation.CORPORATE, Orientation.TASK)
    file = WordFile(about="", orientations=order, weights={"zebulon": (0.9, -0.1), "council": (0.0, 0.9)})
    judge = LabelJudge(read_lexicon(rules_dir()), WordVotes(file))

    tipped = judge.orient("Zebulon", LabelContext())
    assert (tipped.orientation, tipped.why) == ("corporate", ("known of other labels with “zebulon”",))
    assert tipped.confidence < SCORED
    assert judge.orient("Whitford", LabelContext()).orientation == "topic"
    assert judge.orient("Council tax", LabelContext()).orientation == "topic"  # a list knows it


@pytest.mark.parametrize(
    "label", ["Whitford", "Place and Environment", "Community", "Litigation of old", "Senior Vision Program"]
)
def test_words_of_other_labels_make_no_verdict_surer(language: Language, label: str) -> None:
    weights: dict[Orientation, float] = dict.fromkeys(Orientation, 0.0)
    for sign in language.signs(label):
        if not sign.said.startswith("other labels"):
            for orientation, weight in sign.weights:
                weights[orientation] += weight
    odds = {o: math.exp(SHARPNESS * w) for o, w in weights.items()}
    verdict = language.orient(label)

    assert verdict.confidence <= round(odds[verdict.orientation] / sum(odds.values()), 4)


def test_the_learned_words_are_said_with_what_they_add(language: Language) -> None:
    said = {s.said: dict(s.weights) for s in language.signs("Emergency Coordination")}

    assert said["other labels with “coordination”"][Orientation.DEPARTMENT] > 0


def test_learned_words_that_cannot_be_read_are_said(tmp_path: Path) -> None:
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "lexicon" / "label-words.json").write_text('{"weights": {"bin": "much"}}', encoding="utf-8")

    with pytest.raises(RuleError, match=r"label-words\.json"):
        read_word_votes(tmp_path)


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("Section 278 agreements", "professionals say “section 278”"),
        ("Settlement hierarchy", "professionals say “settlement hierarchy”"),
        ("Development brief for Whitford Park", "professionals say “development brief”"),  # "park" is no subject of it
    ],
)
def test_a_professions_paper_is_no_residents_word_and_no_unit(language: Language, label: str, said: str) -> None:
    verdict = language.orient(label)

    assert (verdict.orientation, verdict.why) == ("department", (said,))
    assert verdict.confidence < SCORED  # never accused for these words alone


@pytest.mark.parametrize("label", ["Section 2 of the park", "Infrastructure for cycling", "Planning documents"])
def test_plain_words_near_a_professions_are_subjects(language: Language, label: str) -> None:
    assert language.orient(label).orientation == "topic"


def test_a_subject_in_three_plain_words_is_a_task_under_report(language: Language) -> None:
    under = LabelContext(parent="Report")

    assert language.orient("Noise from neighbours", under).orientation == "task"
    assert language.orient("Noise from neighbours", LabelContext(parent="Pollution")).orientation == "topic"


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("Section 8 vouchers", "topic"),
        ("Email your councillor", "task"),
        ("Email alerts", "other"),
        ("Save this page", "other"),
        ("Save water", "topic"),
        ("Getting rid of bulky waste", "task"),
        ("Getting around", "topic"),
        ("Rent payments", "task"),
        ("Funeral payments", "topic"),
        ("Renting privately", "topic"),
        ("Planning and building standards", "topic"),
        ("Building standards", "department"),
    ],
)
def test_words_that_mislead_and_their_near_misses(language: Language, label: str, said: str) -> None:
    assert language.orient(label).orientation == said


@pytest.mark.parametrize(
    ("parent", "said"),
    [
        ("Order / Buy", "task"),
        ("Check the status of", "task"),
        ("Search or track", "task"),
        ("Find out", "task"),
        ("Visit", "topic"),
        ("Change in the town", "topic"),
    ],
)
def test_a_heading_of_verbs_alone_makes_tasks_of_the_nouns_below(language: Language, parent: str, said: str) -> None:
    assert language.orient("Compost and mulch", LabelContext(parent=parent)).orientation == said
