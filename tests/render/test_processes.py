"""What a browser costs: each of its processes holds a browser's worth of memory, so there are few."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest

from citizencheck.model.phone import PHONE
from citizencheck.render.browser import Browser
from render_support import HOME, pages

pytestmark = [
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc"),
]


def commands() -> list[str]:
    """The command lines of all processes that descend from this one."""
    parents: dict[int, int] = {}
    said: dict[int, str] = {}
    for place in Path("/proc").glob("[0-9]*"):
        try:
            stat = (place / "stat").read_text().rpartition(")")[2].split()
            said[int(place.name)] = (place / "cmdline").read_text().replace("\0", " ")
        except (OSError, UnicodeDecodeError):
            continue
        parents[int(place.name)] = int(stat[1])

    def ours(pid: int) -> bool:
        return pid == os.getpid() or (pid in parents and ours(parents[pid]))

    return [line for pid, line in said.items() if ours(pid)]


def renderers() -> int:
    return sum("--type=renderer" in line for line in commands())


async def test_graphics_and_network_have_no_process_of_their_own(browser: Browser) -> None:
    async with browser.open(f"{HOME}/", PHONE, pages({"/": "<h1>Bins</h1>"})):
        kinds = {m[1] for line in commands() if (m := re.search(r"--type=([\w-]+)", line))}
        services = [line for line in commands() if "--utility-sub-type=network" in line]

    assert "renderer" in kinds
    assert "gpu-process" not in kinds
    assert services == []


async def test_the_features_that_its_driver_asks_for_are_asked_for_again(browser: Browser) -> None:
    """A browser hears only the last list of each kind that it is given."""
    async with browser.open(f"{HOME}/", PHONE, pages({"/": "<h1>Bins</h1>"})):
        started = next(line for line in commands() if "--remote-debugging" in line and "--type=" not in line)

    for kind in ("enable", "disable"):
        *before, last = re.findall(rf"--{kind}-features=(\S*)", started)
        assert {f for given in before for f in given.split(",") if f} <= set(last.split(","))


async def test_a_device_that_is_put_away_gives_its_process_back(browser: Browser) -> None:
    async with browser.open(f"{HOME}/", PHONE, pages({"/": "<h1>Bins</h1>"})):
        there = renderers()
    await browser.put_away(PHONE)

    assert renderers() < there
