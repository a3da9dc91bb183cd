"""Prices of the master's rows, laid out for the pricing of days."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from scheduler.solve.jit import Floats, Ints, jit


class Duals(NamedTuple):
    """Reduced costs and prices. All in cents; a positive price here makes a route dearer."""

    reduced: Floats
    """By candidate: its cost less the prices of the rows it serves."""
    use: Floats
    """By slot: charged for any route, with seats or without."""
    work: Floats
    """By slot: charged for a route with seats (call-out fee, days in a row)."""
    wake: Floats
    """By stay and day (``stay * days + day``): charged for waking there."""
    sleep: Floats
    """By stay and day: charged for sleeping there, lodging included."""
    rest_ptr: Ints
    """Rest rows of slot ``q`` are ``rest_ptr[q]:rest_ptr[q + 1]``."""
    rest_late: Ints
    """1: charged when returning at ``rest_at`` or later; 0: when leaving before it."""
    rest_at: Ints
    rest_price: Floats


class Tasks(NamedTuple):
    """Slots to price, each with the time in which the work must lie.

    A slot appears once for each gap between the member's commitments of that date.
    """

    slot: Ints
    leave_from: Ints
    return_by: Ints
    minute_price: Floats
    """Where the search for the price of the day's minutes begins: the last one found."""


def some_of(tasks: Tasks, which: Ints) -> Tasks:
    """The numbered ones of the tasks."""
    return Tasks(
        tasks.slot[which],
        tasks.leave_from[which],
        tasks.return_by[which],
        tasks.minute_price[which],
    )


@jit
def reduced_costs_of(
    cost: Ints, first: Ints, slots: Ints, ptr: Ints, row: Ints, factor: Floats, y: Floats
) -> Floats:
    """Costs of the candidates of these slots less the prices of their rows."""
    out = np.zeros(len(cost))
    for slot in slots:
        for c in range(first[slot], first[slot + 1]):
            value = float(cost[c])
            for z in range(ptr[c], ptr[c + 1]):
                value -= factor[z] * y[row[z]]
            out[c] = value
    return out
