"""Share of a page's links to files that say that a file opens, by its format or its size, 0 to 1."""

from __future__ import annotations

import re
from dataclasses import dataclass

from citizencheck.detectors._labels import link_evidence
from citizencheck.detectors._words import listed, regex
from citizencheck.language import Language
from citizencheck.model import LinkKind, Measured, Measurement, Node, NotApplicable, Page, Site

SCOPE = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    formats: tuple[str, ...] = (r"\bpdf\b", r"\bword\b", r"\bdocx?\b", r"\bexcel\b", r"\bxlsx?\b", r"\bcsv\b", r"\bspreadsheet\b",
                                r"\bpowerpoint\b", r"\bpptx?\b", r"\bodt\b", r"\bods\b", r"\brtf\b", r"\bzip\b")  # fmt: skip
    sizes: tuple[str, ...] = (r"(?<![\w£$€.,])\d+(?:[.,]\d+)?\s?(?:[kmg]b|bytes|(?:kilo|mega)bytes?)\b",)
    """Only files have one, so that it tells them too."""
    all_at_once: tuple[str, ...] = (r"\b(?:all|each|every|these|following|below)\b.*\b(?:pdfs?|word|documents are)\b",)
    """A sentence that names the format of all the files of the page."""
    min_links: int = 1


def measure(page: Page, node: Node, site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """How many of the links to files say in their text, or beside it, which format or how large a file opens."""
    links = [k for k in page.own_links if k.kind is LinkKind.DOCUMENT and k.text]
    if len(links) < params.min_links:
        return NotApplicable("the page links to no file")
    says, told = (
        regex(params.formats + params.sizes),
        any(regex(params.all_at_once).search(b.text) for b in page.blocks),
    )
    silent = [] if told else [k for k in links if not (says.search(k.text) or says.search(k.context))]
    return Measured(
        value=1 - len(silent) / len(links),
        evidence=tuple(link_evidence(page.url, k, _format(k.url)) for k in silent),
        data={"count": len(silent), "total": len(links), "labels": listed(k.text for k in silent)},
    )


def _format(url: str) -> str:
    match = re.search(r"\.(\w{2,4})(?:$|[?#])", url)
    return match[1].lower() if match else ""
