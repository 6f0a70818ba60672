"""Whether a task can be started online from its page."""

from citizencheck.language import Language
from citizencheck.model import Journey
from journey_support import WORDS, journey, page

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
