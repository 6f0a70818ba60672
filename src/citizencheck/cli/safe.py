"""Text of a website on its way to a terminal."""

from __future__ import annotations

from citizencheck.report.escape import for_terminal as plain

__all__ = ["plain"]
