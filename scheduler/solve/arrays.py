"""The problem as integer arrays. Times are minutes, money is cents, everything is exact.

A *node* is a seat at a start, on site or remote. A *candidate* is a node with the member who
could serve it and the place they would sit in. A *slot* is one member's day: ``member * days +
day``. Candidates are sorted by slot and, within it, by time.
"""

from __future__ import annotations

from typing import NamedTuple

from scheduler.solve.jit import Bools, Ints


class Roads(NamedTuple):
    """Ways between places; place 0 is nowhere in particular, reached in no time."""

    minutes: Ints
    """``[from, to]``; -1: no way."""
    kilometres: Ints
    border: Ints
    """``[from, to]``; -1: none."""
    step_ptr: Ints
    """Border ``b`` has steps ``step_ptr[b]:step_ptr[b + 1]``."""
    step_at: Ints
    step_wait: Ints


class Limits(NamedTuple):
    """Numbers that hold for everybody; ``FAR`` where nothing binds."""

    buffer: int
    pause: int
    remote_row: int
    remote_reset: int
    span: int
    rest: int
    one_way: int
    lunch: int


class Net(NamedTuple):
    """Everything the inner loops read."""

    roads: Roads
    limits: Limits
    # candidates
    node: Ints
    place: Ints
    in_place: Bools
    cost: Ints
    leave: Ints
    """Last departure from home that is in time; ``-FAR``: no day can begin with it."""
    leave_cost: Ints
    # nodes
    seat: Ints
    start: Ints
    end: Ints
    busy_from: Ints
    busy_until: Ints
    remote: Bools
    trauma: Bools
    meal: Bools
    elastic: Ints
    """Number of the session where one day's path could meet it twice, else -1."""
    # members
    home: Ints
    travel_rate: Ints
    km_rate: Ints
    trip_cost: Ints
    """Fairness cost of one border crossed."""
    day_fee: Ints
    lodging: Ints
    stay_ptr: Ints
    """Places where member ``i`` may lodge: ``stay_place[stay_ptr[i]:stay_ptr[i + 1]]``."""
    stay_place: Ints
    there: Ints
    """By stay: what the way from home costs at least."""
    back: Ints
    """By stay: what the way home costs at least."""
    # slots
    first: Ints
    """Candidates of slot ``q`` are ``first[q]:first[q + 1]``."""
    by_until: Ints
    """Their numbers within the slot in the order in which they end."""
    minutes_cap: Ints
    trauma_cap: Ints
    days: int
    # days
    noon: Ints
    lunch_from: Ints
    lunch_until: Ints
    lodging_by: Ints


FAR = 2**40
"""A limit that never binds, a time that never comes."""
