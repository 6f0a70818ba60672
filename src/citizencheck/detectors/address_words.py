"""Share of the site's addresses that carry a unit's name or the tier of a council, 0 to 1."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from citizencheck.detectors._labels import lists_of_units
from citizencheck.detectors._words import listed, regex
from citizencheck.language import Language
from citizencheck.model import Evidence, Focus, Measured, Measurement, Node, NotApplicable, Site

SCOPE = "site"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    patterns: tuple[str, ...] = ()
    """What one segment of a path must match, its words parted by one hyphen."""
    exceptions: tuple[str, ...] = ()
    """A segment that matches one of these is left alone."""
    min_pages: int = 10
    min_hits: int = 3
    """Fewer addresses than this are chance."""


def measure(site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """Of the addresses of pages about services, how many have a segment that names a part of the organisation."""
    asked = [
        n for n in site.nodes if n.focus not in (Focus.CORPORATE, Focus.DEMOCRACY, Focus.NEWS) and n.id != site.home
    ]
    if len(asked) < params.min_pages:
        return NotApplicable(f"fewer than {params.min_pages} pages are about services")
    told = lists_of_units(site)
    hits = [(n, s) for n in asked if (s := _segment(n, params, told))]
    if len(hits) < params.min_hits:
        hits = []
    return Measured(
        value=len(hits) / len(asked),
        evidence=tuple(Evidence(kind="page", url=n.url, quote=s, note=n.name, key=s) for n, s in hits),
        data={"count": len(hits), "total": len(asked), "share": round(100 * len(hits) / len(asked)),
              "labels": listed(dict.fromkeys(s for _, s in hits))},
    )  # fmt: skip


def _segment(node: Node, params: Params, told: frozenset[str]) -> str:
    """The segment of the path that names a part of the organisation, "" where none does but the menu's own list of departments."""
    for raw in urlsplit(node.url).path.split("/"):
        segment = re.sub(r"\.\w{2,5}$", "", unquote(raw)).casefold()
        folded = re.sub(r"[\s_+-]+", "-", segment)
        if (
            folded
            and folded.replace("-", " ") not in told
            and regex(params.patterns).search(folded)
            and not regex(params.exceptions).search(folded)
        ):
            return segment
    return ""
