"""The solver. Only this package loads OR-Tools and numba; ``scheduler.refereed`` is its front."""

from scheduler.solve.engine import Params, improve
from scheduler.solve.jit import forget_others
from scheduler.stop import Stop

__all__ = ["Params", "Stop", "forget_others", "improve"]
