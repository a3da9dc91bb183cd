"""The solver. Only this package loads OR-Tools and numba."""

from scheduler.solve.engine import Params, improve, solve
from scheduler.stop import Stop

__all__ = ["Params", "Stop", "improve", "solve"]
