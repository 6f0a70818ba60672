"""What is being crawled: where it begins, what belongs to it, and who answers for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import httpx

from citizencheck.crawl.fetch import Answer, HttpSource
from citizencheck.crawl.folder import FolderSource
from citizencheck.crawl.plan import CrawlPlan, folder_base, folder_of, start_address
from citizencheck.crawl.scope import Scope
from citizencheck.errors import TargetError, UsageError
from citizencheck.model.url import resolve


class Source(Protocol):
    """Whoever answers for an address: the network, or a folder."""

    async def get(self, url: str, *, head: bool = False, cut: int = 0, any_kind: bool = False) -> Answer: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    start: str
    seeds: tuple[str, ...]
    scope: Scope
    source: Source
    network: HttpSource | None
    """For robots.txt, throttling and what lies past the border; None where nothing outside a folder is asked."""


def scope_of(plan: CrawlPlan) -> Scope:
    """Which addresses belong to what a plan names. Raises TargetError or UsageError when it cannot be one."""
    home = folder_base(plan.base_url) if plan.is_folder else start_address(plan.target)
    return Scope(home, plan.include_hosts, plan.include, plan.exclude)


def target_of(plan: CrawlPlan, transport: httpx.AsyncBaseTransport | None = None) -> Target:
    """The target that a plan names. Raises TargetError or UsageError when it cannot be one."""
    if plan.is_folder:
        return _folder(plan, transport)
    if plan.base_url:
        raise UsageError("--base-url names the pages of a folder; the target is an address already.", "Leave it out.")
    home = start_address(plan.target)
    start = _joined(plan.start, home) if plan.start else home
    scope = Scope(home, plan.include_hosts, plan.include, plan.exclude)
    network = HttpSource(plan, scope, home, transport)
    seeds = tuple(_joined(s, home) for s in plan.seeds)
    return Target(start=start, seeds=seeds, scope=scope, source=network, network=network)


def _folder(plan: CrawlPlan, transport: httpx.AsyncBaseTransport | None) -> Target:
    base = folder_base(plan.base_url)
    folder = FolderSource(folder_of(plan.target), base)
    starts = [_joined(plan.start.lstrip("/"), base)] if plan.start else folder.starts()
    if not starts:
        raise TargetError(
            f"There is no HTML in {plan.target}.",
            "Give a folder that holds an index.html, or name a page with --start.",
        )
    scope = Scope(base, plan.include_hosts, plan.include, plan.exclude)
    network = HttpSource(plan, scope, base, transport) if plan.looks_past_border else None
    seeds = (*starts[1:], *(_joined(s, base) for s in plan.seeds))
    return Target(start=starts[0], seeds=seeds, scope=scope, source=folder, network=network)


def _joined(path: str, base: str) -> str:
    address = resolve(path, base)
    if address is None:
        raise TargetError(f"{path!r} is not an address on {base}.", "Give a path such as /services/.")
    return address
