"""What a browser saw, and what it was handed for it: tables of their own, made when first needed."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from typing import Any, Final

from pydantic import TypeAdapter

from citizencheck.model.phone import Looking, View

TABLES: Final = """
CREATE TABLE IF NOT EXISTS views (id INTEGER PRIMARY KEY, url TEXT NOT NULL, device TEXT NOT NULL, facts BLOB NOT NULL, UNIQUE (url, device));
CREATE TABLE IF NOT EXISTS resources (
  url TEXT PRIMARY KEY, status INTEGER, content_type TEXT NOT NULL, reason TEXT NOT NULL, elsewhere INTEGER NOT NULL, sha256 TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS rendered (url TEXT PRIMARY KEY, received TEXT NOT NULL, shown TEXT NOT NULL);
"""
_VIEW: Final = TypeAdapter(View)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """A style sheet, script, image or answer to a script: what came of asking for it, once."""

    url: str
    status: int | None = None
    content_type: str = ""
    reason: str = ""
    """Why there is nothing; ``""`` where there is."""
    elsewhere: bool = False
    """It was not asked for, since it is no part of the site."""
    sha256: str = ""
    body: bytes = b""
    passing: bool = False
    """Another attempt may bring what this one did not: such a one is not kept."""


class Renders:
    """The part of a run that a browser fills. Everything is written at once: a kill costs what is under way."""

    def __init__(self, db: sqlite3.Connection, words: Callable[[], AbstractContextManager[None]]) -> None:
        self._db = db
        self._words = words
        """Turns what SQLite says into StoreError."""

    def keep(self, view: View) -> None:
        """Writes what was seen of a page on a device, in place of what was seen before."""
        facts = zlib.compress(_VIEW.dump_json(view, exclude_defaults=True), 6)
        self._write(
            "INSERT INTO views (url, device, facts) VALUES (?, ?, ?) ON CONFLICT (url, device) DO UPDATE SET facts = excluded.facts",
            (view.url, view.device, facts),
        )

    def views(self) -> Iterator[View]:
        """All that was seen, by address and device."""
        for (facts,) in self._rows("views", "SELECT facts FROM views ORDER BY url, device"):
            yield _VIEW.validate_json(zlib.decompress(facts))

    def keep_resource(self, resource: Resource) -> None:
        """Writes what a page was handed, or why it was not."""
        if resource.sha256:
            body = zlib.compress(resource.body, 6)
            self._write("INSERT OR IGNORE INTO bodies VALUES (?, ?)", (resource.sha256, body))
        self._write(
            "INSERT OR REPLACE INTO resources VALUES (?, ?, ?, ?, ?, ?)",
            (resource.url, resource.status, resource.content_type[:200], resource.reason, resource.elsewhere, resource.sha256),
        )  # fmt: skip

    def resource(self, url: str) -> Resource | None:
        """What came of asking for an address before; None where it was not asked for."""
        query = (
            "SELECT r.url, r.status, r.content_type, r.reason, r.elsewhere, r.sha256, b.body FROM resources r"
            " LEFT JOIN bodies b ON b.sha256 = r.sha256 WHERE r.url = ?"
        )
        row = next(self._rows("resources", query, url), None)
        if row is None:
            return None
        address, status, content_type, reason, elsewhere, sha256, body = row
        return Resource(
            url=address, status=status, content_type=content_type, reason=reason, elsewhere=bool(elsewhere), sha256=sha256,
            body=zlib.decompress(body) if body is not None else b"",
        )  # fmt: skip

    def page_bytes(self, url: str) -> tuple[bytes, str] | None:
        """(body, content type) of a judged page as it came over the network; None where there is none."""
        query = (
            "SELECT b.body, u.content_type FROM urls u LEFT JOIN rendered r ON r.url = u.url"
            " JOIN bodies b ON b.sha256 = coalesce(r.received, u.sha256) WHERE u.url = ? AND u.outcome = 'ok'"
        )
        with self._words():
            self._make()
            row = self._db.execute(query, (url,)).fetchone()
        return (zlib.decompress(row[0]), str(row[1] or "text/html")) if row else None

    def note_rendered(self, url: str, *, received: str, shown: str) -> None:
        """Writes that a page was empty without its scripts, and is judged as a browser showed it: hashes of both."""
        self._write("INSERT OR REPLACE INTO rendered VALUES (?, ?, ?)", (url, received, shown))

    def shown(self) -> tuple[str, ...]:
        """Addresses of pages that are judged as a browser showed them."""
        return tuple(url for url, (received, shown) in self.rendered().items() if received != shown)

    def keep_looking(self, looking: Looking) -> None:
        """Writes how far a browser looked."""
        self._write("INSERT OR REPLACE INTO meta VALUES ('looking', ?)", (json.dumps(asdict(looking), sort_keys=True),))

    def looking(self) -> Looking | None:
        """How far a browser looked; None where nobody said whether one should."""
        row = next(self._rows("meta", "SELECT value FROM meta WHERE key = 'looking'"), None)
        return Looking(**json.loads(row[0])) if row else None

    def rendered(self) -> dict[str, tuple[str, str]]:
        """Address -> (hash as received, hash as shown) of such pages, in order."""
        rows = self._rows("rendered", "SELECT url, received, shown FROM rendered ORDER BY rowid")
        return {url: (received, shown) for url, received, shown in rows}

    def _write(self, statement: str, values: tuple[str | int | bytes | None, ...]) -> None:
        with self._words():
            self._make()
            self._db.execute(statement, values)
            self._db.commit()

    def _make(self) -> None:
        for table in TABLES.split(";"):
            self._db.execute(table)

    def _rows(self, table: str, query: str, *values: str) -> Iterator[tuple[Any, ...]]:
        with self._words():
            known = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"
            if self._db.execute(known, (table,)).fetchone() is not None:
                yield from self._db.execute(query, values)
