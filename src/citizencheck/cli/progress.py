"""Progress of a crawl, on standard error: a live line on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import click

from citizencheck.cli.safe import plain
from citizencheck.clock import steady
from citizencheck.crawl import Progress

EVERY_SECONDS: Final = 10.0


class ProgressLine:
    """Shows what the crawl says of itself."""

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
        if self.quiet:
            return
        if self.verbose:
            click.echo(f"{progress.pages} pages, {progress.queued} waiting: {plain(progress.url)}", err=True)
            return
        now = steady()
        if now - self._last < (0.1 if self._live else EVERY_SECONDS):
            return
        self._last = now
        text = f"{progress.pages} pages read, {progress.queued} addresses waiting"
        if self._live:
            sys.stderr.write(f"\r\x1b[2K{text} … {plain(progress.url)[:40]}")
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
