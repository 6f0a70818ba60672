"""``citizencheck config show``."""

from __future__ import annotations

import click

from citizencheck.cli.settings import NOT_SETTABLE, source_of


@click.group()
def config() -> None:
    """Show every setting and where it comes from."""


@config.command(context_settings={"ignore_unknown_options": True, "allow_extra_args": True})
@click.argument("options", nargs=-1, type=click.UNPROCESSED)
def show(options: tuple[str, ...]) -> None:
    """Print the settings that `citizencheck audit OPTIONS` would use, and where each comes from.

    A flag beats CITIZENCHECK_<SETTING>, which beats citizencheck.toml, which beats [tool.citizencheck] in pyproject.toml.
    """
    from citizencheck.cli.audit import audit

    ctx = audit.make_context("audit", ["--", "."] if not options else [*options, "."])
    rows = [(p.name, ctx.params.get(p.name)) for p in audit.params if p.name and p.name not in NOT_SETTABLE]
    width = max(len(name) for name, _ in rows)
    for name, value in rows:
        shown = ", ".join(map(str, value)) if isinstance(value, tuple | list) else value
        secret = name in {"basic_auth", "header", "cookie"} and shown
        click.echo(
            f"{name.replace('_', '-'):<{width}}  {'(set)' if secret else '-' if shown in (None, '') else shown}  [{source_of(ctx, name)}]"
        )
