"""Of one fault that several rules tell, the worst telling stands first and the others last; what nearly passes is mild."""

from __future__ import annotations

from dataclasses import replace

import pytest

from citizencheck.judge.ordering import Order, Rank, worst_first
from citizencheck.judge.tally import Found, Tally
from citizencheck.model import Evidence
from citizencheck.rulebook import load_rules
from citizencheck.score import severity_of

RULES = {r.id: r for r in load_rules().rules}
SEND = "https://a.uk/send"
TAXI = "https://a.uk/taxi"


def found(url: str, task: str = "", achieved: float = 0.0) -> Found:
    shown = Evidence(kind="page", url=url, selector="h1", quote=url)
    return Found(url=url, name=url, data={}, value=0, evidence=(shown,), task=task, achieved=achieved)


def ranks(*told: tuple[str, list[Found]]) -> list[tuple[str, str, Rank]]:
    """Rule, page and rank of each finding as they come."""
    tallies = [Tally(rule=RULES[rule], found=those) for rule, those in told]
    order = Order()
    return [(t.rule.id, f.url, rank) for t in worst_first(tallies, {}) for rank, f in order.ranked(t)]


def test_one_task_without_a_form_is_told_by_its_worst_rule_and_then_by_the_others_last() -> None:
    assert ranks(
        ("print-and-return", [found(SEND), found(TAXI)]),
        ("document-only-tasks", [found(SEND, "send")]),
        ("application-forms-as-documents", [found(SEND)]),
        ("tasks-without-online-start", [found(SEND, "send")]),
    ) == [
        ("tasks-without-online-start", SEND, Rank.LEADING),
        ("application-forms-as-documents", SEND, Rank.TOLD),
        ("document-only-tasks", SEND, Rank.TOLD),
        ("print-and-return", SEND, Rank.TOLD),
        ("print-and-return", TAXI, Rank.LEADING),
    ]


def test_two_tasks_of_one_page_and_other_faults_of_it_are_each_told_for_the_first_time() -> None:
    assert ranks(
        ("tasks-without-online-start", [found(SEND, "send"), found(SEND, "school-transport")]),
        ("long-sentences", [found(SEND)]),
    ) == [
        ("tasks-without-online-start", SEND, Rank.LEADING),
        ("tasks-without-online-start", SEND, Rank.LEADING),
        ("long-sentences", SEND, Rank.LEADING),
    ]


def test_departments_in_the_menu_are_told_once_for_the_site_and_their_addresses_last() -> None:
    home = "https://a.uk/"

    assert ranks(
        ("units-in-addresses", [found(home)]),
        ("missing-descriptions", [found(home)]),
        ("department-words-in-menu", [found(home)]),
    ) == [
        ("department-words-in-menu", home, Rank.LEADING),
        ("missing-descriptions", home, Rank.LEADING),
        ("units-in-addresses", home, Rank.TOLD),
    ]


def test_the_third_page_of_a_rule_does_not_lead_and_the_worst_comes_first() -> None:
    pages = [found(f"https://a.uk/{i}", achieved=0.9) for i in range(3)]
    worst = found("https://a.uk/worst")

    assert ranks(("broken-links", [*pages, worst])) == [
        ("broken-links", worst.url, Rank.LEADING),
        ("broken-links", pages[0].url, Rank.LEADING),
        ("broken-links", pages[1].url, Rank.REST),
        ("broken-links", pages[2].url, Rank.REST),
    ]


@pytest.mark.parametrize(
    ("rule", "achieved", "expected"),
    [
        ("critical", 0.0, "critical"),
        ("critical", 0.5, "serious"),
        ("critical", 0.8, "moderate"),
        ("critical", 0.95, "minor"),
        ("serious", 0.2, "serious"),
        ("serious", 0.6, "moderate"),
        ("moderate", 5 / 6, "minor"),
        ("minor", 0.0, "minor"),
    ],
)
def test_the_severity_of_a_finding_follows_how_far_the_rule_was_missed(
    rule: str, achieved: float, expected: str
) -> None:
    assert severity_of(rule, achieved) == expected


def labels(url: str, *quotes: str) -> Found:
    shown = tuple(Evidence(kind="link", url=url, selector="a", quote=q) for q in quotes)
    return replace(found(url), evidence=shown)


def test_the_same_labels_of_a_page_are_told_by_one_rule_and_by_the_next_last() -> None:
    two, other = labels(SEND, "Noise", "Pests"), labels(TAXI, "Noise", "Pests")

    assert ranks(
        ("one-page-behind-many-labels", [two]),
        ("dead-links", [two, other, labels(SEND, "Noise", "Toilets")]),
    ) == [
        ("dead-links", SEND, Rank.LEADING),
        ("dead-links", SEND, Rank.LEADING),
        ("dead-links", TAXI, Rank.REST),
        ("one-page-behind-many-labels", SEND, Rank.TOLD),
    ]


def passages(url: str, *quotes: str) -> Found:
    shown = tuple(Evidence(kind="text", url=url, selector="p", quote=q) for q in quotes)
    return replace(found(url), evidence=shown)


def test_the_same_sentence_of_a_page_is_told_by_the_worse_rule_and_by_the_next_last() -> None:
    printed = "Print the form and return it to the Revenues Section."

    assert ranks(
        ("sections-to-contact", [passages(SEND, "return it to the Revenues Section"), passages(TAXI, printed)]),
        ("print-and-return", [passages(SEND, printed)]),
    ) == [
        ("print-and-return", SEND, Rank.LEADING),
        ("sections-to-contact", SEND, Rank.TOLD),
        ("sections-to-contact", TAXI, Rank.LEADING),
    ]


def test_another_sentence_beside_it_or_two_words_that_it_holds_are_told_for_the_first_time() -> None:
    printed = "Print the form and return it to the Revenues Section."

    assert ranks(
        (
            "sections-to-contact",
            [passages(SEND, "Ask the Benefits Section for help.", "Write to the Rent Section.", printed)],
        ),
        ("empty-link-texts", [passages(SEND, "the form")]),
        ("print-and-return", [passages(SEND, printed)]),
    ) == [
        ("print-and-return", SEND, Rank.LEADING),
        ("empty-link-texts", SEND, Rank.LEADING),
        ("sections-to-contact", SEND, Rank.LEADING),
    ]


def test_a_label_on_the_way_of_many_tasks_is_told_for_each_of_them() -> None:
    births, deaths = (replace(labels(SEND, "Communities"), task=t) for t in ("register-birth", "register-death"))

    assert [
        rank
        for _, _, rank in ranks(
            ("department-words-in-menu", [labels(SEND, "Communities")]), ("scentless-routes", [births, deaths])
        )
    ] == [Rank.LEADING] * 3


def test_a_label_with_one_target_is_told_by_one_rule_of_a_group_on_whichever_page_it_stands() -> None:
    def named(url: str, target: str) -> Found:
        shown = Evidence(kind="link", url=url, selector="a", quote="Registrars", target=target)
        return replace(found(url), evidence=(shown,))

    assert ranks(
        ("department-words-in-menu", [named(SEND, "/registrars")]),
        (
            "department-words-on-landing-pages",
            [named(TAXI, "/registrars"), named("https://a.uk/weddings", "/weddings")],
        ),
        ("dead-links", [named(TAXI, "/registrars")]),
    ) == [
        ("department-words-in-menu", SEND, Rank.LEADING),
        ("dead-links", TAXI, Rank.LEADING),
        ("department-words-on-landing-pages", TAXI, Rank.TOLD),
        ("department-words-on-landing-pages", "https://a.uk/weddings", Rank.LEADING),
    ]


def test_a_label_that_a_finding_counts_and_no_longer_shows_is_told_all_the_same() -> None:
    home, page = "https://a.uk/", "https://a.uk/protection"

    def label(text: str, where: str) -> Evidence:
        return Evidence(kind="link", url=where, selector="a", quote=text, target=f"https://a.uk/{text}")

    menu = tuple(label(t, home) for t in ("Highways", "Registrars"))
    many = replace(found(home), evidence=menu[:1], whole=menu)
    again = replace(found(page), evidence=(label("Registrars", page),))
    other = replace(found(page), evidence=(label("Street Scene", page),))

    ranked = ranks(("department-words-in-menu", [many]), ("department-words-on-landing-pages", [again, other]))

    assert [rank for _, _, rank in ranked] == [Rank.LEADING, Rank.TOLD, Rank.LEADING]
