"""The run directory: what was seen, what became of it, and the bytes that were judged."""

from citizencheck.store.renders import Renders, Resource
from citizencheck.store.run import Pending, RunStore
from citizencheck.store.standing import Standing, State, standing

__all__ = ["Pending", "Renders", "Resource", "RunStore", "Standing", "State", "standing"]
