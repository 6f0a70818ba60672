"""Judges a run directory and shows what that costs.

    python benchmarks/judge.py /tmp/run-5000

Memory is the peak of the resident memory of all processes together. CPU a page counts all that a judgement does: reading the rules,
judging, trying what would gain most (on sites of at most 2,000 pages), and writing the reports.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import sys
from pathlib import Path

from measuring import measured

FILES = ("report.json", "report.html", "findings.csv", "pages.csv", "crawl.db")


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", type=Path)
    given = parser.parse_args()
    cost = measured([sys.executable, "-m", "citizencheck", "judge", str(given.run)])
    pages = _pages(given.run)
    sizes = ", ".join(f"{name} {(given.run / name).stat().st_size / 1e6:.1f} MB" for name in FILES)
    print(
        f"{pages} pages: {1000 * cost.cpu / pages:.1f} ms CPU a page, {cost.cpu:.0f} s CPU, {cost.wall:.0f} s, {cost.memory} MB, exit {cost.code}; "
        f"{sizes}; load {os.getloadavg()[0]:.1f}"
    )


def _pages(run: Path) -> int:
    with sqlite3.connect(f"{(run / 'crawl.db').resolve().as_uri()}?mode=ro", uri=True) as db:
        return int(db.execute("SELECT count(*) FROM pages WHERE seam = 0").fetchone()[0])


if __name__ == "__main__":
    main()
