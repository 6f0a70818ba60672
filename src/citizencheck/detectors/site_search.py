"""1 where the site has a search of its own, 0 where it has none."""

from __future__ import annotations

from dataclasses import dataclass

from citizencheck.detectors._labels import home_url
from citizencheck.language import Language
from citizencheck.model import Evidence, Measured, Measurement, NotApplicable, Site

SCOPE = "site"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    min_pages: int = 20
    """A smaller site can be overlooked without a search."""


def measure(site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """Whether any page carries a search box or the site has a search page."""
    if len(site.nodes) < params.min_pages:
        return NotApplicable(f"the site has fewer than {params.min_pages} pages")
    found = site.has_search or bool(site.search_forms)
    absence = Evidence(kind="absence", url=home_url(site), note=f"looked on {len(site.nodes)} pages")
    return Measured(value=1 if found else 0, evidence=() if found else (absence,), illustrates=True,
                    data={"pages": len(site.nodes)})  # fmt: skip
