"""The run directory: what was seen, what became of it, and the bytes that were judged."""

from citizencheck.store.run import Pending, RunStore
from citizencheck.store.standing import Standing, State, standing

__all__ = ["Pending", "RunStore", "Standing", "State", "standing"]
