"""Standard output and error that never end a run: closed, left by their reader, or speaking ASCII alone."""

from __future__ import annotations

import io
import os
import signal
import sys
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing_extensions import Buffer


class _Patient(io.FileIO):
    """A stream whose reader may leave (``| head``): what it does not want any more is let go, and so is what standard error cannot take.

    What standard output cannot take for another reason is said once; the rest is let go, so that it does not fail again at exit.
    """

    def write(self, data: Buffer, /) -> int:
        try:
            return super().write(data) or 0
        except OSError as e:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self.fileno())
            os.close(nowhere)
            if not isinstance(e, BrokenPipeError) and self.fileno() != 2:
                raise
            return super().write(data) or 0


def own_streams() -> None:
    """Takes over this process's standard streams.

    One that was closed is opened on nothing: else the next file to be opened, the run's own, would get its number and with it
    everything that is printed.
    """
    while (handle := os.open(os.devnull, os.O_RDWR)) <= 2:
        os.set_inheritable(handle, True)
    os.close(handle)
    sys.stdout, sys.stderr = (_wrapped(number, stream) for number, stream in ((1, sys.stdout), (2, sys.stderr)))


def _wrapped(number: int, stream: object) -> io.TextIOWrapper:
    return io.TextIOWrapper(
        io.BufferedWriter(_Patient(number, "wb", closefd=False)),
        encoding=getattr(stream, "encoding", None) or "utf-8",
        errors="replace",
        line_buffering=number == 2 or os.isatty(number),
    )


def hear_termination() -> None:
    """Lets SIGTERM end a command as SIGINT does: in words, with what was written kept."""

    def end(_sign: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, end)


def leave_in_peace() -> None:
    """Lets no further sign take the exit code of a command that has ended and is only tidying up.

    What was cut off in the middle may then find its event loop gone; nobody can do anything about that, and nobody is told.
    """
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, signal.SIG_IGN)
    sys.unraisablehook = _untold


def _untold(_error: sys.UnraisableHookArgs, /) -> None:
    pass
