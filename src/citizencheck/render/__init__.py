"""Pages as phones and desktop computers show them. The only room that imports a browser; it asks the network for nothing itself."""

from citizencheck.render.browser import Browser, GaveUpError, NoBrowserError, Session
from citizencheck.render.chromium import Choice, Tried
from citizencheck.render.facts import look
from citizencheck.render.guard import Refused, Reply, Response
from citizencheck.render.looking import BrowserOnlooker
from citizencheck.render.plan import Wanted, wanted
from citizencheck.render.printing import print_pdf

__all__ = [
    "Browser", "BrowserOnlooker", "Choice", "GaveUpError", "NoBrowserError", "Refused", "Reply", "Response", "Session", "Tried",
    "Wanted", "look", "print_pdf", "wanted",
]  # fmt: skip
