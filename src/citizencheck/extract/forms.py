"""Forms and their fields, with the names that a citizen (or a screen reader) is given."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from typing import Final

from selectolax.lexbor import LexborNode

from citizencheck.extract.addresses import Addresses
from citizencheck.extract.decoding import clean
from citizencheck.model import Field, Form, Region

SEARCH: Final = re.compile(r"search|\bquery\b|^q$|^s$", re.IGNORECASE)
SILENT: Final = frozenset({"hidden", "submit", "button", "image", "reset"})
MAX_FIELDS: Final = 200
MAX_SENT: Final = 20
MAX_VALUE: Final = 300
"""What is longer is no setting of a search but somebody's state, and is not kept."""
PAGE_STATE: Final = re.compile(r"^__(?:VIEWSTATE|EVENTTARGET)")
"""The hidden fields of ASP.NET, which puts every page into one form."""
MENUS: Final = 15
"""A form outside every landmark with so many links in it holds the page's menus (judgement: forms that are filled in link seldom)."""


@dataclass(slots=True)
class _Draft:
    type: str
    name: str
    ident: str
    attributes: dict[str, str | None]
    selector: str
    region: Region
    box: str
    """The selector of the element that holds it."""
    wrapped: list[str]
    options: tuple[str, ...]


@dataclass(slots=True)
class _Open:
    attributes: dict[str, str | None]
    selector: str
    region: Region
    fields: list[_Draft] = field(default_factory=list)
    submit: str = ""
    buttons: dict[int, tuple[Region, str]] = field(default_factory=dict)
    """After so many fields: where the first button stands, and what it says."""
    sends: list[tuple[str, str]] = field(default_factory=list)
    links: int = 0
    """How many links the page had when it began."""
    inside: bool = False
    """It stands inside a landmark."""
    wide: bool = False
    """It is wrapped around the page, and is no form of its own."""


class FormBuilder:
    """Collects forms while the page is walked; ``build`` names their fields at the end, when all labels are known."""

    def __init__(self, addresses: Addresses) -> None:
        self._addresses = addresses
        self._done: list[_Open] = []
        self._form: _Open | None = None
        self._loose = _Open(attributes={"method": "script"}, selector="body", region=Region.MAIN, wide=True)
        self._labels: dict[str, str] = {}
        self._label_for: list[str | None] = []
        self._wrapped: list[list[str]] = []

    def open(
        self, attributes: dict[str, str | None], selector: str, region: Region, *, inside: bool, links: int
    ) -> None:
        """A form begins: ``inside`` a landmark or not, after so many ``links`` of the page."""
        self._form = _Open(attributes=attributes, selector=selector, region=region, inside=inside, links=links)

    def landmark(self) -> None:
        """A landmark begins: a form that holds one is wrapped around the page."""
        if self._form is not None and not self._form.inside:
            self._form.wide = True

    def close(self, links: int) -> None:
        """The form ends, after so many ``links`` of the page."""
        if self._form is not None:
            self._form.wide |= not self._form.inside and links - self._form.links >= MENUS
            self._done.append(self._form)
        self._form = None

    @property
    def asks(self) -> bool:
        """Whether the page has a form, around it or in it, that asks for more than the words of a search."""
        return any(len(f.fields) > 1 for f in self._done if not f.wide)

    def open_label(self, attributes: dict[str, str | None]) -> None:
        """A label begins."""
        self._label_for.append(attributes.get("for"))
        self._wrapped.append([])

    @property
    def is_open(self) -> bool:
        """Whether what is met now stands inside a form."""
        return self._form is not None

    def close_label(self, text: str) -> None:
        """A label ends; it names the field that it points to, or the fields inside it."""
        if not self._label_for:
            return
        target, inside = self._label_for.pop(), self._wrapped.pop()
        if target:
            self._labels.setdefault(target, text)
        inside.append(text)

    def field(
        self, tag: str, attributes: dict[str, str | None], node: LexborNode, *, selector: str, region: Region, box: str
    ) -> None:
        """A field, or a button of the form that is open; ``box`` is the selector of what holds it."""
        kind = (
            (attributes.get("type") or ("submit" if tag == "button" else "text")).strip().lower()
            if tag in {"input", "button"}
            else tag
        )
        holder = self._form or self._loose
        _send(holder, kind, attributes, node)
        if kind == "hidden" and PAGE_STATE.match(attributes.get("name") or ""):
            holder.wide = True
        if tag == "button" or kind in {"submit", "image"}:
            if kind in {"submit", "image"}:
                said = node.text(separator=" ") if tag == "button" else attributes.get("value") or attributes.get("alt")
                holder.submit = holder.submit or clean(said)
                holder.buttons.setdefault(len(holder.fields), (region, clean(said)))
            return
        if kind in SILENT or len(holder.fields) >= MAX_FIELDS:
            return
        options = tuple(clean(o.text())[:80] for o in node.css("option")[:20]) if tag == "select" else ()
        holder.fields.append(
            _Draft(
                type=kind,
                name=clean(attributes.get("name")),
                ident=attributes.get("id") or "",
                attributes=attributes,
                selector=selector,
                region=region,
                box=box,
                wrapped=self._wrapped[-1] if self._wrapped else [],
                options=options,
            )
        )

    def build(self, id_texts: dict[str, str]) -> tuple[Form, ...]:
        """All forms; ``id_texts`` gives the words of elements that ``aria-labelledby`` names.

        Fields outside every form, or in a form around the whole page, stand in groups, each of which is read as a form.
        """
        whole = [self._form_of(f, id_texts) for f in self._done if not f.wide]
        groups = [g for f in [*self._done, self._loose] if f.wide for g in self._groups_of(f, id_texts)]
        return (*whole, *groups)

    def _groups_of(self, form: _Open, id_texts: dict[str, str]) -> list[Form]:
        """The fields of a form around the page, cut where a button stands, where a region ends and around a search box."""
        groups: list[Form] = []
        drafts: list[_Draft] = []
        fields: list[Field] = []

        def close(button: str) -> None:
            if any(f.type not in {"checkbox", "radio"} for f in fields) or (button and fields):
                groups.append(self._group_of(form, drafts, tuple(fields), button))
            drafts.clear()
            fields.clear()

        for number, draft in enumerate(form.fields, 1):
            made = self._field_of(draft, id_texts)
            if drafts and (draft.region is not drafts[-1].region or _seeks(fields[-1]) or _seeks(made)):
                close("")
            drafts.append(draft)
            fields.append(made)
            region, button = form.buttons.get(number, (None, ""))
            if region is draft.region:
                close(button)
        close("")
        return groups

    def _group_of(self, form: _Open, drafts: list[_Draft], fields: tuple[Field, ...], button: str) -> Form:
        method = (form.attributes.get("method") or "get").strip().lower() if button else "script"
        alone = len(fields) == 1 and fields[0].type in {"text", "search"}
        return Form(
            method=method if method in {"get", "post", "script"} else "get",
            action=self._action_of(form),
            search=alone and (_seeks(fields[0]) or bool(SEARCH.search(f"{fields[0].name} {button}"))),
            fields=fields,
            submit=button,
            region=drafts[0].region,
            selector=_common([d.box for d in drafts]) or form.selector,
        )

    def _action_of(self, form: _Open) -> str:
        action = form.attributes.get("action") or ""
        return self._addresses.absolute(action) if action else self._addresses.url

    def _form_of(self, form: _Open, id_texts: dict[str, str]) -> Form:
        fields = tuple(self._field_of(d, id_texts) for d in form.fields)
        method = (form.attributes.get("method") or "get").strip().lower()
        words = " ".join(clean(form.attributes.get(k)) for k in ("role", "id", "class", "action", "aria-label", "name"))
        texts = [f for f in fields if f.type in {"text", "search"}]
        others = [f for f in fields if f.type not in {"text", "search", "checkbox", "radio", "select"}]
        searching = any(
            f.type == "search" or SEARCH.search(f.name) or SEARCH.search(f.label or f.placeholder) for f in texts
        )
        return Form(
            method=method if method in {"get", "post", "script", "dialog"} else "get",
            action=self._action_of(form),
            search=(bool(texts) and not others and (searching or bool(SEARCH.search(words))) and method != "post")
            or "search" in (form.attributes.get("role") or ""),
            fields=fields,
            submit=form.submit,
            region=form.region,
            selector=form.selector,
            sends=tuple(dict.fromkeys(form.sends[:MAX_SENT])) if method == "get" else (),
        )

    def _field_of(self, draft: _Draft, id_texts: dict[str, str]) -> Field:
        a = draft.attributes
        labelled = " ".join(id_texts.get(i, "") for i in (a.get("aria-labelledby") or "").split())
        label = (
            clean(labelled)
            or clean(a.get("aria-label"))
            or self._labels.get(draft.ident, "")
            or (draft.wrapped[-1] if draft.wrapped else "")
            or clean(a.get("title"))
        )
        return Field(
            type=draft.type,
            name=draft.name,
            label=label[:200],
            placeholder=clean(a.get("placeholder"))[:200],
            autocomplete=clean(a.get("autocomplete")),
            inputmode=clean(a.get("inputmode")),
            required="required" in a or a.get("aria-required") == "true",
            selector=draft.selector,
            options=draft.options,
            accept=clean(a.get("accept"))[:200] if draft.type == "file" else "",
        )


def _seeks(field: Field) -> bool:
    """Whether a field is a search box by itself; of a name made of parts (``ctl00$Search$Street``) the last one counts."""
    if field.type == "search":
        return True
    last = re.split(r"[$:]", field.name)[-1]
    return field.type == "text" and any(map(SEARCH.search, (last, field.label or field.placeholder)))


def _common(selectors: list[str]) -> str:
    """The selector of the smallest element that holds all of these; ``""`` where they do not tell."""
    steps = zip(*(s.split(" > ") for s in selectors), strict=False)
    return " > ".join(s[0] for s in itertools.takewhile(lambda step: len(set(step)) == 1, steps))


def _send(form: _Open, kind: str, attributes: dict[str, str | None], node: LexborNode) -> None:
    """Notes what a browser would send for a field that nobody touched (HTML 4.10.21.4), of buttons the first."""
    name = attributes.get("name") or ""
    value = attributes.get("value") or ""
    match kind:
        case "hidden":
            sent = True
        case "checkbox" | "radio":
            sent, value = "checked" in attributes, attributes.get("value") or "on"
        case "select":
            options = node.css("option[selected]") or node.css("option")
            sent = bool(options) and "multiple" not in attributes
            value = _value_of(options[0]) if options else ""
        case "submit":
            sent = not form.submit
        case _:
            return
    if sent and name and "disabled" not in attributes and len(value) <= MAX_VALUE:
        form.sends.append((name, value))


def _value_of(option: LexborNode) -> str:
    value = option.attributes.get("value")
    return clean(option.text()) if value is None else value
