"""Files written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from citizencheck.errors import OutputError


def write_whole(path: Path, content: str | bytes) -> None:
    """Writes ``content`` so that a reader, a crash or a full disk never meets half a file.

    Raises OutputError, and leaves what stood at ``path`` before.
    """
    data = content.encode("utf-8", errors="surrogatepass") if isinstance(content, str) else content
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as e:
        raise OutputError(f"{path} cannot be written: {e.strerror}.", "Choose a folder that can be written to.") from e
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
    except OSError as e:
        Path(temporary).unlink(missing_ok=True)
        raise OutputError(
            f"{path} cannot be written: {e.strerror}.", "Is the disk full? Make room, or choose another place."
        ) from e


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
