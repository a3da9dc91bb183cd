"""The facts of one task: a member's day, or a stretch of it."""

from __future__ import annotations

from typing import NamedTuple

from scheduler.solve.arrays import FAR, Net
from scheduler.solve.duals import Tasks
from scheduler.solve.jit import lean


class Day(NamedTuple):
    """The facts of one task."""

    member: int
    number: int
    slot: int
    leave_from: int
    return_by: int
    lunch: int
    """Minutes of lunch needed; 0: no rule."""
    lunch_from: int
    lunch_until: int
    minutes_cap: int
    heavy_cap: int
    first_stay: int
    last_stay: int


@lean
def day_of(net: Net, tasks: Tasks, t: int) -> Day:
    """The facts of task ``t``."""
    slot = tasks.slot[t]
    member, index = slot // net.days, slot % net.days
    return Day(
        member,
        index,
        slot,
        tasks.leave_from[t],
        tasks.return_by[t],
        net.limits.lunch if net.lunch_until[index] < FAR else 0,
        net.lunch_from[index],
        net.lunch_until[index],
        net.minutes_cap[slot],
        net.trauma_cap[slot],
        net.stay_ptr[member],
        net.stay_ptr[member + 1],
    )
