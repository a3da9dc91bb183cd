"""The solver. Only this package loads OR-Tools and numba; ``scheduler.refereed`` is its front."""

from scheduler.solve.engine import Params, certified
from scheduler.solve.jit import forget_others
from scheduler.stop import Stop

__all__ = ["Params", "Stop", "certified", "forget_others"]
