"""The stand-in for a site's search: what counts as a word of a page, and what is asked."""

from citizencheck.journeys.routes import SearchIndex
from citizencheck.language import Language
from journey_support import page, site_of


def index_of(titles: dict[str, str], language: Language) -> tuple[SearchIndex, dict[str, int]]:
    site = site_of({"/": page("Anytown Council", "<p>Welcome.</p>"), **titles}, language)
    headings = {
        n.id: [h.text for h in p.headings if h.level > 1] for n, p in zip(site.nodes, site.pages(), strict=True)
    }
    return SearchIndex(site, headings), {n.url.partition(".invalid")[2]: n.id for n in site.nodes}


def titled(heading: str, title: str) -> str:
    return page(heading, "<p>What to do.</p>").replace(f"<title>{heading}", f"<title>{title}")


def test_the_site_s_name_in_every_title_is_no_word_of_a_page(language: Language) -> None:
    pages = {f"/p{i}": titled(f"Subject {i}", f"Subject {i} - Anytown Borough Council") for i in range(5)}
    pages["/tax"] = titled("Council tax", "Council tax - Anytown Borough Council")
    index, ids = index_of(pages, language)

    assert index.answer("council house", ids["/p1"]).rank is None
    assert index.answer("council tax", ids["/tax"]).rank == 1


def test_a_part_of_a_few_titles_is_theirs(language: Language) -> None:
    pages = {f"/p{i}": titled(f"Subject {i}", f"Subject {i} - Anytown") for i in range(9)}
    pages["/a"] = titled("Apply", "Apply - Parking permits")
    index, ids = index_of(pages, language)

    assert index.answer("parking permits", ids["/a"]).rank == 1


def test_phrases_that_say_the_same_are_asked_once(language: Language) -> None:
    pages = {
        "/join": titled("Join the housing register", "Join the housing register"),
        "/tax": titled("Council tax", "Council tax"),
    }
    index, ids = index_of(pages, language)
    phrases = ["apply for a council house", "council house", "housing register", "homes to let"]

    asked = index.best(phrases, ids["/join"], 2)

    assert (asked.query, asked.rank) == ("housing register", 1)
    assert index.best(phrases[:2], ids["/tax"], 2).query == "apply for a council house"


def test_what_a_page_says_in_a_heading_finds_it(language: Language) -> None:
    pages = {f"/p{i}": titled(f"Subject {i}", f"Subject {i}") for i in range(9)}
    pages["/registrars"] = page("Registrars", "<h2>Births</h2><p>Bring a passport.</p>")
    index, ids = index_of(pages, language)

    assert index.answer("register a birth", ids["/registrars"]).rank == 1
