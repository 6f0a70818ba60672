"""Share of the fields of a page's own forms that pass one test, 0 to 1."""

from __future__ import annotations

from dataclasses import dataclass

from citizencheck.detectors._words import listed, regex
from citizencheck.language import Language
from citizencheck.model import Evidence, Field, Measured, Measurement, Node, NotApplicable, Page, Region, Site

SCOPE = "page"
CHOICES = ("checkbox", "radio", "file", "password", "select", "textarea", "hidden", "submit", "button")


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    test: str = "label"
    """``label``: it has a name; ``type``: a field for mail or telephone says so to the phone's keyboard."""
    mail: tuple[str, ...] = (r"e-?mail",)
    ignored: tuple[str, ...] = (
        r"search",
        r"keyword",
        r"looking for",
        r"query",
        r"\bterms?\b",
        r"captcha",
        r"honeypot",
        r"^q$",
        r"^s$",
    )
    """Fields of a search that the page does not mark as one, and traps for robots."""
    phone: tuple[str, ...] = (r"\btele?phone", r"\bmobile\b", r"\bphone\b")


def measure(page: Page, node: Node, site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """How many fields of the forms in the main part (a site search is none) pass ``test``."""
    forms = [f for f in page.forms if not f.search and f.region in (Region.MAIN, Region.ASIDE)]
    spared = regex(params.ignored)
    own = [f for form in forms for f in form.fields if not spared.search(f"{f.name} {f.label} {f.placeholder}")]
    fields = [f for f in own if params.test == "label" or _asked(f, params)]
    if not fields:
        return NotApplicable("the page has no form of its own with such fields")
    bad = [f for f in fields if not (f.label if params.test == "label" else _typed(f, params))]
    return Measured(
        value=1 - len(bad) / len(fields),
        evidence=tuple(
            Evidence(kind="field", url=page.url, selector=f.selector, quote=f.label or f.placeholder or f.name,
                     note=f"type {f.type}") for f in bad
        ),
        data={"count": len(bad), "total": len(fields), "labels": listed(f.label or f.placeholder or f.name for f in bad)},
    )  # fmt: skip


def _asked(field: Field, params: Params) -> bool:
    """It asks for mail or for telephone; a field that takes either can bear neither type."""
    said = field.label or field.name
    return field.type not in CHOICES and bool(regex(params.mail).search(said)) != bool(regex(params.phone).search(said))


def _typed(field: Field, params: Params) -> bool:
    said = field.label or field.name
    if regex(params.mail).search(said):
        return field.type == "email" or field.inputmode == "email" or "email" in field.autocomplete
    return field.type in ("tel", "number") or field.inputmode in ("tel", "numeric") or "tel" in field.autocomplete
