"""The run directory: what was seen, what became of it, and the bytes that were judged."""

from citizencheck.store.renders import Renders, Resource
from citizencheck.store.run import Pending, RunStore

__all__ = ["Pending", "Renders", "Resource", "RunStore"]
