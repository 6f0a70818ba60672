"""The run directory: what was seen, what became of it, and the bytes that were judged."""

from citizencheck.store.run import Pending, RunStore

__all__ = ["Pending", "RunStore"]
