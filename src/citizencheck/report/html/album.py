"""Pictures of the run inside the page: as ``data:`` addresses, each once, until the room for them is used up."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

Pictures = Callable[[str], bytes | None]
"""The bytes of a picture of the run, by its name there (``pictures/<hash>.jpg``); None where there is none."""

KINDS: Final = ((b"\xff\xd8\xff", "jpeg"), (b"\x89PNG\r\n\x1a\n", "png"))
NAME: Final = re.compile(r"pictures/[0-9A-Za-z][0-9A-Za-z_.-]{0,120}\.(?:jpe?g|png)")


def no_pictures(_name: str) -> bytes | None:
    """For a report that is rendered without its run."""
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the page does with a picture."""

    data: str
    """Its ``data:`` address; ``""`` where it stands elsewhere."""
    anchor: str
    """The id under which it stands in the page; ``""`` where there was no room for it."""
    file: str
    """Its name in the run, where the page has no room for it."""


class Album:
    """Hands out each picture once, in the order of asking, which is the order of the page."""

    def __init__(self, pictures: Pictures, room: int) -> None:
        self._pictures = pictures
        self._left = room
        self._shown: dict[str, str] = {}

    def show(self, name: str) -> Shown | None:
        """The picture ``name``; None where there is none, or what is there is no picture."""
        if not NAME.fullmatch(name):
            return None
        if name in self._shown:
            return Shown(data="", anchor=self._shown[name], file="")
        body = self._pictures(name)
        kind = next((k for magic, k in KINDS if body and body.startswith(magic)), "")
        if not body or not kind:
            return None
        data = f"data:image/{kind};base64,{base64.b64encode(body).decode()}"
        if len(data) > self._left:
            return Shown(data="", anchor="", file=name)
        self._left -= len(data)
        self._shown[name] = f"picture-{len(self._shown) + 1}"
        return Shown(data=data, anchor=self._shown[name], file="")
