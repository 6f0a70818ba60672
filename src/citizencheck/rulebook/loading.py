"""Rule files to rules: found by their place, joined to their detector, refused when anything is odd."""

from __future__ import annotations

import difflib
import hashlib
import importlib
import inspect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import MISSING, dataclass, fields
from importlib.metadata import entry_points
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from citizencheck.errors import RuleError
from citizencheck.language.loading import checked, read_toml
from citizencheck.model import Measurement
from citizencheck.model.report import GROUPS
from citizencheck.resources import rules_dir
from citizencheck.rulebook.schema import RuleFile

CORE: Final = tuple(g[0] for g in GROUPS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule, ready to run."""

    file: RuleFile
    group: str
    path: Path
    core: bool
    """Ships with citizencheck; a pack's rule is shown and never scored."""
    measure: Callable[..., Measurement]
    params: object

    @property
    def id(self) -> str:
        """Its name."""
        return self.file.id

    @property
    def scored(self) -> bool:
        """Whether it can cost points by itself."""
        return self.core and self.file.status == "stable" and self.file.confidence != "low"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSet:
    rules: tuple[Rule, ...]
    digest: str
    """Of every rule, task and word list that judges."""

    def get(self, rule_id: str) -> Rule:
        """The rule with an id. Raises RuleError with a suggestion when there is none."""
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        near = difflib.get_close_matches(rule_id, [r.id for r in self.rules], n=1)
        raise RuleError(
            f"There is no rule {rule_id!r}.",
            f"Did you mean {near[0]!r}?" if near else "citizencheck rules list shows them all.",
        )


def load_rules(directories: Sequence[Path] = ()) -> RuleSet:
    """The rules that ship, and those of further folders. Raises RuleError naming every mistake, a line each."""
    places = [(p, p.parent.name, True) for p in _files(rules_dir())]
    places += [(p, p.parent.name, False) for d in directories for p in _files(d)]
    rules: list[Rule] = []
    mistakes: list[str] = []
    for path, group, core in places:
        try:
            rules.append(_rule(path, group, core=core))
        except RuleError as e:
            mistakes.append(e.message)
    mistakes += _clashes(rules)
    if mistakes:
        raise RuleError(
            "\n".join(mistakes), "Mend the files that are named; `citizencheck rules lint` checks them again."
        )
    return RuleSet(rules=tuple(rules), digest=_digest([rules_dir(), *directories]))


def _files(directory: Path) -> Iterator[Path]:
    if not directory.is_dir():
        raise RuleError(
            f"There is no folder of rules at {directory}.", "Give --rules a folder that holds <group>/<id>.toml."
        )
    for folder in sorted(p for p in directory.iterdir() if p.is_dir() and p.name not in {"tasks", "lexicon"}):
        yield from sorted(folder.glob("*.toml"))


def _rule(path: Path, group: str, *, core: bool) -> Rule:
    file = checked(RuleFile, read_toml(path), path)
    if file.id != path.stem:
        raise RuleError(f"{path}: its id is {file.id!r}, and a rule is named as its file.")
    if core and group not in CORE:
        raise RuleError(f"{path}: {group!r} is none of the groups {', '.join(CORE)}.")
    if not core and group in CORE:
        raise RuleError(f"{path}: a pack has groups of its own; {group!r} belongs to citizencheck.")
    module = _detector(file.detector, path)
    if getattr(module, "SCOPE", None) != file.scope:
        raise RuleError(
            f"{path}: scope: its detector {file.detector!r} looks at a {getattr(module, 'SCOPE', None)}, not at a {file.scope}."
        )
    return Rule(
        file=file, group=group, path=path, core=core, measure=module.measure, params=_params(module, file.params, path)
    )


def _detector(name: str, path: Path) -> ModuleType:
    for point in sorted(entry_points(group="citizencheck.detectors"), key=lambda p: p.name):
        module = f"{point.value}.{name.replace('-', '_')}"
        try:
            return importlib.import_module(module)
        except ModuleNotFoundError as e:
            if e.name != module:
                raise
    known = detector_names()
    near = difflib.get_close_matches(name, known, n=1)
    raise RuleError(
        f"{path}: detector: there is no detector {name!r}." + (f" Did you mean {near[0]!r}?" if near else "")
    )


def detector_names() -> list[str]:
    """The detectors that ship, as rules name them."""
    folder = Path(inspect.getfile(importlib.import_module("citizencheck.detectors"))).parent
    return sorted(p.stem.replace("_", "-") for p in folder.glob("*.py") if not p.stem.startswith("_"))


def _params(module: ModuleType, given: dict[str, object], path: Path) -> object:
    kind: Any = module.Params
    known = [f.name for f in fields(kind)]
    for name in given:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            raise RuleError(
                f"{path}: params.{name}: its detector has no such parameter."
                + (f" Did you mean {near[0]!r}?" if near else "")
            )
    needed = [
        f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING and f.name not in given
    ]
    if needed:
        raise RuleError(f"{path}: params: its detector needs {', '.join(needed)}.")
    try:
        return TypeAdapter(kind).validate_python(given)
    except ValidationError as e:
        raise RuleError(
            "\n".join(f"{path}: params.{'.'.join(map(str, x['loc']))}: {x['msg'].lower()}" for x in e.errors())
        ) from e


def _clashes(rules: Sequence[Rule]) -> list[str]:
    seen: dict[str, Path] = {}
    out = []
    for rule in rules:
        if rule.id in seen:
            out.append(f"{rule.path}: there is a rule {rule.id!r} already, in {seen[rule.id]}.")
        seen.setdefault(rule.id, rule.path)
    return out


def _digest(directories: Sequence[Path]) -> str:
    digest = hashlib.sha256()
    for directory in directories:
        for path in sorted(p for p in directory.rglob("*.toml") if p.is_file()):
            digest.update(path.relative_to(directory).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
