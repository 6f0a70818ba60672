"""Pictures of the run inside the page: as ``data:`` addresses, each once, until the room for them is used up."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

Pictures = Callable[[str], bytes | None]
"""The bytes of a picture of the run, by its name there (``pictures/<hash>.jpg``); None where there is none."""

NAME: Final = re.compile(r"pictures/[0-9A-Za-z][0-9A-Za-z_.-]{0,120}\.(?:jpe?g|png)")
PNG: Final = b"\x89PNG\r\n\x1a\n"
FRAMES: Final = frozenset({0xC0, 0xC1, 0xC2})
"""JPEG's markers of a frame that says how large the picture is (ITU T.81, table B.1): baseline, extended, progressive."""


def no_pictures(_name: str) -> bytes | None:
    """For a report that is rendered without its run."""
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture of the page."""

    id: str
    """Under which it stands in the page; ``""`` where there was no room for it."""
    file: str
    """Its name in the run."""
    data: str = ""
    width: int = 0
    height: int = 0


class Album:
    """Keeps each picture once, in the order of asking, which is the order of the page; the page shows it wherever it is asked for."""

    def __init__(self, pictures: Pictures, room: int) -> None:
        self._pictures = pictures
        self._left = room
        self._kept: dict[str, Picture | None] = {}

    @property
    def kept(self) -> list[Picture]:
        """The pictures that the page must hold."""
        return [p for p in self._kept.values() if p and p.id]

    def show(self, name: str) -> Picture | None:
        """The picture ``name``; None where there is none, or what is there is no picture."""
        if not NAME.fullmatch(name):
            return None
        if name not in self._kept:
            self._kept[name] = self._taken(name)
        return self._kept[name]

    def _taken(self, name: str) -> Picture | None:
        body = self._pictures(name)
        found = _measured(body) if body else None
        if not body or found is None:
            return None
        kind, width, height = found
        data = f"data:image/{kind};base64,{base64.b64encode(body).decode()}"
        if len(data) > self._left:
            return Picture(id="", file=name)
        self._left -= len(data)
        return Picture(id=f"picture-{len(self.kept) + 1}", file=name, data=data, width=width, height=height)


def _measured(body: bytes) -> tuple[str, int, int] | None:
    """(kind, width, height) of a PNG or JPEG; None of anything else."""
    if body.startswith(PNG) and len(body) >= 24:
        return _sized("png", int.from_bytes(body[16:20], "big"), int.from_bytes(body[20:24], "big"))
    at = 2
    while body.startswith(b"\xff\xd8") and at + 9 <= len(body) and body[at] == 0xFF:
        if body[at + 1] in FRAMES:
            return _sized(
                "jpeg", int.from_bytes(body[at + 7 : at + 9], "big"), int.from_bytes(body[at + 5 : at + 7], "big")
            )
        at += 2 + int.from_bytes(body[at + 2 : at + 4], "big")
    return None


def _sized(kind: str, width: int, height: int) -> tuple[str, int, int] | None:
    return (kind, width, height) if width and height else None
