"""Files written whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from citizencheck.errors import OutputError

PART: Final = ".part"
"""How the name ends of a file that is not whole yet."""


def write_whole(path: Path, content: str | bytes | Iterable[str]) -> None:
    """Writes ``content``, whole or piece by piece, so that a reader, a crash or a full disk never meets half a file.

    Raises OutputError, and leaves what stood at ``path`` before.
    """
    pieces = (content,) if isinstance(content, str | bytes) else content
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=PART)
    except OSError as e:
        raise OutputError(f"{path} cannot be written: {e.strerror}.", "Choose a folder that can be written to.") from e
    try:
        with os.fdopen(handle, "wb") as file:
            for piece in pieces:
                file.write(piece.encode("utf-8", errors="surrogatepass") if isinstance(piece, str) else piece)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
    except BaseException as e:
        Path(temporary).unlink(missing_ok=True)
        if not isinstance(e, OSError):
            raise
        raise OutputError(
            f"{path} cannot be written: {e.strerror}.", "Is the disk full? Make room, or choose another place."
        ) from e


def remove(path: Path) -> None:
    """Removes a file, or a folder with all in it, if there is one. Raises OutputError when it cannot be."""
    try:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    except OSError as e:
        raise OutputError(f"{path} cannot be removed: {e.strerror}.") from e


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
