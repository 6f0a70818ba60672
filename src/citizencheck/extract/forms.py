"""Forms and their fields, with the names that a citizen (or a screen reader) is given."""

from __future__ import annotations

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


@dataclass(slots=True)
class _Draft:
    type: str
    name: str
    ident: str
    attributes: dict[str, str | None]
    selector: str
    wrapped: list[str]
    options: tuple[str, ...]


@dataclass(slots=True)
class _Open:
    attributes: dict[str, str | None]
    selector: str
    region: Region
    fields: list[_Draft] = field(default_factory=list)
    submit: str = ""
    sends: list[tuple[str, str]] = field(default_factory=list)


class FormBuilder:
    """Collects forms while the page is walked; ``build`` names their fields at the end, when all labels are known."""

    def __init__(self, addresses: Addresses) -> None:
        self._addresses = addresses
        self._done: list[_Open] = []
        self._form: _Open | None = None
        self._loose = _Open(attributes={"method": "script"}, selector="body", region=Region.MAIN)
        self._labels: dict[str, str] = {}
        self._label_for: list[str | None] = []
        self._wrapped: list[list[str]] = []

    def open(self, attributes: dict[str, str | None], selector: str, region: Region) -> None:
        """A form begins."""
        self._form = _Open(attributes=attributes, selector=selector, region=region)

    def close(self) -> None:
        """The form ends."""
        if self._form is not None:
            self._done.append(self._form)
        self._form = None

    def open_label(self, attributes: dict[str, str | None]) -> None:
        """A label begins."""
        self._label_for.append(attributes.get("for"))
        self._wrapped.append([])

    def close_label(self, text: str) -> None:
        """A label ends; it names the field that it points to, or the fields inside it."""
        if not self._label_for:
            return
        target, inside = self._label_for.pop(), self._wrapped.pop()
        if target:
            self._labels.setdefault(target, text)
        inside.append(text)

    def field(self, tag: str, attributes: dict[str, str | None], selector: str, node: LexborNode) -> None:
        """A field, or a button of the form that is open."""
        kind = (
            (attributes.get("type") or ("submit" if tag == "button" else "text")).strip().lower()
            if tag in {"input", "button"}
            else tag
        )
        holder = self._form or self._loose
        _send(holder, kind, attributes, node)
        if tag == "button" or kind in {"submit", "image"}:
            if kind in {"submit", "image"} and not holder.submit:
                holder.submit = clean(
                    node.text(separator=" ") if tag == "button" else attributes.get("value") or attributes.get("alt")
                )
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
                wrapped=self._wrapped[-1] if self._wrapped else [],
                options=options,
            )
        )

    def build(self, id_texts: dict[str, str]) -> tuple[Form, ...]:
        """All forms; ``id_texts`` gives the words of elements that ``aria-labelledby`` names."""
        loose = [self._loose] if any(f.type not in {"checkbox", "radio"} for f in self._loose.fields) else []
        return tuple(self._form_of(f, id_texts) for f in [*self._done, *loose])

    def _form_of(self, form: _Open, id_texts: dict[str, str]) -> Form:
        fields = tuple(self._field_of(d, id_texts) for d in form.fields)
        method = (form.attributes.get("method") or "get").strip().lower()
        action = form.attributes.get("action") or ""
        words = " ".join(clean(form.attributes.get(k)) for k in ("role", "id", "class", "action", "aria-label", "name"))
        texts = [f for f in fields if f.type in {"text", "search"}]
        others = [f for f in fields if f.type not in {"text", "search", "checkbox", "radio", "select"}]
        searching = any(
            f.type == "search" or SEARCH.search(f.name) or SEARCH.search(f.label or f.placeholder) for f in texts
        )
        return Form(
            method=method if method in {"get", "post", "script", "dialog"} else "get",
            action=self._addresses.absolute(action) if action else self._addresses.url,
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
