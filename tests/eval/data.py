"""Where the labelled data of real councils lies, and which bytes of it were measured.

It lies outside the project: in the folder that ``CITIZENCHECK_EVAL_DATA`` names, else in ``shared`` beside the checkout.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Final

VARIABLE: Final = "CITIZENCHECK_EVAL_DATA"
NEEDS: Final = {
    "own_labels": (),
    "labels": ("data/labels.jsonl",),
    "links": ("data/council_links.csv",),
    "pages": ("data/pages.jsonl", "data/pages_html", "sites"),
    "sites": ("sites",),
}
"""Group of measures -> what it is measured on."""


def folder() -> Path:
    """The folder that holds ``data`` and ``sites``; it need not be there."""
    given = os.environ.get(VARIABLE)
    return Path(given).expanduser() if given else Path(__file__).parents[3] / "shared"


def missing(top: Path) -> list[str]:
    """What is needed and is not there."""
    return [name for name in sorted({n for names in NEEDS.values() for n in names}) if not (top / name).exists()]


def digest(path: Path) -> str:
    """16 hex digits that name the bytes of a file, or of all files of a folder with their names."""
    if path.is_file():
        return hashlib.sha256(path.read_bytes()).hexdigest()[:16]
    whole = hashlib.sha256()
    for file in sorted(f for f in path.rglob("*") if f.is_file()):
        whole.update(f"{file.relative_to(path).as_posix()}\0".encode())
        whole.update(hashlib.sha256(file.read_bytes()).digest())
    return whole.hexdigest()[:16]


def digests(top: Path) -> dict[str, str]:
    """The digest of everything that is measured on."""
    return {name: digest(top / name) for name in sorted({n for names in NEEDS.values() for n in names})}
