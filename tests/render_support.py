"""Pages in memory, handed to a browser as if they lay on a council's site."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from citizencheck.render.guard import Refused, Reply, Response

HOME = "https://council.invalid"


def pages(found: Mapping[str, str | bytes], asked: list[str] | None = None) -> Reply:
    """Hands over pages by their path on ``HOME``; ``asked`` notes what was wanted."""

    async def reply(url: str, kind: str) -> Response | Refused:
        if asked is not None:
            asked.append(url)
        parts = urlsplit(url)
        if f"{parts.scheme}://{parts.netloc}" != HOME:
            return Refused(reason="it is no part of the site", elsewhere=True)
        content = found.get(parts.path)
        if content is None:
            return Refused(reason="it is not there")
        suffix = parts.path.rpartition(".")[2]
        kinds = {"css": "text/css", "js": "text/javascript", "png": "image/png", "bin": "application/octet-stream"}
        body = content if isinstance(content, bytes) else content.encode()
        return Response(body=body, content_type=kinds.get(suffix, "text/html; charset=utf-8"))

    return reply
