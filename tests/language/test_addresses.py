"""Addresses in words, and the tasks behind them."""

import pytest

from citizencheck.language import Language, load_language


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
