"""Pictures: the first screen of a page, and what is wrong with it, marked and cut out. Each lasts in the run directory under its hash."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from citizencheck.files import write_whole
from citizencheck.model.phone import Box
from citizencheck.render.browser import Session

FOLDER: Final = "pictures"
MOST: Final = 200
"""Pictures that one run keeps."""
MOST_BYTES: Final = 25_000_000
QUALITY: Final = 60
AROUND: Final = 60.0
"""CSS pixels that are shown above and below what is marked."""
TALLEST: Final = 600.0
MARK: Final = """(boxes, edge) => {
  const layer = document.createElement('div');
  layer.id = 'citizencheck-marks';
  layer.style.cssText = 'all:initial;position:absolute;left:0;top:0;width:0;height:0;z-index:2147483647;pointer-events:none';
  for (const b of boxes) {
    const mark = document.createElement('div');
    mark.style.cssText = `all:initial;position:absolute;box-sizing:border-box;border:3px solid #d4351c;border-radius:3px;box-shadow:0 0 0 2px #fff;left:${b[0]}px;top:${b[1]}px;width:${b[2]}px;height:${b[3]}px`;
    layer.append(mark);
  }
  if (edge) {
    const line = document.createElement('div');
    line.style.cssText = `all:initial;position:absolute;left:${edge}px;top:0;width:0;height:${document.documentElement.scrollHeight}px;border-left:3px dashed #d4351c`;
    layer.append(line);
  }
  document.documentElement.append(layer);
}"""
UNMARK: Final = "() => { const e = document.getElementById('citizencheck-marks'); if (e) e.remove(); }"


class Album:
    """The pictures of one run, bounded in number and size."""

    def __init__(self, run: Path) -> None:
        self._folder = run / FOLDER
        kept = list(self._folder.glob("*.jpg")) if self._folder.is_dir() else []
        self._number = len(kept)
        self._bytes = sum(p.stat().st_size for p in kept)

    def keep(self, picture: bytes) -> str:
        """The name of a picture in the run directory, once it is there; ``""`` where there is no room left.

        Raises OutputError where it cannot be written.
        """
        name = f"{FOLDER}/{hashlib.sha256(picture).hexdigest()[:16]}.jpg"
        path = self._folder.parent / name
        if not path.is_file():
            if self._number >= MOST or self._bytes + len(picture) > MOST_BYTES:
                return ""
            write_whole(path, picture)
            self._number += 1
            self._bytes += len(picture)
        return name


async def first_screen(session: Session) -> bytes:
    """What is seen when the page opens, as JPEG."""
    return await _cut(session, Box(x=0, y=0, width=session.device.width, height=session.device.height))


async def marked(session: Session, boxes: Sequence[Box], *, width: float | None = None) -> bytes:
    """A strip of the page around the first of ``boxes``, all of them marked; with ``width`` so much of it, and a line where the screen ends."""
    first = boxes[0]
    top = max(0.0, first.y - AROUND)
    height = min(TALLEST, max(first.bottom - top + AROUND, 160.0))
    grown = [(b.x - 3, b.y - 3, min(b.width, 2000.0) + 6, min(b.height, 2000.0) + 6) for b in boxes[:12]]
    edge = 0 if width is None else session.tab.page.viewport_size["width"]  # type: ignore[index]  # every tab has one
    await session.evaluate(MARK, grown, edge)
    try:
        return await _cut(session, Box(x=0, y=top, width=width or session.device.width, height=height))
    finally:
        await session.evaluate(UNMARK)


async def _cut(session: Session, box: Box) -> bytes:
    """A part of the page as it stands, without waiting for anything."""
    clip = {"x": box.x, "y": box.y, "width": box.width, "height": box.height, "scale": 1}
    wish = {"format": "jpeg", "quality": QUALITY, "clip": clip, "captureBeyondViewport": True, "optimizeForSpeed": True}
    made = await session.within(session.tab.devtools.send("Page.captureScreenshot", wish))
    return base64.b64decode(made["data"])
