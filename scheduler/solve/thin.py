"""Which members are looked at for a seat, in a week where hundreds could serve each.

What a search does takes as long as there are pairs of node and member. Of each seat's members the
cheapest are enough for a good plan, if no member is among them more often than there is time: who
is sought too often gets dearer, round by round. What is proven is proven for all pairs.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scheduler.problem import Problem
from scheduler.solve.arrays import FAR
from scheduler.solve.jit import Bools, Floats, Ints, jit
from scheduler.solve.pairs import Numbers, Pairs
from scheduler.solve.places import roads
from scheduler.solve.pricer import THREADS, threads

MANY = 8_000_000
"""Pairs from which a week is thinned."""
NEAR = 60
"""Members of a seat that are looked at then."""
LUCK = 0.5, 2.0
"""Costs are taken times a number between these, so that like seats do not get the same members."""
ROUNDS, STEP, LESS = 5, 10_000.0, 0.7
"""Cents by which a member who is sought twice as often as others gets dearer, less each round."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What is sought from whom. Sums are by member, rows by pair, seat by seat."""

    first: Ints
    """Pairs of seat ``s`` are ``first[s]:first[s + 1]``."""
    place: Ints
    """By pair: where the member would have to be; 0: anywhere."""
    pairs: Pairs
    minutes: Floats
    """By seat."""
    capacity: Floats
    """Minutes of each member."""


def nearest(problem: Problem, places: dict[str, int], sought: Sought) -> Bools:
    """The pairs of ``NEAR`` members of each seat: who cost least with the way from home and back,
    and what is charged for being sought by many."""
    ways, members = _ways(problem, places), len(problem.members)
    luck, toll = np.random.default_rng(0).uniform(*LUCK, members), np.zeros(members)
    even = sought.minutes.sum() / sought.capacity.sum()
    keep = np.zeros(len(sought.pairs.node), np.bool_)
    seats = np.array_split(np.arange(len(sought.minutes)), THREADS)

    def some(mine: Ints) -> Floats:
        p = sought.pairs
        columns = sought.first, sought.place, p.member, p.cost
        return choose(mine, columns, ways, luck, toll, NEAR, sought.minutes, keep)

    for k in range(ROUNDS):
        load = sum(threads().map(some, seats), np.zeros(members))
        step = STEP * LESS**k
        toll = np.maximum(0.0, toll + step * (load / sought.capacity - even))
    return keep


def _ways(problem: Problem, places: dict[str, int]) -> Floats:
    """``[place, member]``: cents for the way there and back, and a night where it is too long."""
    table, members = roads(problem, places), problem.members
    home = np.array([places[m.home] for m in members], np.int64)
    hour = np.array([m.travel_rate for m in members]) / 60
    kilometre = np.array([m.km_rate for m in members])
    minutes, kilometres = table.minutes[home].T, table.kilometres[home].T
    limit = problem.policy.max_one_way
    nights = np.array([m.lodging for m in members]) * (limit is not None and minutes > limit)
    cost = 2.0 * (minutes * hour + kilometres * kilometre) + nights
    cost[minutes < 0] = FAR
    cost[0] = 0.0
    return np.asarray(cost, np.float64)


@jit
def choose(
    seats: Ints,
    columns: tuple[Ints, Ints, Numbers, Ints],
    ways: Floats,
    luck: Floats,
    toll: Floats,
    most: int,
    minutes: Floats,
    keep: Bools,
) -> Floats:
    """Mark the pairs of the cheapest members of these seats; minutes sought from each member."""
    first, place, member, cost = columns
    load = np.zeros(len(luck))
    least, who = np.full(len(luck), np.inf), np.empty(len(luck), np.int64)
    for s in seats:
        n = 0
        for p in range(first[s], first[s + 1]):
            i = member[p]
            if least[i] == np.inf:
                who[n], n = i, n + 1
            price = (cost[p] + ways[place[p], i]) * luck[(i + 7 * s) % len(luck)] + toll[i]
            least[i] = min(least[i], price)
        limit = np.sort(least[who[:n]])[most - 1] if n > most else np.inf
        for p in range(first[s], first[s + 1]):
            keep[p] = least[member[p]] <= limit
        for i in who[:n]:
            load[i] += minutes[s] / min(n, most) if least[i] <= limit else 0.0
            least[i] = np.inf
    return load
