"""Days without seats: going out, coming back or staying away."""

from __future__ import annotations

from scheduler.solve.arrays import Net
from scheduler.solve.duals import Duals, Tasks
from scheduler.solve.ends import least_rest_price, rest_price
from scheduler.solve.jit import lean
from scheduler.solve.ways import way_after, way_cost


@lean
def idle_day(net: Net, duals: Duals, tasks: Tasks, t: int) -> float:
    """Least reduced cost of a way without seats; at most 0."""
    slot = tasks.slot[t]
    member, index = slot // net.days, slot % net.days
    home, noon = net.home[member], net.noon[index]
    first, last = net.stay_ptr[member], net.stay_ptr[member + 1]
    floor = least_rest_price(duals, slot, 0) + least_rest_price(duals, slot, 1)
    best = 0.0
    for s in range(first - 1, last):
        for e in range(first - 1, last):
            if (s < first and e < first) or (s >= first and e >= first and s != e):
                continue
            nights = duals.use[slot] + floor
            nights += duals.wake[s * net.days + index] if s >= first else 0.0
            nights += duals.sleep[e * net.days + index] if e >= first else 0.0
            if nights >= best:
                continue
            a = home if s < first else net.stay_place[s]
            b = home if e < first else net.stay_place[e]
            arrival, minutes = way_after(net.roads, a, b, noon)
            by = tasks.return_by[t] if e < first else min(tasks.return_by[t], net.lodging_by[index])
            if noon < tasks.leave_from[t] or arrival > by or arrival > noon + 720:
                continue
            cost = nights - floor + way_cost(net, member, a, b, minutes)
            cost += rest_price(duals, slot, noon, 0) + rest_price(duals, slot, arrival, 1)
            best = min(best, cost)
    return best
