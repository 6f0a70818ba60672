"""The run directory: whole after a crash, one writer at a time, damaged runs refused in words."""

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from citizencheck.errors import StoreError
from citizencheck.extract import extract
from citizencheck.model import Page, UrlRecord
from citizencheck.store import Pending, RunStore

NAV = "<nav><ul><li><a href='/a'>Bins</a><ul><li><a href='/b'>Missed bin</a></li></ul></li></ul></nav>"
HTML = f"<html lang=en><head><title>Bins</title></head><body><header>{NAV}</header><main><h1>Bins</h1><p>Text <a href='/c'>more about bins</a></p></main><footer><a href='/x'>Privacy</a></footer></body></html>"


def page(url: str = "https://a.uk/") -> tuple[Page, bytes]:
    body = HTML.encode()
    return extract(body, url), body


def test_a_page_comes_back_as_it_was_with_its_bytes(tmp_path: Path) -> None:
    stored, body = page()
    with RunStore.create(tmp_path, {}) as store:
        store.settle(UrlRecord(url=stored.url, outcome="ok", sha256=stored.sha256), stored, body)
    with RunStore.open(tmp_path) as store:
        assert store.page(stored.url) == stored
        assert list(store.pages()) == [stored]
        assert store.body(stored.sha256) == body


def test_a_link_that_stays_on_its_page_does_not_make_a_furniture_of_its_own(tmp_path: Path) -> None:
    skip = HTML.replace("<header>", "<a href='#main'>Skip to main content</a><header>").replace(
        "<main>", "<main id=main>"
    )
    pages = [extract(skip.encode(), f"https://a.uk/{n}") for n in range(5)]
    assert [p.links[0].url for p in pages] == [p.url for p in pages]
    with RunStore.create(tmp_path, {}) as store:
        for stored in pages:
            store.settle(UrlRecord(url=stored.url, outcome="ok", sha256=stored.sha256), stored, skip.encode())
    assert sqlite3.connect(tmp_path / "crawl.db").execute("SELECT count(*) FROM furniture").fetchone() == (1,)
    with RunStore.open(tmp_path) as store:
        assert list(store.pages()) == pages


def test_furniture_that_pages_share_is_stored_once(tmp_path: Path) -> None:
    with RunStore.create(tmp_path, {}) as store:
        for n in range(5):
            stored, body = page(f"https://a.uk/{n}")
            store.settle(UrlRecord(url=stored.url, outcome="ok", sha256=stored.sha256), stored, body)
    count = sqlite3.connect(tmp_path / "crawl.db").execute("SELECT count(*) FROM furniture").fetchone()[0]

    assert count == 1


def test_what_waits_is_there_after_a_reopening(tmp_path: Path) -> None:
    with RunStore.create(tmp_path, {}) as store:
        store.see([Pending(url="https://a.uk/1", depth=1), Pending(url="https://a.uk/2", depth=2)])
        store.settle(UrlRecord(url="https://a.uk/1", outcome="not_found", status=404, depth=1))
    with RunStore.open(tmp_path, write=True) as store:
        assert [p.url for p in store.waiting()] == ["https://a.uk/2"]
        store.reopen(["not_found"])
        assert [p.url for p in store.waiting()] == ["https://a.uk/1", "https://a.uk/2"]


def test_two_writers_are_one_too_many(tmp_path: Path) -> None:
    with RunStore.create(tmp_path, {}), pytest.raises(StoreError, match="Another process is at work"):
        RunStore.open(tmp_path, write=True)


@pytest.mark.parametrize("damage", [b"", b"this is no database", b"SQLite format 3\x00" + b"\xff" * 4000])
def test_a_damaged_run_is_refused_in_words(tmp_path: Path, damage: bytes) -> None:
    RunStore.create(tmp_path, {}).close()
    for extra in ("crawl.db-wal", "crawl.db-shm"):
        (tmp_path / extra).unlink(missing_ok=True)
    (tmp_path / "crawl.db").write_bytes(damage)

    with pytest.raises(StoreError, match="damaged"):
        RunStore.open(tmp_path)


def test_a_writer_that_is_killed_leaves_a_sound_store_and_no_lock(tmp_path: Path) -> None:
    code = f"""
import os, signal
from pathlib import Path
from citizencheck.store import RunStore
from citizencheck.model import UrlRecord
store = RunStore.create(Path({str(tmp_path)!r}), {{}})
for n in range(43):
    store.settle(UrlRecord(url=f"https://a.uk/{{n}}", outcome="not_found"))
    store.breathe()
os.kill(os.getpid(), signal.SIGKILL)
"""
    done = subprocess.run([sys.executable, "-c", code], check=False, env=dict(os.environ))
    assert done.returncode == -signal.SIGKILL

    with RunStore.open(tmp_path, write=True) as store:
        assert len(list(store.records())) == 40
