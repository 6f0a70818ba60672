"""What can go wrong, in one tree.

CitizencheckError            exit 2
├── UsageError               exit 2  an argument cannot be used
│   ├── TargetError          exit 2  the target is neither an address nor a folder of HTML
│   └── OutputError          exit 2  the place to write to cannot be used
├── DataError                exit 2  a file given by the user cannot be read
│   ├── RuleError            exit 2  a rule, task or lexicon file is broken
│   ├── ConfigError          exit 2  a configuration file is broken
│   └── KioskError           exit 2  a kiosk list is broken
├── StoreError               exit 3  the run directory is damaged, locked or full
└── BrowserError             exit 3  no browser can be used where one is required

A site that is down, forbids crawling or blocks us is not an error: it is a run status with words (``model.RunStatus``).
"""

from __future__ import annotations

from typing import ClassVar


class CitizencheckError(Exception):
    """Something a user can mend: ``message`` says what and where, ``mend`` says how."""

    exit_code: ClassVar[int] = 2
    slug: ClassVar[str] = "error"

    def __init__(self, message: str, mend: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.mend = mend

    def __str__(self) -> str:
        return f"{self.message}\n{self.mend}" if self.mend else self.message


class UsageError(CitizencheckError):
    slug = "usage"


class TargetError(UsageError):
    slug = "target"


class OutputError(UsageError):
    slug = "output"


class DataError(CitizencheckError):
    slug = "data"


class RuleError(DataError):
    slug = "rule"


class ConfigError(DataError):
    slug = "config"


class KioskError(DataError):
    slug = "kiosk"


class StoreError(CitizencheckError):
    exit_code = 3
    slug = "store"


class BrowserError(CitizencheckError):
    exit_code = 3
    slug = "browser"
