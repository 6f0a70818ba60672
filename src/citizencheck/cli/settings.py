"""Where a setting comes from: flag, then environment, then ``citizencheck.toml``, then ``[tool.citizencheck]``, then the default."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import click
from click.core import ParameterSource

from citizencheck.errors import ConfigError

OWN_FILE: Final = "citizencheck.toml"
SHARED_FILE: Final = "pyproject.toml"
ACCEPT: Final = "citizencheck.accept"
"""Where a command's context keeps the ``[[accept]]`` of the settings file, as it stands there."""
NOT_SETTABLE: Final = frozenset({"target", "config_file", "help", "resume", "overwrite"})


SETTABLE: Final[set[str]] = set()
"""What any command takes from the settings file: one file serves them all."""


def config_option(command: click.Command) -> click.Command:
    """Adds ``--config`` to a command; what the file says becomes the command's defaults."""
    option = click.Option(
        ["--config", "config_file"],
        type=click.Path(path_type=Path),
        is_eager=True,
        expose_value=False,
        callback=_load,
        help="Settings file (default: citizencheck.toml, else [tool.citizencheck] of pyproject.toml).",
    )
    command.params.append(option)
    SETTABLE.update(p.name for p in command.params if p.name and p.name not in NOT_SETTABLE)
    return command


def _load(ctx: click.Context, _param: click.Parameter, value: Path | None) -> None:
    path, settings = read_settings(value)
    ctx.meta[ACCEPT] = settings.pop("accept", [])
    known = {p.name: p for p in ctx.command.params if p.name and p.name not in NOT_SETTABLE}
    own = {n: v for n, v in settings.items() if n in known or n not in SETTABLE}
    ctx.default_map = {name: _checked(path, name, given, known) for name, given in own.items()}
    ctx.meta["citizencheck.config_path"] = str(path) if path else ""


def read_settings(path: Path | None) -> tuple[Path | None, dict[str, Any]]:
    """The settings file that counts and what it says, with ``-`` in names turned to ``_``.

    Raises ConfigError when a file that was named is missing or any file is not TOML.
    """
    if path is not None:
        if not path.is_file():
            raise ConfigError(f"There is no settings file {path}.", "Give --config the path of a TOML file.")
        return path, _names(_parse(path))
    if Path(OWN_FILE).is_file():
        return Path(OWN_FILE), _names(_parse(Path(OWN_FILE)))
    if Path(SHARED_FILE).is_file():
        table = _parse(Path(SHARED_FILE)).get("tool", {}).get("citizencheck")
        if isinstance(table, dict):
            return Path(SHARED_FILE), _names(table)
    return None, {}


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as e:
        raise ConfigError(f"{path} is not valid TOML: {e}", "Mend the line that it names.") from e
    except OSError as e:
        raise ConfigError(f"{path} cannot be read: {e.strerror}.", "Check the file and its permissions.") from e


def _names(table: Mapping[str, Any]) -> dict[str, Any]:
    return {key.replace("-", "_"): value for key, value in table.items()}


def _checked(path: Path | None, name: str, given: Any, known: Mapping[str, click.Parameter]) -> Any:
    if name not in known:
        near = difflib.get_close_matches(name, list(known), n=1)
        hint = (
            f"Did you mean {near[0].replace('_', '-')}?"
            if near
            else f"It may be one of: {', '.join(sorted(known)).replace('_', '-')}."
        )
        raise ConfigError(f"{path}: there is no setting {name.replace('_', '-')!r}.", hint)
    parameter = known[name]
    several = parameter.multiple if isinstance(parameter, click.Option) else False
    if several and isinstance(given, str):
        return [given]
    if isinstance(given, dict) or (isinstance(given, list) and not several):
        raise ConfigError(
            f"{path}: {name.replace('_', '-')} takes one value, not {type(given).__name__}.", "Give one value."
        )
    return given


def source_of(ctx: click.Context, name: str) -> str:
    """Where the value of a setting came from, in words."""
    source = ctx.get_parameter_source(name)
    if source is ParameterSource.COMMANDLINE:
        return "flag"
    if source is ParameterSource.ENVIRONMENT:
        return f"environment (CITIZENCHECK_{name.upper()})"
    if source is ParameterSource.DEFAULT_MAP:
        return str(ctx.meta.get("citizencheck.config_path", ""))
    return "default"
