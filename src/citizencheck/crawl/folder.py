"""A folder of HTML, read as a static host would serve it. Nothing outside the folder is ever opened."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote, urlsplit

from citizencheck.crawl.fetch import Answer
from citizencheck.model import Outcome

INDEX: Final = ("index.html", "index.htm", "default.html")
MAX_DEPTH: Final = 12
MAX_BYTES: Final = 20_000_000
TEXTS: Final = frozenset({"text/html", "application/xhtml+xml", "text/plain", "text/xml", "application/xml"})


class FolderSource:
    """Answers for addresses under ``base`` with the files of ``root``."""

    def __init__(self, root: Path, base: str) -> None:
        self.root = root
        self.base = base
        self._prefix = urlsplit(base).path

    async def get(self, url: str, *, head: bool = False, cut: int = 0, any_kind: bool = False) -> Answer:  # noqa: ARG002 - files are small
        """The answer of a static host: a file, its index, its clean address, a redirect to a folder's slash, or 404."""
        path, query = urlsplit(url).path, urlsplit(url).query
        if not path.startswith(self._prefix):
            return Answer(url=url, status=404)
        relative = unquote(path[len(self._prefix) :])
        if "\x00" in relative:
            return Answer(url=url, status=404)
        place = self.root / relative.lstrip("/")
        if place.is_dir() and self._inside(place):
            if relative and not relative.endswith("/"):
                return Answer(url=url, status=301, headers={"location": f"{path}/"})
            found = next((f for name in INDEX if (f := place / name).is_file()), None)
        elif relative.endswith("/"):
            found = None
        else:
            found = next((f for f in _files(place, unquote(query)) if f.is_file()), None)
        if found is None or not self._inside(found):
            return Answer(url=url, status=404)
        return self._file(url, found, head=head, any_kind=any_kind)

    def _file(self, url: str, file: Path, *, head: bool, any_kind: bool) -> Answer:
        kind = mimetypes.guess_type(file.name)[0] or (
            "text/html" if file.suffix in {"", ".aspx", ".php"} else "application/octet-stream"
        )
        try:
            size = file.stat().st_size
            wanted = not head and (any_kind or kind in TEXTS)
            if wanted and size > MAX_BYTES:
                return Answer(url=url, outcome=Outcome.TOO_LARGE, reason=f"{size} bytes")
            body = file.read_bytes() if wanted else b""
        except OSError as e:
            return Answer(url=url, outcome=Outcome.NETWORK_ERROR, reason=f"the file cannot be read: {e.strerror}")
        return Answer(url=url, status=200, headers={"content-type": kind, "content-length": str(size)}, body=body)

    def starts(self) -> list[str]:
        """Where a visitor would begin: the index at the root, else every index of the shallowest level that has one."""
        level = [self.root]
        for _ in range(MAX_DEPTH):
            indexes = [d for d in level if any((d / name).is_file() for name in INDEX)]
            if indexes:
                return [self._address(d) + self._own_name(d) for d in indexes]
            level = [child for d in level for child in _folders(d)]
        pages = sorted(self.root.glob("*.htm*"))
        return [self.base + quote(p.name) for p in pages[:1]]

    def _address(self, folder: Path) -> str:
        relative = folder.relative_to(self.root).as_posix()
        return self.base if relative == "." else f"{self.base}{quote(relative)}/"

    def _own_name(self, folder: Path) -> str:
        """``index.html`` where the page links to itself by that name, so that it is called what its site calls it."""
        for name in INDEX:
            file = folder / name
            if file.is_file():
                return (
                    name
                    if re.search(
                        rf"""href\s*=\s*["']?(?:\./)?{re.escape(name)}\b""",
                        file.read_text("utf-8", "replace")[:200_000],
                    )
                    else ""
                )
        return ""

    def _inside(self, place: Path) -> bool:
        return place.resolve().is_relative_to(self.root)


def _files(place: Path, query: str) -> Iterator[Path]:
    """The files that may hold what an address names: with its query first, which is how wget and its like save such pages."""
    if query and "/" not in query and "\x00" not in query:
        yield place.with_name(f"{place.name}?{query}")
        yield place.with_name(f"{place.name}?{query}.html")
    yield place
    yield place.with_name(f"{place.name}.html")


def _folders(folder: Path) -> Iterator[Path]:
    try:
        yield from sorted(
            p for p in folder.iterdir() if p.is_dir() and not p.is_symlink() and not p.name.startswith(".")
        )
    except OSError:
        return
