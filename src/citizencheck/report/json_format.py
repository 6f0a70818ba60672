"""``report.json``: the report itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError
from pydantic_core import to_jsonable_python

from citizencheck.errors import DataError
from citizencheck.model.report import SCHEMA_VERSION, Report
from citizencheck.report.escape import for_json

_REPORT: Final = TypeAdapter(Report)


def to_json(report: Report) -> str:
    """The report as JSON: fixed order of keys, two spaces, a line's end at its end; no character in it that moves a cursor."""
    return "".join(json_parts(report))


def json_parts(report: Report) -> Iterator[str]:
    """The same piece by piece: of a large site the whole would take up several times the memory of the report."""
    yield "{"
    for number, part in enumerate(fields(Report)):
        yield f"{',' if number else ''}\n  {json.dumps(part.name)}: "
        value = getattr(report, part.name)
        yield from _list(value) if isinstance(value, tuple) and value else (_written(value, "  "),)
    yield "\n}\n"


def _list(values: tuple[object, ...]) -> Iterator[str]:
    for number, value in enumerate(values):
        yield f"{',' if number else '['}\n    {_written(value, '    ')}"
    yield "\n  ]"


def _written(value: object, indent: str) -> str:
    text = json.dumps(to_jsonable_python(value), ensure_ascii=False, indent=2)
    return for_json(text.replace("\n", f"\n{indent}"))


def from_json(text: str) -> Report:
    """The inverse of ``to_json``. Raises DataError when it is no report, or one of another version."""
    try:
        report = _REPORT.validate_json(text)
    except ValidationError:
        return _from_data(text)
    return report if report.schema_version == SCHEMA_VERSION else _from_data(text)


def _from_data(text: str) -> Report:
    """The same for a text that is no report of today: it says what is wrong with it."""
    try:
        data = json.loads(text)
    except ValueError as e:
        raise DataError(
            f"This is not a report: it is not valid JSON ({e}).", "Give a report.json that an audit wrote."
        ) from e
    version = data.get("schema_version") if isinstance(data, dict) else None
    if version != SCHEMA_VERSION:
        raise DataError(
            f"This report has version {version!r}; this citizencheck reads {SCHEMA_VERSION!r}.",
            "Judge the run again: citizencheck judge RUN",
        )
    try:
        return _REPORT.validate_python(data, strict=False)
    except ValidationError as e:
        first = e.errors()[0]
        raise DataError(
            f"This report is damaged: {'.'.join(map(str, first['loc']))}: {first['msg']}",
            "Judge the run again: citizencheck judge RUN",
        ) from e


def schema() -> dict[str, Any]:
    """The JSON Schema of ``report.json``."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "citizencheck report",
        **_REPORT.json_schema(),
    }
