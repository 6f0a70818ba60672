"""Addresses in words, and the tasks behind them."""

import tomllib

import pytest

from citizencheck.language import Language, load_language
from citizencheck.resources import rules_dir


@pytest.fixture(scope="module")
def language() -> Language:
    return load_language()


@pytest.mark.parametrize(
    ("url", "task"),
    [
        ("https://www.anytown.gov.uk/missedbins", "report-missed-bin"),  # glued words are taken apart
        ("https://www.anytown.gov.uk/flytippingremoval", "report-fly-tipping"),
        ("https://www.anytown.gov.uk/site/ReportADogFoulingProblem.aspx", "report-dog-mess"),
        ("https://forms.anytown.gov.uk/form.aspx?type=graffiti", "report-graffiti"),  # the query names it
        ("https://www.anytown.gov.uk/streets#abandoned-vehicles", "abandoned-vehicle"),
        ("https://www.anytown.gov.uk/pid587", "report-fly-tipping"),  # no word at all, but the service's LGSL number
        ("https://www.anytown.gov.uk/category.asp?scheme_name=LGSL&scheme_category_id=577", "report-dog-mess"),
        ("https://www.anytown.gov.uk/animals/stray-dogs", "stray-dog"),  # a task that no address was learned for
        ("https://www.anytown.gov.uk/streetlightrepair", "report-street-light"),  # known words within an unknown one
        ("https://www.anytown.gov.uk/grafitti", "report-graffiti"),  # a slip
        ("https://www.fosteringinanytown.org.uk/", "foster"),  # a host that is not a council's
        ("/streets/report-a-pothole.aspx", "report-pothole"),  # without a host
        ("bins/missed-bin", "report-missed-bin"),  # a slug
        ("report-a-missed-bin", "report-missed-bin"),
    ],
)
def test_the_task_behind_an_address(language: Language, url: str, task: str) -> None:
    assert language.match_tasks(url).matches[0].task == task


@pytest.mark.parametrize(
    "url",
    [
        "https://www.anytown.gov.uk/",
        "https://www.anytown.gov.uk/index.aspx?articleid=10399",
        "https://www.anytown.gov.uk/node/15131/",
        "https://www.anytown.gov.uk/article/587/",  # a number that is not said to be a service's
    ],
)
def test_an_address_without_words_names_no_task(language: Language, url: str) -> None:
    decision = language.match_tasks(url)

    assert (decision.decision, decision.matches) == ("none", ())


def test_the_word_that_moved_a_match_is_named(language: Language) -> None:
    match = language.match_tasks("https://www.anytown.gov.uk/dogfouling").matches[0]

    assert any("“dog" in why for why in match.why)


def test_the_words_are_named_as_they_stand_in_the_address(language: Language) -> None:
    match = language.match_tasks("https://www.anytown.gov.uk/abandonned-vehicles").matches[0]

    assert "addresses with “abandonned” and “vehicles” often lead there" in match.why


@pytest.mark.parametrize("label", ["Bins/recycling", "Births, deaths", "e-mail", "sign-up"])
def test_a_label_is_no_address(language: Language, label: str) -> None:
    assert not any("addresses with" in why for m in language.match_tasks(label).matches for why in m.why)


@pytest.mark.parametrize("url", ["https://www.anytown.gov.uk/council-tax", "https://www.anytown.gov.uk/report-it"])
def test_words_that_stand_for_several_tasks_match_none(language: Language, url: str) -> None:
    decision = language.match_tasks(url)

    assert (decision.decision, len(decision.matches)) == ("none", 5)


def test_every_task_was_learned(language: Language) -> None:
    """A task that is not among the learned ones is known by its phrases alone: run scripts/learn-addresses."""
    learned = tomllib.loads((rules_dir() / "lexicon" / "addresses.toml").read_text(encoding="utf-8"))

    assert {t["id"] for t in learned["task"]} == {t.id for t in language.catalogue}


def test_every_task_says_what_it_is_not(language: Language) -> None:
    assert [t.id for t in language.catalogue if not (t.near_misses and t.citizen and t.council and t.welsh)] == []


@pytest.mark.parametrize(
    ("label", "not_task"),
    [
        ("Pay an animal fine", "pay-parking-fine"),
        ("Litter infringement", "report-litter"),
        ("Skip to content", "skip-permit"),
        ("Needle exchange", "clinical-waste"),
        ("Job centres", "jobs"),
    ],
)
def test_a_near_miss_is_no_match(language: Language, label: str, not_task: str) -> None:
    decision = language.match_tasks(label)

    assert not (decision.decision == "match" and decision.matches[0].task == not_task)


def test_whole_words_are_not_taken_apart(language: Language) -> None:
    """ "Carpenters" holds car, pen and ten; it names no parking and no care."""
    assert language.match_tasks("https://www.anytown.gov.uk/carpenters").matches == ()


def test_nearly_every_phrase_of_the_catalogue_finds_its_task_as_an_address(language: Language) -> None:
    """What was learned from some services must not drown the others."""
    phrases = [(p, t.id) for t in language.catalogue for p in t.citizen]
    found = sum(
        any(m.task == task for m in language.match_tasks(f"https://x.gov.uk/{p.replace(' ', '-')}").matches[:2])
        for p, task in phrases
    )

    assert found / len(phrases) >= 0.95
