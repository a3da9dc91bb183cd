"""A small problem cut out of a large one around some days of some members.

Everything outside stays as a plan has it and appears in the small problem as commitments, fixed
starts, taken rooms and minutes lent; so what is legal in the small problem is legal in the large.
"""

from scheduler.excerpt.cut import cut
from scheduler.excerpt.join import joined, totalled
from scheduler.excerpt.people import Slot
from scheduler.excerpt.standing import routes_of, standing
from scheduler.excerpt.tied import tied

__all__ = ["Slot", "cut", "joined", "routes_of", "standing", "tied", "totalled"]
