"""The program that a day anew begins with: its rows at what the other days leave, good routes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from scheduler.solve.day_beside import DayBeside
from scheduler.solve.jit import Bools, Ints
from scheduler.solve.layout import padded
from scheduler.solve.left import Left
from scheduler.solve.linear import ANEW
from scheduler.solve.master import Late, Master
from scheduler.solve.pool import Pool, Route
from scheduler.solve.prices import Prices
from scheduler.solve.relax import Relaxation, relaxation
from scheduler.solve.scope import Scope
from scheduler.solve.separate import rooms
from scheduler.solve.touch import Touch


def root_of(
    pool: Pool,
    touch: Touch,
    prices: Prices,
    left: Left,
    mine: list[Route],
    over: Callable[[], bool],
) -> Relaxation | None:
    """The day's program; ``mine`` are its routes so far. ``None`` if somebody away from home may
    have to be hired first."""
    master, away = touch.master, _rows_away(touch.master, left)
    if (master.high[away] != 1.0).any():
        return None
    day = DayBeside(master, pool, touch, replace(prices, y=padded(master, prices.y)), left)
    day.close_up(over)
    day.pool.take_in(mine)
    found = [day.pool.known[r.key] for r in (*day.cheapest(), *mine)]
    rooms(master, day.used(), [])
    scope = Scope(master, _inside(touch, left.group), np.flatnonzero(left.group), left.stands)
    scope.limits = dict.fromkeys(away.tolist(), (1.0, 1.0))
    scope.grow()
    return relaxation(scope, day.pool, {*found, *left.ways(day.pool)}, ANEW)


def _rows_away(master: Master, left: Left) -> Ints:
    """Rows of slots that begin or end away from home: a route of theirs must be taken."""
    rows = master.row_of_slot[left.away]
    return rows[rows >= 0]


def _inside(touch: Touch, group: Bools) -> Callable[[int], bool]:
    """Which rows the program has: rest and nights are in the times and ends of routes."""
    rows, key_of = touch.rows_of(group), touch.master.key_of
    rows[[row for row, key in key_of.items() if key[0] != "room"]] = False

    def room(key: Late) -> bool:
        return key[0] == "room" and bool(group[touch.of(key)].any())

    return lambda row: bool(rows[row]) if row < len(rows) else room(key_of[row])
