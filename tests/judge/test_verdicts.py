"""The answer in words: whom the menu speaks to, and what the pages that hold something are about."""

from __future__ import annotations

from citizencheck.judge import judge_site, look
from citizencheck.judge.running import run_rules
from citizencheck.judge.verdicts import menu_entries, orientation, summary
from citizencheck.language import Language
from citizencheck.model.report import Report
from citizencheck.rulebook import RuleSet, load_rules
from citizencheck.ruletest import snapshot_of

CARDS = ("Council tax", "Bins and recycling", "Parking", "Housing", "Libraries", "Register a birth")
MORE = ("Pay a fine", "Report a pothole", "Apply for a permit", "Schools", "Roads", "Benefits")
UNITS = ("City Clerk", "Human Resources", "Public Works", "Municipal Court", "Finance", "Code Enforcement")


def _links(labels: tuple[str, ...]) -> str:
    return "".join(f'<li><a href="/{t.lower().replace(" ", "-")}">{t}</a></li>' for t in labels)


def _page(title: str, menu: str, body: str) -> str:
    return (
        f"<html lang=en><head><title>{title}</title></head><body><nav aria-label=Main><ul>{menu}</ul></nav>"
        f"<main><h1>{title}</h1>{body}</main></body></html>"
    )


def _report(pages: dict[str, str], language: Language) -> Report:
    rules = load_rules()
    chosen = RuleSet(
        rules=tuple(r for r in rules.rules if r.id in ("empty-pages", "structure-chart-mirror")), digest=rules.digest
    )
    snapshot = snapshot_of(pages)
    site = look(snapshot, language, tier="district", pack="uk")
    return judge_site(site, run_rules(chosen.rules, site, language, snapshot.pages()), chosen, language)


def _site(menu: str, cards: tuple[str, ...], text: str) -> dict[str, str]:
    paths = {f"/{t.lower().replace(' ', '-')}": t for t in cards}
    return {
        "/": _page("Anytown Council", menu, f"<ul>{_links(cards)}</ul>"),
        **{path: _page(t, menu, f"<p>{text}</p>") for path, t in paths.items()},
    }


LONG = "Here is what you need to know of it before you begin, how long it takes, what it costs, whom it is for, and what you have to bring when you come. "


def test_a_menu_without_a_task_or_a_subject_is_not_called_arranged_around_them(language: Language) -> None:
    silent = _links(("Home", "News", "About us", "Contact"))
    speaking = _links(("Home", "Council tax", "News", "Contact"))

    sites = [look(snapshot_of(_site(m, CARDS, LONG)), language, tier="district", pack="uk") for m in (silent, speaking)]
    said = [summary(s, orientation(s, language), "", menu_entries(s, language)) for s in sites]

    assert [t.split(" Of ")[0] for t in said] == [
        "The home page is arranged around what citizens do and look for; none of the 4 labels of the menu names a task or a subject.",
        "The navigation is arranged around what citizens do and look for.",
    ]


def test_a_list_of_departments_that_takes_half_of_the_menu_makes_it_departmental(language: Language) -> None:
    head = f'<li><a href="/d">Departments</a><ul>{_links(UNITS)}</ul></li>'
    half = head + _links(("Community", "Pay a water bill", "Contact"))
    few = head + _links((*CARDS, *MORE, "Contact"))

    found = [_report(_site(menu, CARDS, LONG), language).orientation for menu in (half, few)]

    assert [o.navigation.verdict for o in found] == ["departmental", "mixed"]
    assert [o.navigation.sentence.split(". ")[-1] for o in found] == [
        "A list of departments takes 7 of the 10 labels of the menu.",
        "A list of departments takes 7 of the 20 labels of the menu.",
    ]


def test_pages_that_hold_nothing_are_about_nothing(language: Language) -> None:
    menu = _links(CARDS)
    full, empty = (_report(_site(menu, CARDS, text), language).orientation for text in (LONG, "Nothing here."))

    assert (full.content.citizen, empty.content.citizen) == (6, 0)
