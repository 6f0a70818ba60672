"""Kiosk lists as people write them, TOML or CSV, to ``KioskList``; every mistake at once, with its place."""

from __future__ import annotations

import csv
import difflib
import io
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated, Any, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from citizencheck.errors import KioskError
from citizencheck.kiosk.tongues import code_of
from citizencheck.model.kiosk import Capability, KioskList, KioskService

COLUMNS: Final = ("id", "label", "lgsl", "lgil", "steps", "capabilities", "languages", "web", "exempt")
MOST_BYTES: Final = 1_000_000
MOST_SERVICES: Final = 500
"""No kiosk has so many buttons; what is longer is another file."""
CAPABILITIES: Final = tuple(c.value for c in Capability)
MEND: Final = "Mend the places that are named; `citizencheck kiosk check FILE` looks again."


def _listed(value: object) -> object:
    """A cell or a list of words as its parts: separated by semicolons, commas or white space."""
    if isinstance(value, str):
        parts = [p.strip() for p in re.split(r"[;,|]", value)]
        return tuple(w for p in parts for w in ([p] if _plain(p) in CAPABILITIES else p.split()) if w)
    return tuple(value) if isinstance(value, list) else value


def _plain(word: str) -> str:
    return re.sub(r"[\s-]+", "_", word.strip().casefold())


def _capability(value: object) -> object:
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is no word")
    if (word := _plain(value)) in CAPABILITIES:
        return word
    raise ValueError(f"there is no capability {value!r}{_near(word, CAPABILITIES)}")


def _language(value: object) -> object:
    code = code_of(value) if isinstance(value, str) else ""
    if not code:
        raise ValueError(f"{value!r} is no language; write a code such as en or cy")
    return code


def _whole(value: object) -> object:
    """A number as spreadsheets write it: 57, "57" or 57.0."""
    if isinstance(value, str) and re.fullmatch(r"\d+(?:\.0+)?", value.strip()):
        return int(float(value))
    if isinstance(value, str | bool):
        raise ValueError(f"{value!r} is no whole number")
    return value


def _address(value: object) -> object:
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is no address")
    web = value.strip()
    if not web or re.match(r"(?:https?://[^\s/]+\S*|/\S*)$", web, re.IGNORECASE):
        return web
    meant = f"; did you mean 'https://{web}'?" if re.match(r"[\w-]+(?:\.[\w-]+)+(?:/\S*)?$", web) else ""
    raise ValueError(f"{value!r} is neither a whole address nor a path that begins with /{meant}")


Number = Annotated[int | None, BeforeValidator(_whole)]


class _Entry(BaseModel):
    """One service, checked key by key."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    label: str = Field(min_length=1, max_length=200)
    id: str = Field(default="", pattern=r"^(?:[A-Za-z0-9][A-Za-z0-9._-]*)?$", max_length=100)
    lgsl: Annotated[Number, Field(ge=1, le=99_999)] = None
    lgil: Annotated[Number, Field(ge=0, le=99)] = None
    steps: Annotated[Number, Field(ge=1, le=99)] = None
    capabilities: Annotated[
        tuple[Annotated[Capability, BeforeValidator(_capability)], ...], BeforeValidator(_listed)
    ] = ()
    languages: Annotated[tuple[Annotated[str, BeforeValidator(_language)], ...], BeforeValidator(_listed)] = ()
    web: Annotated[str, BeforeValidator(_address)] = ""
    exempt: str = Field(default="", max_length=500)


class _Row:
    """What was written for one service, and where."""

    def __init__(self, place: str, given: Mapping[str, Any]) -> None:
        self.place = place
        self.given = given


def parse(data: bytes, name: str) -> KioskList:
    """The list in a file's bytes; ``name`` tells its format and is named in what is wrong.

    Raises KioskError with every mistake, a line each.
    """
    if len(data) > MOST_BYTES:
        raise KioskError(
            f"{name} is larger than a list of services can be ({len(data):,} bytes).", "Give the list alone."
        )
    text = _decoded(data)
    title, rows, mistakes = _toml(text, name) if _is_toml(text, name) else ("", *_csv(text, name))
    services, wrong = _services(rows, name)
    mistakes = [*mistakes, *wrong]
    if not rows and not mistakes:
        mistakes = [f"{name}: it names no service"]
    if mistakes:
        raise KioskError("\n".join(mistakes), MEND)
    return KioskList(services=tuple(services), name=title, source=name)


def listed(tables: Iterable[Mapping[str, Any]], name: str = "kiosk") -> KioskList:
    """The list out of tables that are parsed already, as the examples of rules hold them. Raises KioskError."""
    rows = [_Row(f"service {i}", t) for i, t in enumerate(tables, 1)]
    services, mistakes = _services(rows, name)
    if mistakes:
        raise KioskError("\n".join(mistakes), MEND)
    return KioskList(services=tuple(services), source=name)


def _decoded(data: bytes) -> str:
    """Text as spreadsheets save it: UTF-8 with or without a mark, UTF-16 with one, else Windows' own."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _is_toml(text: str, name: str) -> bool:
    ending = name.lower().rpartition(".")[2]
    if ending in ("toml", "csv", "tsv"):
        return ending == "toml"
    return bool(re.search(r"(?m)^\s*\[", text))


def _toml(text: str, name: str) -> tuple[str, list[_Row], list[str]]:
    """(name of the kiosk, its services with their lines, mistakes)."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as e:
        raise KioskError(f"{name} is not valid TOML: {e}", "Mend the line that it names.") from e
    known = ("kiosk", "service")
    mistakes = [f"{name}: there is no table {k!r}{_near(k, known)}" for k in data if k not in known]
    about, tables = data.get("kiosk", {}), data.get("service", [])
    if not isinstance(about, dict) or (set(about) - {"name"}) or not isinstance(about.get("name", ""), str):
        mistakes.append(f"{name}: [kiosk] holds the kiosk's name, and nothing else")
        about = {}
    if not isinstance(tables, list) or not all(isinstance(t, dict) for t in tables):
        return "", [], [*mistakes, f"{name}: each service is a table of its own, begun by [[service]]"]
    lines = [
        i for i, line in enumerate(text.splitlines(), 1) if re.match(r"\s*\[\[\s*[\"']?service[\"']?\s*\]\]", line)
    ]
    places = (
        [f"line {n}" for n in lines]
        if len(lines) == len(tables)
        else [f"service {i}" for i in range(1, len(tables) + 1)]
    )
    return about.get("name", ""), [_Row(p, t) for p, t in zip(places, tables, strict=True)], mistakes


def _csv(text: str, name: str) -> tuple[list[_Row], list[str]]:
    """(services with their rows, mistakes)."""
    text = re.sub(r"\A\s*sep=.\r?\n", "", text)  # what some spreadsheets put before the header
    head = next((x for x in text.splitlines() if x.strip() and not x.lstrip("\"' ").startswith("#")), "")
    delimiter = max(",;\t", key=head.count)
    try:
        cells = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as e:
        raise KioskError(f"{name} is not valid CSV: {e}.", "Save it again as CSV from the spreadsheet.") from e
    numbered = [
        (i, row)
        for i, row in enumerate(cells, 1)
        if any(c.strip() for c in row) and not row[0].lstrip().startswith("#")
    ]
    if not numbered:
        return [], [f"{name}: it is empty"]
    header = [_plain(c) for c in numbered[0][1]]
    mistakes = list(_header_mistakes(header, name))
    rows = []
    for number, row in numbered[1:]:
        if any(c.strip() for c in row[len(header) :]):
            mistakes.append(
                f"{name}, row {number}: it has {len(row)} values for {len(header)} columns; put those that hold a {delimiter!r} in quotes"
            )
        given = {k: c.strip() for k, c in zip(header, row, strict=False) if k in COLUMNS and c.strip()}
        rows.append(_Row(f"row {number}", given))
    return rows, mistakes


def _header_mistakes(header: Sequence[str], name: str) -> Iterator[str]:
    for column in dict.fromkeys(header):
        if column and column not in COLUMNS:
            yield f"{name}, row 1: there is no column {column!r}{_near(column, COLUMNS)}"
        if column and header.count(column) > 1:
            yield f"{name}, row 1: the column {column!r} stands there twice"
    if "label" not in header:
        yield f"{name}, row 1: there is no column 'label', and each service needs one"


def _services(rows: Sequence[_Row], name: str) -> tuple[list[KioskService], list[str]]:
    mistakes: list[str] = []
    found: list[tuple[_Row, _Entry]] = []
    if len(rows) > MOST_SERVICES:
        return [], [f"{name}: it names {len(rows)} services; a kiosk has {MOST_SERVICES} at most"]
    for row in rows:
        try:
            found.append((row, _Entry.model_validate(row.given)))
        except ValidationError as e:
            mistakes += dict.fromkeys(f"{name}, {row.place}, {_say(err)}" for err in e.errors())
    taken: dict[str, str] = {}
    for row, entry in found:
        if entry.id in taken:
            mistakes.append(f"{name}, {row.place}, id: {entry.id!r} stands in {taken[entry.id]} already")
        elif entry.id:
            taken[entry.id] = row.place
    return list(_named([e for _, e in found], set(taken))), mistakes


def _named(entries: Iterable[_Entry], taken: set[str]) -> Iterator[KioskService]:
    """Services with an id each: the given one, else one made of the label."""
    for entry in entries:
        name = entry.id
        if not name:
            base = re.sub(r"[^a-z0-9]+", "-", entry.label.casefold()).strip("-") or "service"
            name = next(n for n in (base, *(f"{base}-{i}" for i in range(2, MOST_SERVICES + 2))) if n not in taken)
            taken.add(name)
        yield KioskService(
            id=name, label=" ".join(entry.label.split()), lgsl=entry.lgsl, lgil=entry.lgil, steps=entry.steps,
            capabilities=tuple(dict.fromkeys(entry.capabilities)), languages=tuple(dict.fromkeys(entry.languages)),
            web=entry.web, exempt=" ".join(entry.exempt.split()),
        )  # fmt: skip


def _say(error: Any) -> str:
    key = str(error["loc"][0]) if error["loc"] else ""
    match error["type"]:
        case "extra_forbidden":
            return f"{key}: there is no such key{_near(key, COLUMNS)}"
        case "missing" | "string_too_short" if key == "label":
            return "label: it is missing, and each service needs one"
        case "value_error":
            return f"{key}: {str(error['msg']).removeprefix('Value error, ')}"
        case "string_pattern_mismatch":
            return f"{key}: {error['input']!r} may hold letters, digits, dots, dashes and underscores only"
    return f"{key}: {str(error['msg'])[:1].lower()}{str(error['msg'])[1:]}, and it is {str(error['input'])[:80]!r}"


def _near(word: str, known: Sequence[str]) -> str:
    close = difflib.get_close_matches(word, known, n=1)
    return f"; did you mean {close[0]!r}?" if close else f"; there are {', '.join(known)}"
