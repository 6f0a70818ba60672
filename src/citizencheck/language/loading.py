"""Reads word lists and tasks from TOML, and says every mistake at once."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from citizencheck.errors import RuleError
from citizencheck.language.addresses import AddressFile, AddressWords
from citizencheck.language.catalogue import TaskFile, catalogue_words
from citizencheck.language.lexicon import Lexicon
from citizencheck.language.wordvotes import WordFile, WordVotes
from citizencheck.model import Task

M = TypeVar("M", bound=BaseModel)


def read_lexicon(directory: Path) -> Lexicon:
    """The word lists for labels. Raises RuleError."""
    return checked(Lexicon, read_toml(directory / "lexicon" / "labels.toml"), directory / "lexicon" / "labels.toml")


def read_catalogue(directory: Path) -> tuple[Task, ...]:
    """Every task of ``tasks/*.toml``, in the order of files and tables. Raises RuleError naming all doubles."""
    tasks: list[Task] = []
    seen: dict[str, Path] = {}
    for path in sorted((directory / "tasks").glob("*.toml")):
        for entry in checked(TaskFile, read_toml(path), path).task:
            if entry.id in seen:
                raise RuleError(
                    f"{path}: the task {entry.id!r} stands in {seen[entry.id].name} already.",
                    "Give one of them another id.",
                )
            seen[entry.id] = path
            tasks.append(entry.task(path.stem))
    if not tasks:
        raise RuleError(f"There are no tasks in {directory / 'tasks'}.", "Install citizencheck anew.")
    return tuple(tasks)


def read_addresses(directory: Path, catalogue: Sequence[Task]) -> AddressWords:
    """The learned words of addresses; glued words may also be made of the catalogue's. Raises RuleError."""
    path = directory / "lexicon" / "addresses.toml"
    return AddressWords(checked(AddressFile, read_toml(path), path), catalogue_words(catalogue))


def read_word_votes(directory: Path) -> WordVotes:
    """What the words of labels speak for, as learned. Raises RuleError."""
    path = directory / "lexicon" / "label-words.json"
    try:
        return WordVotes(WordFile.model_validate_json(path.read_bytes()))
    except (OSError, ValidationError) as e:
        raise RuleError(f"{path} cannot be read: {e}", "Install citizencheck anew, or run scripts/learn-labels.") from e


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file. Raises RuleError with file and line."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as e:
        raise RuleError(f"{path} is missing.", "Install citizencheck anew.") from e
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as e:
        raise RuleError(f"{path} is not valid TOML: {e}", "Mend the line that it names.") from e
    except OSError as e:
        raise RuleError(f"{path} cannot be read: {e.strerror}.") from e


def checked(model: type[M], data: dict[str, Any], path: Path) -> M:
    """``data`` as ``model``. Raises RuleError with every mistake, a line each."""
    try:
        return model.model_validate(data)
    except ValidationError as e:
        lines = [f"{path}: {'.'.join(map(str, err['loc']))}: {_say(model, err)}" for err in e.errors()]
        raise RuleError("\n".join(lines), "Mend the keys that are named.") from e


def _say(model: type[BaseModel], error: Any) -> str:
    if error["type"] == "extra_forbidden":
        key = str(error["loc"][-1])
        near = difflib.get_close_matches(key, _all_keys(model), n=1)
        return f"there is no key {key!r}" + (f"; did you mean {near[0]!r}?" if near else "")
    return str(error["msg"]).lower()


def _all_keys(model: type[BaseModel], depth: int = 0) -> list[str]:
    keys = list(model.model_fields)
    for field in model.model_fields.values():
        inner = [
            a
            for a in (field.annotation, *getattr(field.annotation, "__args__", ()))
            if isinstance(a, type) and issubclass(a, BaseModel)
        ]
        if depth < 3:
            keys += [k for m in inner for k in _all_keys(m, depth + 1)]
    return keys
