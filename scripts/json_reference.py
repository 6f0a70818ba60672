"""docs/json-reference.md, made of the model of the report: its types, and the words that stand below each field."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from typing import Any

from citizencheck.model import report
from citizencheck.report import schema

HEAD = """# JSON reference

`report.json` is the report itself: every other format is made of it, and `citizencheck report report.json -f FORMAT` makes them again.
The same run directory and the same rules give the same bytes. Its JSON Schema is `src/citizencheck/report/report.schema.json`; a
reader should ignore keys that it does not know. `schema_version` changes when a key is taken away or means something else.

This page is written by `scripts/generate` out of `src/citizencheck/model/report.py`.
"""


def reference() -> str:
    """The page's text."""
    whole = schema()
    types: dict[str, Any] = {"Report": whole, **whole["$defs"]}
    order = list(dict.fromkeys(_reached("Report", types)))
    return "\n".join([HEAD, *(line for name in order for line in _section(name, types[name]))])


def _reached(name: str, types: dict[str, Any]) -> Iterator[str]:
    """The type and all that it holds, in the order of its fields."""
    yield name
    for field in types[name]["properties"].values():
        for inner in _refs(field):
            if inner != name:
                yield from _reached(inner, types)


def _refs(field: Any) -> Iterator[str]:
    if isinstance(field, dict):
        if "$ref" in field:
            yield field["$ref"].rpartition("/")[2]
        for value in field.values():
            yield from _refs(value)
    elif isinstance(field, list):
        for value in field:
            yield from _refs(value)


def _section(name: str, shape: dict[str, Any]) -> Iterator[str]:
    doc, fields = _docs(name)
    yield f"## {name}\n"
    if doc:
        yield f"{doc}\n"
    yield "| key | type | what it is |"
    yield "| --- | --- | --- |"
    for key, field in shape["properties"].items():
        yield f"| `{key}` | {_type(field)} | {fields.get(key, '').replace('|', chr(92) + '|')} |"
    yield ""


def _type(field: dict[str, Any]) -> str:
    if "$ref" in field:
        name = field["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in field:
        return " or ".join(_type(f) for f in field["anyOf"])
    if field.get("type") == "array":
        return f"list of {_type(field['items'])}" if "items" in field else "list of values in a fixed order"
    return {
        "string": "text",
        "number": "number",
        "integer": "whole number",
        "boolean": "true or false",
        "null": "null",
    }.get(field.get("type", ""), "object")


def _docs(name: str) -> tuple[str, dict[str, str]]:
    """A class's own docstring and the text below each of its fields."""
    made = getattr(report, name)
    [tree] = ast.parse(inspect.getsource(made)).body
    assert isinstance(tree, ast.ClassDef)
    fields = {}
    for here, below in zip(tree.body, tree.body[1:], strict=False):
        if isinstance(here, ast.AnnAssign) and isinstance(here.target, ast.Name) and isinstance(below, ast.Expr):
            fields[here.target.id] = re.sub(
                r"\bNone\b", "null", " ".join(ast.literal_eval(below.value).replace("``", "`").split())
            )
    return " ".join((ast.get_docstring(tree) or "").replace("``", "`").split()), fields
