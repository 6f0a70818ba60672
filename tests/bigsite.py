"""A council of three hundred pages, and the real command that is played faults upon."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hostile import SUBJECTS, Hostile, Request, Said, links, page

TREE = 10
"""Links from each record to further records."""


class BigSite:
    """A home page, a dozen subjects and a tree of records; each page has a title and words of its own and takes ``seconds``."""

    def __init__(self, pages: int = 300, seconds: float = 0.02) -> None:
        records = range(pages - len(SUBJECTS) - 1)
        home = page("Home", links(*(f"/{s}" for s in SUBJECTS), *(f"/record/{n}" for n in records[:1])))
        self._pages = {"/": home, **{f"/{s}": page(s, links("/")) for s in SUBJECTS}}
        for n in records:
            children = records[n * TREE + 1 : n * TREE + TREE + 1]
            self._pages[f"/record/{n}"] = page(f"Record {n}", links(*(f"/record/{c}" for c in children)))
        self._seconds = seconds
        self._mutex = threading.Lock()
        self._watch: dict[int, Callable[[], object]] = {}
        self.asked: Counter[str] = Counter()
        self.served = 0
        """Requests for its pages, in all."""

    @property
    def addresses(self) -> set[str]:
        return set(self._pages)

    @property
    def refetches(self) -> int:
        return sum(n - 1 for n in self.asked.values())

    def after(self, more: int, do: Callable[[], object]) -> None:
        """Calls ``do`` as the page after ``more`` further ones is asked for."""
        with self._mutex:
            self._watch[self.served + more] = do

    def __call__(self, request: Request) -> Said:
        said = self._pages.get(request.path)
        if said is None:
            return None
        with self._mutex:
            self.asked[request.path] += 1
            self.served += 1
            do = self._watch.pop(self.served, None)
        if do is not None:
            do()
        time.sleep(self._seconds)
        return said


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    code: int
    out: str
    err: str
    seconds: float


@dataclass(slots=True)
class Play:
    """The command at work on a site, in a process group of its own."""

    server: Hostile
    run: Path
    options: Sequence[str] = ("--delay", "0")
    preface: Sequence[str] = ()
    """Words before the command, such as ``faketime -1d``."""
    env: dict[str, str] = field(default_factory=dict)
    preexec: Callable[[], None] | None = None

    def command(self, *more: str) -> list[str]:
        audit = [sys.executable, "-m", "citizencheck", "audit", f"{self.server.url}/", "-o", str(self.run)]
        return [*self.preface, *audit, *self.options, *more]

    @contextlib.contextmanager
    def started(self, *more: str, **popen: Any) -> Iterator[subprocess.Popen[str]]:
        """The command under way; what is left of it when the block ends is killed."""
        streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **popen}
        process = subprocess.Popen(
            self.command(*more), env={**os.environ, **self.env}, text=True, start_new_session=True,
            preexec_fn=self.preexec, **streams,  # noqa: PLW1509 - limits of the child alone
        )  # fmt: skip
        try:
            yield process
        finally:
            kill(process)

    def to_end(self, *more: str, timeout: float = 120, **popen: Any) -> Ended:
        """The command run to its end."""
        with self.started(*more, **popen) as process:
            return ended(process, timeout)

    def killed_after(self, site: BigSite, requests: int, *more: str, wait: float = 0.0) -> Ended:
        """The command killed with all its children ``wait`` seconds after so many further pages were asked for."""
        with self.started(*more) as process:
            site.after(requests, lambda: threading.Timer(wait, kill, (process,)).start())
            return ended(process)


def ended(process: subprocess.Popen[str], timeout: float = 120) -> Ended:
    """Waits for a process. Fails when it does not end."""
    began = time.monotonic()
    out, err = process.communicate(timeout=timeout)
    return Ended(code=process.returncode, out=out or "", err=err or "", seconds=time.monotonic() - began)


def kill(process: subprocess.Popen[str], sign: int = signal.SIGKILL) -> None:
    """Signals a process and all its children; does nothing where it is gone."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, sign)


def unsound(run: Path) -> list[str]:
    """What is not whole in a run directory: SQLite files that fail their check, reports that do not parse.

    A copy is looked at: to open a SQLite file is to mend it.
    """
    found = []
    with tempfile.TemporaryDirectory() as place:
        for file in sorted(shutil.copytree(run, Path(place) / "copy").glob("*.db")):
            with contextlib.closing(sqlite3.connect(file)) as db:
                try:
                    said = db.execute("PRAGMA integrity_check").fetchone()[0]
                except sqlite3.DatabaseError as e:
                    said = str(e)
                if said != "ok":
                    found.append(f"{file.name}: {said}")
    for file in sorted(run.glob("*.json")):
        try:
            json.loads(file.read_text(encoding="utf-8"))
        except ValueError as e:
            found.append(f"{file.name}: {e}")
    return found


def report(run: Path) -> dict[str, Any]:
    """The report in a run directory."""
    read: dict[str, Any] = json.loads((run / "report.json").read_text(encoding="utf-8"))
    return read


def paths_read(run: Path, server: Hostile) -> list[str]:
    """The paths that the report calls read, each as often as it stands there."""
    return [p["url"].removeprefix(server.url) for p in report(run)["pages"] if p["outcome"] == "ok"]
