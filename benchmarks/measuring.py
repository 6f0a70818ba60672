"""A site served by nginx on loopback, and commands run with their CPU time and the peak memory of all their processes."""

from __future__ import annotations

import os
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

CONF = """
daemon off; worker_processes 1; pid {place}/pid; error_log stderr crit;
events {{ worker_connections 512; }}
http {{
  access_log off; default_type text/html; sendfile on; open_file_cache max=8192;
  client_body_temp_path {place}; proxy_temp_path {place}; fastcgi_temp_path {place}; uwsgi_temp_path {place}; scgi_temp_path {place};
  server {{ listen 127.0.0.1:{port}; root {site}; index index.html; }}
}}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    code: int
    wall: float
    cpu: float
    """Seconds of CPU, children included."""
    memory: int
    """Megabytes: the peak of the resident memory of the process and all its children together."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address at which nginx serves the folder while the block lasts."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as place:
        # nginx's worker is another user, who must be able to read the site.
        Path(place, "conf").write_text(f"user root;{CONF.format(place=place, port=port, site=site.resolve())}")
        server = subprocess.Popen(["nginx", "-c", f"{place}/conf"])
        try:
            _wait_for(port)
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()
            server.wait()


def _wait_for(port: int) -> None:
    for _ in range(100):
        with socket.socket() as door:
            if door.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError("nginx did not open its door; is it installed (apt-get install nginx)?")


def measured(command: Sequence[str], cwd: Path | None = None) -> Cost:
    """Runs a command to its end and says what it cost."""
    began = time.monotonic()
    process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL)
    peak = 0
    ended = threading.Event()

    def watch() -> None:
        nonlocal peak
        while not ended.wait(0.1):
            peak = max(peak, sum(_resident(pid) for pid in _tree(process.pid)))

    watcher = threading.Thread(target=watch)
    watcher.start()
    _, status, usage = os.wait4(process.pid, 0)
    ended.set()
    watcher.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    return Cost(
        code=process.returncode,
        wall=time.monotonic() - began,
        cpu=usage.ru_utime + usage.ru_stime,
        memory=max(peak, usage.ru_maxrss) // 1024,
    )


def _tree(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        children = []
    return [pid, *(p for child in children for p in _tree(int(child)))]


def _resident(pid: int) -> int:
    """Kilobytes."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")), 0)
