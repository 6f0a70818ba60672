"""Judges a run directory and shows what that costs.

python benchmarks/judge.py /tmp/run-5000
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from measuring import measured


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", type=Path)
    given = parser.parse_args()
    cost = measured([sys.executable, "-m", "citizencheck", "judge", str(given.run)])
    sizes = ", ".join(
        f"{name} {(given.run / name).stat().st_size / 1e6:.1f} MB"
        for name in ("report.json", "report.html", "crawl.db")
    )
    print(f"{cost.cpu:.1f} s CPU, {cost.wall:.1f} s, {cost.memory} MB, exit {cost.code}; {sizes}")


if __name__ == "__main__":
    main()
