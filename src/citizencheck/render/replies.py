"""What the browser is handed: pages out of the store, and what they need, kept there once it was asked for."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

from citizencheck.errors import StoreError
from citizencheck.render.guard import Refused, Response
from citizencheck.store import Renders, Resource

Ask = Callable[[str, str], Awaitable[Resource]]
"""(address, kind) -> what it brings; keeps the pace and the border."""


class Replies:
    """A ``Reply`` for all pages of one run. Nothing is asked for twice, not even by two pages at the same time."""

    def __init__(self, renders: Renders, ask: Ask, *, live: bool = True) -> None:
        self._renders = renders
        self._live = live
        """What is missing is missing for citizens too; a folder may just not hold all that its site has."""
        self._ask = ask
        self._under_way: dict[str, asyncio.Future[Resource]] = {}

    async def __call__(self, url: str, kind: str) -> Response | Refused:
        """What a page is handed for ``url``."""
        if kind == "document" and (page := self._renders.page_bytes(url)) is not None:
            return Response(body=page[0], content_type=page[1])
        resource = self._renders.resource(url) or await self._once(url, kind)
        if resource.reason:
            missing = self._live and resource.status in (404, 410)
            return Refused(reason=resource.reason, elsewhere=resource.elsewhere, missing=missing)
        return Response(body=resource.body, content_type=resource.content_type)

    async def _once(self, url: str, kind: str) -> Resource:
        if (waiting := self._under_way.get(url)) is not None:
            return await asyncio.shield(waiting)
        future = self._under_way[url] = asyncio.ensure_future(self._fetched(url, kind))
        future.add_done_callback(lambda _: self._under_way.pop(url, None))
        return await asyncio.shield(future)

    async def _fetched(self, url: str, kind: str) -> Resource:
        resource = await self._ask(url, kind)
        if not resource.passing:
            with contextlib.suppress(StoreError):  # a full disk is told by whoever writes what was seen, next
                self._renders.keep_resource(resource)
        return resource
