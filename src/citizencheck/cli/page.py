"""``citizencheck page``: everything that is seen in one page."""

from __future__ import annotations

import json
from typing import Any

import click

from citizencheck.cli.safe import plain
from citizencheck.pipeline import look_at_page


@click.command()
@click.argument("target", metavar="URL|FILE")
@click.option("--base-url", metavar="URL", help="The address that a file stands for.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def page(target: str, base_url: str | None, as_json: bool) -> None:
    """Show everything that is seen in one page: what it is about, its labels, tasks and findings.

    Findings are those of rules about single pages; what needs the whole site (broken links, routes) is left to an audit.
    """
    seen = look_at_page(target, base_url=base_url or "")
    if as_json:
        click.echo(json.dumps(seen, ensure_ascii=False, indent=2))
        return
    for line in _lines(seen):
        click.echo(plain(line))


def _lines(seen: dict[str, Any]) -> list[str]:
    lines = [
        seen["title"] or seen["url"],
        f"{seen['url']}",
        f"Kind: {seen['kind']}. About: {seen['focus']}. People are told to act by: {seen['channel']}.",
    ]
    lines += [f"  because {why}" for why in seen["why"][:4]]
    lines += (
        ["", "Tasks", *(f"  {t['score']:.2f}  {t['title']} ({t['task']})" for t in seen["tasks"])]
        if seen["tasks"]
        else ["", "No citizen task is named."]
    )
    lines += ["", "Labels", *(f"  {label['orientation']:<10}  {label['label']}" for label in seen["labels"][:40])]
    lines += [
        "",
        f"Findings ({len(seen['findings'])})",
        *(f"  {f['severity']:<8}  {f['message']} [{f['rule']}]" for f in seen["findings"]),
    ]
    return lines
