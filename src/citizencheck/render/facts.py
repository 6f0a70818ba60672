"""One look at an open page: what ``facts.js`` says of it, as a ``View``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

from pydantic import TypeAdapter, ValidationError

from citizencheck.model.phone import Device, Seen, View
from citizencheck.render.browser import GaveUpError, Session

Depth = Literal["reflow", "page", "touch"]
"""How much is looked at: ``reflow`` what makes it scroll sideways; ``page`` texts, links, headings too; ``touch`` all of it."""

_VIEW: Final = TypeAdapter(View)


@cache
def script() -> str:
    """The functions that look, as one expression."""
    return (Path(__file__).parent / "facts.js").read_text(encoding="utf-8")


async def look(session: Session, device: Device, depth: Depth = "touch") -> View:
    """What the page that ``session`` holds shows on ``device``'s screen now. Raises GaveUpError as every look does."""
    wanted = {"sideways": True, "page": depth != "reflow", "touch": depth == "touch"}
    facts = await session.evaluate(
        f"(what) => {{ if (!globalThis.citizencheck) {script()}; return citizencheck.see(what); }}", wanted
    )
    if depth != "reflow" and not facts.get("words") and not facts.get("links"):
        reason = session.guard.unstyled or "there is nothing to see on it"
        return unseen(session.url, device, Seen.NOT_LOADED, reason, tuple(session.guard.notes))
    return view_of(session, device, facts)


def view_of(session: Session, device: Device, facts: dict[str, Any]) -> View:
    """A ``View`` of what a script of ours said. Raises GaveUpError where it said something else than it should."""
    guard = session.guard
    known = {
        "url": session.url, "device": device.name, "width": device.width, "height": device.height,
        "outcome": (Seen.UNSTYLED if guard.unstyled else Seen.OK).value, "reason": guard.unstyled,
        "refused": tuple(guard.elsewhere), "notes": tuple(guard.notes),
    }  # fmt: skip
    try:
        return _VIEW.validate_python({**facts, **known})
    except ValidationError as e:
        where = ".".join(map(str, e.errors()[0]["loc"]))
        raise GaveUpError(f"what was seen makes no sense ({where})") from e


def unseen(url: str, device: Device, outcome: Seen, reason: str, notes: tuple[str, ...] = ()) -> View:
    """The ``View`` of a page that could not be looked at."""
    return View(
        url=url, device=device.name, width=device.width, height=device.height, outcome=outcome.value, reason=reason, notes=notes
    )  # fmt: skip
