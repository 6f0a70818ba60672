"""What stands between a run and the disk: its lock, its connection, and the words for what goes wrong."""

from __future__ import annotations

import fcntl
import os
import sqlite3
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from citizencheck.clock import steady
from citizencheck.errors import StoreError

LOCK: Final = ".lock"
ANEW: Final = "Keep it if you need it, and begin anew with --overwrite."
PATIENCE: Final = 0.5
"""Seconds in which a lock is asked for again: ``is_locked`` holds it for a moment."""


def locked(path: Path) -> int:
    """A handle that holds the lock of the folder ``path`` until it is closed or its process dies.

    Raises StoreError when another process holds it.
    """
    handle = os.open(path / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    until = steady() + PATIENCE
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as e:
            if steady() < until:
                time.sleep(0.02)
                continue
            os.close(handle)
            raise StoreError(
                f"Another process is at work on the run in {path}.", "Wait for it to end, or give -o another folder."
            ) from e
        return handle


def is_locked(path: Path) -> bool:
    """Whether a process is at work on the run in ``path``."""
    try:
        handle = os.open(path / LOCK, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False


def connected(file: Path, *, write: bool) -> sqlite3.Connection:
    """A connection to the SQLite file; to one on a read-only disk too, as long as nothing is written."""
    uri = f"{file.resolve().as_uri()}?mode={'rwc' if write else 'rw'}"
    try:
        db = sqlite3.connect(uri, uri=True, timeout=10)
        if write:
            db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
    except sqlite3.OperationalError:
        if write:
            raise
        db = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    return db


def is_about_room(error: Exception) -> bool:
    """Whether SQLite could not write for want of room, or because a file may not grow."""
    return "full" in str(error) or "disk I/O" in str(error)


@contextmanager
def words(path: Path) -> Iterator[None]:
    """Turns what the disk and SQLite say into words that a user can act on."""
    try:
        yield
    except sqlite3.DatabaseError as e:
        text = str(e)
        if is_about_room(e):
            raise StoreError(
                f"The run in {path} cannot be written: the disk is full or a file may not grow ({text}).",
                "Make room, then add --resume.",
            ) from e
        if "readonly" in text or "unable to open" in text:
            raise StoreError(
                f"The run in {path} cannot be written ({text}).", "Give -o a folder that can be written to."
            ) from e
        raise StoreError(f"The run in {path} is damaged ({text}).", ANEW) from e
    except OSError as e:
        raise StoreError(
            f"The run in {path} cannot be written: {e.strerror}.", "Give -o a folder that can be written to, with room."
        ) from e


@contextmanager
def legible(path: Path) -> Iterator[None]:
    """The same for what lies inside a row and is not what was once written there."""
    try:
        yield
    except (zlib.error, ValueError, TypeError) as e:
        raise StoreError(
            f"The run in {path} is damaged: what it holds of a page cannot be read ({type(e).__name__}).", ANEW
        ) from e
