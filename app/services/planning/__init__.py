"""Planning: runs of the solver, draft plans, and publishing them."""

from app.services.planning.publishing import discard, publish
from app.services.planning.repairs import Repaired, repair_after
from app.services.planning.runs import queue_run, recover_runs

__all__ = ["Repaired", "discard", "publish", "queue_run", "recover_runs", "repair_after"]
