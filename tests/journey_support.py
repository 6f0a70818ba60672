"""Small made-up sites, and a task's journey on them."""

from citizencheck.graph import build_site
from citizencheck.journeys import find_journeys
from citizencheck.language import Language
from citizencheck.model import Journey, Site
from citizencheck.ruletest import snapshot_of

WORDS = "<p>" + "We tell you here what to do and whom to ask, in plain words and step by step. " * 4 + "</p>"
FORM = "<form method=post action=/go><label for=a>Postcode</label><input id=a name=pc><label for=n>Name</label><input id=n><button>Send</button></form>"


def page(title: str, body: str, *, crumb: str = "", lang: str = "en-GB") -> str:
    """A page with a heading; ``crumb``: the page that it is filed under."""
    trail = (
        f"<nav aria-label=Breadcrumb><ol><li><a href=/>Home</a></li><li><a href=/up>{crumb}</a></li><li>{title}</li></ol></nav>"
        if crumb
        else ""
    )
    return f"<html lang={lang}><head><title>{title}</title></head><body>{trail}<main><h1>{title}</h1>{body}</main></body></html>"


def site_of(pages: dict[str, str], language: Language, *, tier: str = "unitary", start: str = "/") -> Site:
    """A site with its journeys; ``tier`` may be ``auto``, ``start`` is the path of its home page."""
    return find_journeys(build_site(snapshot_of(pages, start=start), language), language, tier=tier, pack="uk")


def journey(
    task: str, pages: dict[str, str], language: Language, *, tier: str = "unitary", start: str = "/"
) -> Journey:
    """The journey of one task on a site of these pages."""
    return next(j for j in site_of(pages, language, tier=tier, start=start).journeys if j.task.id == task)


def path(url: str) -> str:
    """An address of the made-up site without its host; another site's address whole."""
    return url.partition(".invalid")[2] or url
