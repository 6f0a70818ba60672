"""What kind of page it is, by its shape: made-up pages with what stands around the text of real ones, each with its near miss."""

from __future__ import annotations

import pytest

from citizencheck.extract import extract
from citizencheck.language import Language
from citizencheck.model import Channel, Focus, LinkKind, PageClass, PageKind

HOST = "https://anytown.example"


def classed(language: Language, path: str, html: str, title: str = "") -> PageClass:
    page = extract(f"<title>{title}</title><main>{html}</main>".encode(), HOST + path, "text/html")
    return language.classify(page)


POST = "<h1>Road closed at Northgate</h1><p>Northgate is shut from 2 to 6 March while a gas main is mended.</p>"


def test_a_post_under_a_dated_address_is_news_and_so_are_the_lists_of_its_month_and_author(language: Language) -> None:
    assert classed(language, "/2026/01/20/road-closed/", POST).kind is PageKind.NEWS
    listed = "<h1>{}</h1><ul><li><a href=/2026/01/20/road-closed/>Road closed at Northgate</a></ul>"
    assert classed(language, "/2026/01/", listed.format("January 2026")).kind is PageKind.NEWS
    assert classed(language, "/author/clerk/", listed.format("Author: clerk")).kind is PageKind.NEWS


def test_a_year_or_a_month_elsewhere_in_an_address_makes_no_news(language: Language) -> None:
    for path in ("/council-tax/2026/04/bands", "/2026-to-2027-charges", "/2026/budget", "/roads/2026/01/closed"):
        assert classed(language, path, POST).kind is not PageKind.NEWS


def test_an_index_from_a_to_z_of_anything_is_one(language: Language) -> None:
    listed = "<h1>{}</h1><ul>" + "".join(f"<li><a href=/{i}>{t}</a>" for i, t in enumerate(["Ash", "Elm", "Oak"]))
    assert classed(language, "/a", listed.format("A-Z of departments and services")).kind is PageKind.AZ
    assert classed(language, "/a", listed.format("A to Z: C")).kind is PageKind.AZ
    assert classed(language, "/a", listed.format("A to Z bus depot")).kind is not PageKind.AZ


FORM = "<form method=post action=/send>{}<button>Submit</button></form>"
TWO = "<p><label>Street <input name=s></label></p><p><label>Items <textarea name=i></textarea></label></p>"


def test_a_page_that_is_a_form_is_for_doing_whatever_it_is_called(language: Language) -> None:
    for name in ("Bulk Pickup", "Board Application"):
        found = classed(language, "/forms/7", f"<h1>{name}</h1>{FORM.format(TWO)}")
        assert (found.kind, found.focus, found.channel) == (PageKind.FORM, Focus.TASK, Channel.ONLINE)


def test_a_filter_above_the_papers_of_a_board_is_no_such_form(language: Language) -> None:
    filtered = f"<h1>Planning Board</h1>{FORM.format(TWO).replace('Submit', 'Search')}"
    assert classed(language, "/boards/7", filtered).focus is Focus.DEMOCRACY


def test_links_in_sentences_make_no_landing_page_and_cards_do(language: Language) -> None:
    said = "".join(
        f"<p>For {t} please ask <a href=/{i}>the {t} people</a> in the town.</p>" for i, t in enumerate("abcde")
    )
    assert classed(language, "/who", f"<h1>Which council does what</h1>{said}").kind is not PageKind.LANDING
    cards = "".join(
        f"<h3><a href=/{t}>{t.title()} of ours</a></h3><p>What there is to know of {t}, and where to ask for more of it.</p>"
        for t in ("parks", "trees")
    )
    assert classed(language, "/green", f"<h1>Green spaces</h1>{cards}").kind is PageKind.LANDING


def test_links_to_pass_a_page_on_or_to_print_it_are_none_of_its_own(language: Language) -> None:
    shared = "".join(
        f"<a href={u}>{t}</a> "
        for u, t in (
            ("https://www.facebook.com/sharer.php?u=x", "Facebook"),
            ("https://x.com/intent/post", "X"),
            ("https://www.linkedin.com/shareArticle?u=x", "LinkedIn"),
            ("javascript:window.print()", "Print this page"),
        )
    )
    text = "<h1>Tree care</h1><p>We look after all trees that stand in the streets and the parks of the town.</p>"
    assert classed(language, "/trees", f"{text}<p>{shared}</p>").kind is not PageKind.LANDING
    ours = (
        shared.replace("/sharer.php?u=x", "/anytown")
        .replace("/intent/post", "/anytown")
        .replace("/shareArticle?u=x", "/anytown")
    )
    assert classed(language, "/trees", f"{text}<p>{ours}</p>").kind is PageKind.LANDING


@pytest.mark.parametrize(
    ("label", "href", "channel"),
    [
        ("Join or renew", "https://self.example/garden", Channel.ONLINE),
        ("See what is free and book", "https://hall.example/anytown", Channel.ONLINE),
        ("Anytown Hall on Facebook", "https://www.facebook.com/anytownhall", Channel.NONE),
        ("See all halls and book", "/halls", Channel.NONE),
    ],
)
def test_a_button_to_another_host_that_says_what_to_do_is_a_door(
    label: str, href: str, channel: Channel, language: Language
) -> None:
    html = f"<h1>Hire the town hall</h1><p>The hall holds 180 people and has a stage, a kitchen and a bar of its own. Residents pay less than others do.</p><p><a class=button href={href}>{label}</a></p>"
    assert classed(language, "/hall", html).channel is channel


def test_the_crumb_above_a_page_is_no_name_of_its_own(language: Language) -> None:
    crumbs = "<div class=breadcrumb><a href=/>Home</a> &gt; <a href=/c>Children's Services Directorate</a>{}</div>"
    body = "<h1>School term dates</h1><table><tr><td>Autumn<td>3 September</table>"
    for last in ("", " &gt; School term dates"):
        page = extract(f"{crumbs.format(last)}<main>{body}</main>".encode(), f"{HOST}/c/terms", "text/html")
        assert language.classify(page).focus is not Focus.DEPARTMENT
    assert [c.text for c in page.breadcrumb][-1] == "School term dates"
    own = classed(language, "/c", "<h1>Children's Services Directorate</h1><p>It has four heads of service.</p>")
    assert own.focus is Focus.DEPARTMENT


def test_a_link_that_says_it_opens_a_file_opens_one_whatever_its_address() -> None:
    html = "<a href=/View/410/Permit>Permit application (PDF, 240KB)</a><a href=/pdf>What is a PDF file?</a><a href=/w>Help with (Word) puzzles</a>"
    kinds = [k.kind for k in extract(html.encode(), f"{HOST}/", "text/html").links]
    assert kinds == [LinkKind.DOCUMENT, LinkKind.PAGE, LinkKind.PAGE]


def test_the_form_that_the_words_before_a_link_name_is_a_paper_form(language: Language) -> None:
    html = "<h1>Apply for school transport</h1><p>The {} <a href=/pt1.pdf>PT1</a> must be signed by the head teacher. Please allow six weeks for an answer, and longer in summer.</p>"
    assert classed(language, "/t", html.format("application form")).channel is Channel.PDF
    assert classed(language, "/t", html.format("policy")).channel is not Channel.PDF


def test_welsh_pages_are_known_by_welsh_words(language: Language) -> None:
    pay = "<h1>Talu dirwy parcio</h1><p>Bydd angen rhif yr hysbysiad arnoch.</p><a class=btn href=https://talu.example/cy>Talu nawr</a>"
    found = classed(language, "/cy/talu", pay)
    assert (found.kind, found.focus, found.channel) == (PageKind.SERVICE, Focus.TASK, Channel.ONLINE)
    assert classed(language, "/cy/n", "<h1>Newyddion</h1><p>Marchnad newydd yn y dref.</p>").kind is PageKind.NEWS
    assert classed(language, "/cy/c", "<h1>Cysylltu â ni</h1><p>Neuadd y Dref.</p>").kind is PageKind.CONTACT
    told = classed(language, "/cy/t", "<h1>Hanes y dref</h1><p>Cafodd y dref ei siarter yn 1284.</p>")
    assert (told.kind, told.focus) == (PageKind.OTHER, Focus.INFORMATION)
