"""The command line: the only room that prints, reads the environment or exits."""

from citizencheck.cli.main import main

__all__ = ["main"]
