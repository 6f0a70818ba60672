"""A page where a task is done is a service, whatever it calls itself."""

from citizencheck.journeys.services import with_services
from citizencheck.language import Language
from citizencheck.model import Focus, Node, PageKind
from journey_support import WORDS, page, path, site_of


def node_of(name: str, body: str, language: Language) -> Node:
    pages = {
        "/": page("Anytown Council", f"<a href=/p>{name}</a>"),
        "/p": page(name, body),
    }
    site = with_services(site_of(pages, language))
    return next(n for n in site.nodes if path(n.url) == "/p")


CALL = "<p>Most of the lamps are ours. Ring us on 01632 980101 about a lamp that is out.</p>"


def test_a_page_with_a_bare_name_is_a_service_where_a_task_is_found_there(language: Language) -> None:
    found = node_of("Street lighting", CALL, language)
    assert (found.kind, found.focus) == (PageKind.SERVICE, Focus.TASK)


TOLD = (
    "<p>"
    + "We look after the street lights of the town. A street light that is out is mended within five days. " * 4
    + "</p>"
)


def test_one_that_names_no_way_still_informs(language: Language) -> None:
    found = node_of("Street lighting", TOLD, language)
    assert (found.kind, found.focus) == (PageKind.SERVICE, Focus.INFORMATION)


def test_a_page_without_a_task_or_with_one_to_look_up_stays_what_it_was(language: Language) -> None:
    assert node_of("History of the town", WORDS, language).kind is PageKind.OTHER
    dates = node_of("School term dates", "<p>Autumn term begins on 3 September and ends on 18 December.</p>", language)
    assert dates.kind is PageKind.OTHER
