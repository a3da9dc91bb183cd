"""Live repair: a plan after a decline, a sick call, a closed border, a new request, a cancellation.

Most covered first, then the fewest changes, then the best value; pins stay.
"""

from scheduler.repair.replacements import Replacement, best_replacements
from scheduler.repair.resolve import Repair, repair, resolve

__all__ = ["Repair", "Replacement", "best_replacements", "repair", "resolve"]
