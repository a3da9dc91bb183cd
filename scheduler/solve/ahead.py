"""What it costs at least to come to each candidate of a slot, found from the begin of the day on.

Times, ways, lunch and the minutes of the day are looked at as in ``reach``.
"""

from __future__ import annotations

import numpy as np

from scheduler.solve.jit import Floats, Ints, jit, lean
from scheduler.solve.spots import EAT, SAME, Spots


@jit
def ahead(x: Spots, price: float) -> Floats:
    """What comes before each candidate costs at least."""
    n, m = len(x.spot), len(x.place)
    head = x.start.copy()
    least = np.full((m, m, 3), np.inf)
    at = np.empty((m, m, 2), np.int64)
    for q in range(m):
        at[:, q] = x.first[q]
    for b in range(n):
        r, begin = x.spot[b], x.begin[b]
        eat = min(begin, x.lunch[2]) - x.lunch[0]
        for q in range(m):
            lead, way = x.lead[q, r], x.way[q, r]
            if lead < 0 or (x.in_place[b] and q != r):
                continue
            before(x, head, price, least[r, q], at[r, q], q, begin - lead)
            fed = 1 if x.meal[b] else 0
            head[b, fed] = min(head[b, fed], way + least[r, q, 0])
            head[b, 1] = min(head[b, 1], way + least[r, q, 1])
            if x.lunch[0] > 0 and eat >= x.lunch[1]:
                free = begin - lead - (0 if way == 0.0 else x.lunch[0])
                after_lunch(x, head, price, least[r, q], at[r, q], q, min(eat, free))
                head[b, 1] = min(head[b, 1], way + least[r, q, 2])
    return head


@lean
def before(
    x: Spots, head: Floats, price: float, least: Floats, at: Ints, q: int, free: int
) -> None:
    """Take in the candidates at ``q`` that end by ``free``, for both kinds of day."""
    k = at[SAME]
    while k < x.first[q + 1] and x.until[x.by_until[k]] <= free:
        a = x.by_until[k]
        gain = x.gain[a] + price * x.length[a]
        least[0], least[1] = min(least[0], head[a, 0] + gain), min(least[1], head[a, 1] + gain)
        k += 1
    at[SAME] = k


@lean
def after_lunch(
    x: Spots, head: Floats, price: float, least: Floats, at: Ints, q: int, free: int
) -> None:
    """Take in those after which lunch is eaten."""
    k = at[EAT]
    while k < x.first[q + 1] and x.until[x.by_until[k]] <= free:
        a = x.by_until[k]
        least[2] = min(least[2], head[a, 0] + x.gain[a] + price * x.length[a])
        k += 1
    at[EAT] = k
