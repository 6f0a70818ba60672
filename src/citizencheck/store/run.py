"""One run in one SQLite file, whole after every crash: a page, its links and the state of the queue are one transaction."""

from __future__ import annotations

import json
import os
import sqlite3
import sys
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import lru_cache, partial
from pathlib import Path
from types import TracebackType
from typing import Any, ClassVar, Final, Self

from pydantic import TypeAdapter

from citizencheck.clock import steady
from citizencheck.errors import OutputError, StoreError, TargetError
from citizencheck.files import PART, write_whole
from citizencheck.model import Page, RunInfo, SearchAnswer, SearchProbe, Snapshot, UrlRecord
from citizencheck.model.kiosk import KioskList
from citizencheck.store.codec import Furniture, join, pack_furniture, pack_page, split, unpack_furniture, unpack_page
from citizencheck.store.disk import ANEW, LOCK, connected, is_about_room, is_locked, legible, locked, words
from citizencheck.store.renders import Renders

BATCH: Final = 8
"""Addresses a transaction: what a crash can cost at most, beside what is under way."""
OLD: Final = 1.0
"""Seconds after which a batch is written even when it is not full: what a slow site took long to say is soon safe."""
REMEMBERED: Final = 64
"""Pages whose facts are kept at hand while a run is judged: several steps ask for the same ones in turn."""
FORMAT: Final = "1"
SCHEMA: Final = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE urls (
  id INTEGER PRIMARY KEY, url TEXT NOT NULL UNIQUE, depth INTEGER NOT NULL, referrer TEXT NOT NULL, source TEXT NOT NULL,
  outcome TEXT, reason TEXT, status INTEGER, target TEXT, content_type TEXT, size INTEGER, sha256 TEXT, fetched TEXT, elapsed_ms INTEGER
);
CREATE INDEX waiting ON urls (id) WHERE outcome IS NULL;
CREATE TABLE furniture (id INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, facts BLOB NOT NULL);
CREATE TABLE pages (url_id INTEGER PRIMARY KEY REFERENCES urls, furniture INTEGER NOT NULL REFERENCES furniture, seam INTEGER NOT NULL, facts BLOB NOT NULL);
CREATE TABLE bodies (sha256 TEXT PRIMARY KEY, body BLOB NOT NULL);
"""
SEARCHES: Final = """
CREATE TABLE IF NOT EXISTS searches (
  id INTEGER PRIMARY KEY, query TEXT NOT NULL UNIQUE, url TEXT NOT NULL, outcome TEXT NOT NULL, reason TEXT NOT NULL, status INTEGER,
  "end" TEXT NOT NULL, fetched TEXT NOT NULL, sha256 TEXT NOT NULL, facts BLOB
);
"""
"""Apart from ``urls`` and ``pages``, so that nothing takes a page of results for a page of the site. Made when first needed."""
COLUMNS: Final = (
    "url, outcome, reason, status, target, depth, referrer, source, content_type, size, sha256, fetched, elapsed_ms"
)

_KIOSK: Final = TypeAdapter(KioskList)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """An address that was seen and waits."""

    url: str
    depth: int
    referrer: str = ""
    source: str = "link"


class RunStore:
    """A run directory. One process may write to it at a time; the lock dies with its holder."""

    FILE: ClassVar[str] = "crawl.db"
    STATUS: ClassVar[str] = "status.json"
    OWN_FILES: ClassVar[tuple[str, ...]] = (
        "crawl.db", "crawl.db-wal", "crawl.db-shm", "crawl.db-journal", "status.json", LOCK,
    )  # fmt: skip

    def __init__(self, path: Path, db: sqlite3.Connection, lock: int | None) -> None:
        self.path = path
        self._db = db
        self._lock = lock
        self._ids: dict[str, int] = {}
        self._changes = 0
        self._lasting_since = steady()
        self._status: dict[str, str | int] = {"pid": os.getpid()}
        self._furniture_of = lru_cache(maxsize=64)(self._read_furniture)
        self.renders = Renders(db, partial(words, path))
        """What a browser saw."""

    @classmethod
    def create(cls, path: Path, settings: dict[str, str]) -> Self:
        """A new run in the folder ``path``, in the place of one that is there.

        Raises StoreError when another process works there or nothing can be written.
        """
        return cls.take(path, settings, overwrite=True)

    @classmethod
    def open(cls, path: Path, *, write: bool = False, check: bool = True) -> Self:
        """An existing run. Raises StoreError, in words, when there is none or it is damaged; ``check`` reads all of it to be sure."""
        file = path / cls.FILE
        if not file.is_file():
            raise StoreError(f"There is no run in {path}.", "Give the folder that an audit wrote with -o.")
        if write:
            return cls.take(path, {}, resume=True)
        with words(path):
            db = connected(file, write=False)
        if check:
            _must_be_sound(path, db)
        return cls(path, db, None)

    @classmethod
    def take(cls, path: Path, settings: dict[str, str], *, resume: bool = False, overwrite: bool = False) -> Self:
        """The run in the folder ``path``, to be written: a new one, or with ``resume`` the one that is there.

        What is there is looked at under the lock, so that of two who come at once one is refused. Raises OutputError when there is a
        run and neither ``resume`` nor ``overwrite`` says what to do with it; StoreError when another process works there, the run
        is damaged, or nothing can be written.
        """
        with words(path):
            lock = locked(path)
        try:
            with words(path):
                file = path / cls.FILE
                _sweep(path)
                if file.exists() and not resume and not overwrite:
                    raise OutputError(
                        f"There is a run in {path} already.",
                        "Add --resume to go on with it, or --overwrite to begin anew.",
                    )
                if overwrite or not file.exists():
                    for name in cls.OWN_FILES:
                        if name != LOCK:
                            (path / name).unlink(missing_ok=True)
                db = connected(file, write=True)
                if db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0:
                    _found(db, settings)  # new, or cut off before anything was written
            _must_be_sound(path, db)
        except BaseException:
            os.close(lock)
            raise
        return cls(path, db, lock)

    @classmethod
    def is_at_work(cls, path: Path) -> bool:
        """Whether a process writes to the run in the folder ``path``."""
        return is_locked(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Writes what waits and lets the lock go."""
        try:
            if self._lock is not None:
                self.commit()
        finally:
            self._db.close()
            if self._lock is not None:
                os.close(self._lock)
                self._lock = None

    # What a crawl writes

    def begin(self, start: str) -> None:
        """Says that a crawl from ``start`` is under way: until it ends, the run has nothing to say of itself.

        Raises TargetError when the run is of another site.
        """
        with words(self.path):
            known = self._db.execute("SELECT value FROM meta WHERE key = 'start'").fetchone()
            if known is not None and known[0] != start:
                raise TargetError(
                    f"The run in {self.path} began at {known[0]}, not at {start}.",
                    "Go on with the same target, or give -o another folder.",
                )
            self._set(start=start)
            self._db.execute("DELETE FROM meta WHERE key = 'info'")
        self.commit()

    def see(self, entries: Iterable[Pending]) -> None:
        """Notes addresses that wait; those that are known already stay as they are."""
        with words(self.path):
            self._db.executemany(
                "INSERT OR IGNORE INTO urls (url, depth, referrer, source) VALUES (?, ?, ?, ?)",
                [(e.url, e.depth, e.referrer, e.source) for e in entries],
            )

    def settle(
        self, record: UrlRecord, page: Page | None = None, body: bytes | None = None, *, seam: bool = False
    ) -> None:
        """Writes what became of an address, with its page and bytes where it has them; ``breathe`` makes it last."""
        with words(self.path):
            self._db.execute(
                f"INSERT INTO urls ({COLUMNS}) VALUES ({', '.join('?' * 13)}) ON CONFLICT (url) DO UPDATE SET outcome=excluded.outcome,"  # noqa: S608 - constants
                " reason=excluded.reason, status=excluded.status, target=excluded.target, content_type=excluded.content_type, size=excluded.size,"
                " sha256=excluded.sha256, fetched=excluded.fetched, elapsed_ms=excluded.elapsed_ms,"
                " source = CASE WHEN excluded.source = 'seam' THEN 'seam' ELSE urls.source END",
                _row(record),
            )
            if page is not None:
                self._put_page(record.url, page, seam=seam)
            if body is not None and record.sha256:
                self._db.execute("INSERT OR IGNORE INTO bodies VALUES (?, ?)", (record.sha256, zlib.compress(body, 6)))
        self._changes += 1

    def breathe(self) -> None:
        """Commits when a batch is full or old. To be called between addresses: a page and its links last together or not at all."""
        if self._changes >= BATCH or (self._changes and steady() - self._lasting_since > OLD):
            self.commit()

    def _put_page(self, url: str, page: Page, *, seam: bool) -> None:
        stored, furniture = split(page)
        digest, facts = pack_furniture(furniture)
        number = self._ids.get(digest)
        if number is None:
            self._db.execute("INSERT OR IGNORE INTO furniture (hash, facts) VALUES (?, ?)", (digest, facts))
            number = self._ids[digest] = int(
                self._db.execute("SELECT id FROM furniture WHERE hash = ?", (digest,)).fetchone()[0]
            )
        self._db.execute(
            "INSERT OR REPLACE INTO pages SELECT id, ?, ?, ? FROM urls WHERE url = ?",
            (number, int(seam), pack_page(stored), url),
        )

    def settle_search(self, answer: SearchAnswer, body: bytes | None = None) -> None:
        """Writes what the site's own search said to a query, at once, so that nobody has to ask it again."""
        facts = pack_page(split(answer.page)[0]) if answer.page is not None else None
        with words(self.path):
            self._db.execute(SEARCHES)
            self._db.execute(
                "INSERT OR REPLACE INTO searches VALUES ((SELECT id FROM searches WHERE query = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (answer.query, answer.query, answer.url, answer.outcome, answer.reason, answer.status, answer.end, answer.fetched, answer.sha256, facts),
            )  # fmt: skip
            if body is not None and answer.sha256:
                self._db.execute("INSERT OR IGNORE INTO bodies VALUES (?, ?)", (answer.sha256, zlib.compress(body, 6)))
        self.commit()

    def save_search(self, *, action: str, why_not: str) -> None:
        """Writes which form was asked, and why no further."""
        with words(self.path):
            self._set(search=json.dumps({"action": action, "why_not": why_not}, sort_keys=True))
        self.commit()

    def save_kiosk(self, kiosk: KioskList) -> None:
        """Writes what the kiosk in the council's office does, in place of what was written before."""
        with words(self.path):
            self._set(kiosk=_KIOSK.dump_json(kiosk).decode())
        self.commit()

    def save_info(self, info: RunInfo) -> None:
        """Writes what the crawl says of itself."""
        with words(self.path):
            self._set(info=json.dumps(asdict(info), sort_keys=True))
        self.commit()

    def commit(self) -> None:
        """Makes all that was written last."""
        with words(self.path):
            self._db.commit()
        self._changes = 0
        self._lasting_since = steady()

    def status(self, **facts: str | int) -> None:
        """Writes ``status.json`` for supervisors, whole or not at all; what ``facts`` does not name stays as it was said last."""
        self._status |= facts
        try:
            write_whole(self.path / self.STATUS, json.dumps(self._status, sort_keys=True) + "\n")
        except OutputError as e:
            raise StoreError(e.message, "Make room, or mend the folder's permissions; then add --resume.") from e

    # What is read

    def info(self) -> RunInfo | None:
        """What the last crawl said of itself; None when it never came to an end."""
        row = next(self._rows("SELECT value FROM meta WHERE key = 'info'"), None)
        with legible(self.path):
            return RunInfo(**json.loads(row[0])) if row else None

    def waiting(self) -> list[Pending]:
        """Addresses without an outcome, in the order in which they were seen."""
        rows = self._db.execute("SELECT url, depth, referrer, source FROM urls WHERE outcome IS NULL ORDER BY id")
        return [Pending(url=u, depth=d, referrer=r, source=s) for u, d, r, s in rows]

    def reopen(self, outcomes: Iterable[str]) -> None:
        """Puts addresses of the site with these outcomes back among those that wait: for going on with a run.

        So are pages whose facts a damaged disk has lost.
        """
        with words(self.path):
            self._db.execute(
                "UPDATE urls SET outcome = NULL WHERE outcome = 'ok' AND source <> 'seam' AND id NOT IN (SELECT url_id FROM pages)"
            )
            self._db.executemany(
                "UPDATE urls SET outcome = NULL WHERE outcome = ? AND source <> 'seam'", [(o,) for o in outcomes]
            )
        self.commit()

    def take_back(self, url: str) -> str:
        """Puts one address back among those that wait, and says what had become of it."""
        with words(self.path):
            outcome = self._db.execute("SELECT outcome FROM urls WHERE url = ?", (url,)).fetchone()
            self._db.execute("UPDATE urls SET outcome = NULL WHERE url = ?", (url,))
        return str(outcome[0]) if outcome else ""

    def counts(self) -> dict[str, int]:
        """How many addresses came to each outcome; ``""`` counts those that wait. Pages past the border are left out."""
        query = "SELECT coalesce(outcome, ''), count(*) FROM urls WHERE source <> 'seam' GROUP BY 1 ORDER BY 1"
        return {str(outcome): int(n) for outcome, n in self._rows(query)}

    def began_at(self) -> str:
        """The address at which the run began; ``""`` when it never did."""
        row = next(self._rows("SELECT value FROM meta WHERE key = 'start'"), None)
        return str(row[0]) if row else ""

    def records(self) -> Iterator[UrlRecord]:
        """Every address with an outcome, in the order in which it was seen."""
        for row in self._rows(f"SELECT {COLUMNS} FROM urls WHERE outcome IS NOT NULL ORDER BY id"):  # noqa: S608 - constants
            yield _record(row)

    def pages(self) -> Iterator[Page]:
        """The judged pages, in the order in which they were seen."""
        return self._pages("u.outcome = 'ok' AND p.seam = 0")

    def seams(self) -> Iterator[Page]:
        """Pages one step past the border."""
        return self._pages("p.seam = 1")

    def kiosk(self) -> KioskList | None:
        """What the kiosk does; None where nobody said."""
        row = next(self._rows("SELECT value FROM meta WHERE key = 'kiosk'"), None)
        with legible(self.path):
            return _KIOSK.validate_json(row[0]) if row else None

    def search(self) -> SearchProbe | None:
        """What the site's own search was asked; None where nobody wished it to be."""
        row = self._db.execute("SELECT value FROM meta WHERE key = 'search'").fetchone()
        return SearchProbe(**json.loads(row[0]), answers=tuple(self._answers())) if row else None

    def _answers(self) -> Iterator[SearchAnswer]:
        if self._db.execute("SELECT 1 FROM sqlite_master WHERE name = 'searches'").fetchone() is None:
            return
        rows = self._db.execute(
            'SELECT query, url, outcome, reason, status, "end", fetched, sha256, facts FROM searches ORDER BY id'
        )
        for query, url, outcome, reason, status, end, fetched, sha256, facts in rows:
            page = unpack_page(facts).page if facts is not None else None
            yield SearchAnswer(
                query=query, url=url, outcome=outcome, reason=reason, status=status, end=end, fetched=fetched, sha256=sha256, page=page,
            )  # fmt: skip

    def page(self, url: str) -> Page | None:
        """One judged page."""
        query = "SELECT p.furniture, p.facts FROM pages p JOIN urls u ON u.id = p.url_id WHERE u.url = ?"
        row = next(self._rows(query, url), None)
        return self._joined(*row) if row else None

    def body(self, sha256: str) -> bytes | None:
        """The bytes that were judged."""
        row = next(self._rows("SELECT body FROM bodies WHERE sha256 = ?", sha256), None)
        if row is None:
            return None
        with legible(self.path):
            return zlib.decompress(row[0])

    def snapshot(self) -> Snapshot:
        """The run as the pure half reads it. Raises StoreError when the crawl never began in earnest."""
        info = self.info()
        if info is None:
            if self._lock is None and is_locked(self.path):
                raise StoreError(
                    f"The crawl in {self.path} is still under way.",
                    f"Wait for it to end; how far it is, says: citizencheck status {self.path}",
                )
            raise StoreError(
                f"The crawl in {self.path} was cut off before it could say how far it came.",
                "Go on with it: add --resume to the same command.",
            )
        reader = Reader(self)
        return Snapshot(
            info=info, records=self.records, pages=reader.pages, page=reader.page, seams=self.seams, search=self.search,
            views=self.renders.views, looking=self.renders.looking, rendered=self.renders.shown, kiosk=self.kiosk,
        )  # fmt: skip

    def _pages(self, condition: str) -> Iterator[Page]:
        query = (
            f"SELECT p.furniture, p.facts FROM pages p JOIN urls u ON u.id = p.url_id WHERE {condition} ORDER BY u.id"  # noqa: S608 - constants
        )
        for furniture, facts in self._rows(query):
            yield self._joined(furniture, facts)

    def _rows(self, query: str, *values: str) -> Iterator[tuple[Any, ...]]:
        with words(self.path):
            yield from self._db.execute(query, values)

    def _joined(self, furniture: int, facts: bytes) -> Page:
        with words(self.path), legible(self.path):
            return join(unpack_page(facts), self._furniture_of(furniture))

    def _read_furniture(self, number: int) -> Furniture:
        return unpack_furniture(self._db.execute("SELECT facts FROM furniture WHERE id = ?", (number,)).fetchone()[0])

    def _set(self, **values: str) -> None:
        self._db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", list(values.items()))


class Reader:
    """Reads the pages of a run, and remembers the last that were asked for: of those read in order the one that is looked at."""

    def __init__(self, store: RunStore) -> None:
        self._store = store
        self._here: Page | None = None
        self._remembered = lru_cache(maxsize=REMEMBERED)(store.page)

    def pages(self) -> Iterator[Page]:
        """The judged pages in order."""
        for page in self._store.pages():
            self._here = page
            yield page
        self._here = None

    def page(self, url: str) -> Page | None:
        """One judged page."""
        here = self._here
        return here if here is not None and here.url == url else self._remembered(url)


def _must_be_sound(path: Path, db: sqlite3.Connection) -> None:
    """Raises StoreError, and closes ``db``, when it is not a run that can be read."""
    try:
        sound = db.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
        version = db.execute("SELECT value FROM meta WHERE key = 'format'").fetchone()
    except sqlite3.DatabaseError as e:
        if is_about_room(e):
            with words(path):
                raise
        sound, version = False, None
    if not sound or version is None or version[0] != FORMAT:
        db.close()
        raise StoreError(f"The run in {path} is damaged and cannot be read.", ANEW)


def _sweep(path: Path) -> None:
    """Removes what a writer that was killed left half written."""
    for file in path.glob(f".*{PART}"):
        file.unlink(missing_ok=True)


def _found(db: sqlite3.Connection, settings: dict[str, str]) -> None:
    """Writes the schema and what a run knows of itself from the first, in one transaction."""
    db.execute("BEGIN IMMEDIATE")
    for statement in SCHEMA.split(";"):
        db.execute(statement)
    facts = {"format": FORMAT, "settings": json.dumps(settings, sort_keys=True)}
    db.executemany("INSERT INTO meta VALUES (?, ?)", list(facts.items()))
    db.commit()


def _row(r: UrlRecord) -> tuple[str | int | None, ...]:
    return (
        r.url, r.outcome, r.reason, r.status, r.target, r.depth, r.referrer, r.source, r.content_type[:200], r.size, r.sha256, r.fetched, r.elapsed_ms,
    )  # fmt: skip


def _record(row: tuple[str | int | None, ...]) -> UrlRecord:
    names = (
        "url",
        "outcome",
        "reason",
        "status",
        "target",
        "depth",
        "referrer",
        "source",
        "content_type",
        "size",
        "sha256",
        "fetched",
        "elapsed_ms",
    )
    shared = [sys.intern(v) if type(v) is str else v for v in row]  # many records say the same, and name one another
    return UrlRecord(**dict(zip(names, shared, strict=True)))  # type: ignore[arg-type]  # the columns are written by _row alone
