"""Progress of a crawl and of a judgement, on standard error: a live line on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import click

from citizencheck.cli.safe import plain
from citizencheck.clock import steady
from citizencheck.crawl import Progress
from citizencheck.judge import Judging

EVERY_SECONDS: Final = 10.0


class ProgressLine:
    """Shows what the crawl and the judgement say of themselves."""

    def __init__(self, *, quiet: bool, verbose: bool) -> None:
        self.quiet = quiet
        self.verbose = verbose
        self.interrupted = False
        self._live = sys.stderr.isatty() and not verbose
        self._last = steady()
        self._shown = False

    def update(self, progress: Progress) -> None:
        """Takes one report of the crawl; called often, prints seldom."""
        self.interrupted = self.interrupted or progress.interrupted
        if self.verbose and not self.quiet:
            click.echo(f"{progress.pages} pages, {progress.queued} waiting: {plain(progress.url)}", err=True)
        elif self._is_time():
            self._show(f"{progress.pages} pages read, {progress.queued} addresses waiting", plain(progress.url)[:40])

    def judging(self, judging: Judging) -> None:
        """Takes one report of the judgement; called for each page, prints seldom."""
        if self._is_time():
            self._show(str(judging)[:1].upper() + str(judging)[1:])

    def _is_time(self) -> bool:
        now = steady()
        if self.quiet or now - self._last < (0.1 if self._live else EVERY_SECONDS):
            return False
        self._last = now
        return True

    def _show(self, text: str, now: str = "") -> None:
        if self._live:
            sys.stderr.write(f"\r\x1b[2K{text} … {now}")
            sys.stderr.flush()
            self._shown = True
        else:
            click.echo(text, err=True)

    def close(self) -> None:
        """Clears the live line."""
        if self._shown:
            sys.stderr.write("\r\x1b[2K")
            sys.stderr.flush()


@contextmanager
def showing_progress(*, quiet: bool, verbose: bool) -> Iterator[ProgressLine]:
    """A progress line that goes away when the work ends, however it ends."""
    line = ProgressLine(quiet=quiet, verbose=verbose)
    try:
        yield line
    finally:
        line.close()
