"""Crawls a made-up site with citizencheck and with GNU wget, in turn, and shows what each costs.

    python benchmarks/crawl.py /tmp/site-5000 --rounds 3

wget saves files and looks for links; citizencheck also takes out of each page all that is judged and stores it with the bytes.
Politeness is turned off by flags, which only a site of one's own may be asked to bear.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

from measuring import Cost, measured, served


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--keep", type=Path, help="Keep the last run directory here, for benchmarks/judge.py.")
    given = parser.parse_args()
    pages = sum(1 for _ in given.site.rglob("index.html"))
    ours: list[Cost] = []
    theirs: list[Cost] = []
    with served(given.site) as url, tempfile.TemporaryDirectory() as place:
        for n in range(given.rounds):
            run = given.keep if given.keep and n == given.rounds - 1 else Path(place, f"run{n}")
            ours.append(measured(_citizencheck(url, run, pages)))
            theirs.append(measured(["wget", "-q", "-r", "-l", "inf", "-P", f"{place}/wget{n}", url]))
    print(f"{pages} pages, {given.rounds} rounds; medians")
    for name, costs in (("citizencheck", ours), ("wget -r", theirs)):
        cpu, wall, memory = (statistics.median(getattr(c, k) for c in costs) for k in ("cpu", "wall", "memory"))
        codes = sorted({c.code for c in costs})
        print(
            f"{name:<14}{cpu / pages * 1000:6.2f} ms CPU a page  {pages / wall:6.0f} pages/s  {memory:4.0f} MB  exit {codes}"
        )
    print(f"CPU ratio: {statistics.median(a.cpu / b.cpu for a, b in zip(ours, theirs, strict=True)):.1f}")


def _citizencheck(url: str, run: Path, pages: int) -> list[str]:
    return [
        sys.executable, "-m", "citizencheck", "crawl", url, "-o", str(run), "-q", "--overwrite",
        "-m", str(pages + 1000), "--delay", "0", "-c", "8", "--sitemap", "none", "--no-seams", "--no-browser",
    ]  # fmt: skip


if __name__ == "__main__":
    main()
