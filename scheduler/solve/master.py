"""The master problem: choose one route for each slot so that all rows hold.

Rows that seldom bind (rest, host rooms, nights away) are added when a solution breaks them or a
route first needs them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scheduler.solve.compile import Compiled
from scheduler.solve.cover import beside_rows, coverage_rows, start_rows
from scheduler.solve.duals import Duals, reduced_costs_of
from scheduler.solve.frame import Frame, Stakes
from scheduler.solve.jit import Floats, Ints
from scheduler.solve.linear import Entries
from scheduler.solve.pool import Route
from scheduler.solve.ties import balance_rows, consecutive_rows, pair_rows, week_rows

Late = tuple[str, int, int, int]
"""``("night", stay, day, 0)``, ``("rest", member, day, time)`` or ``("room", class, time, 0)``."""


@dataclass(slots=True)
class Master:
    """All rows, and how routes and side variables enter them."""

    compiled: Compiled
    frame: Frame
    stake_ptr: Ints
    stake_row: Ints
    stake_factor: Floats
    row_of_seat: Ints
    slot_row: dict[int, int]
    streak_rows: dict[int, list[int]]
    late: dict[Late, int]
    nights: dict[int, dict[int, int]]
    """Stay to the rows of its nights, by day."""
    rests: dict[int, list[tuple[int, int, int]]]
    """Slot to rest rows: 1 late or 0 early, time, row."""
    room_rows: dict[int, list[tuple[int, int]]]
    """Room class to time and row."""
    in_room: dict[tuple[int, int], Ints]
    """Candidates of a room class and time with a row, once they were asked for."""

    @property
    def low(self) -> Floats:
        return np.array(self.frame.low)

    @property
    def high(self) -> Floats:
        return np.array(self.frame.high)

    @property
    def relaxed_high(self) -> Floats:
        """Upper bounds in the linear relaxation, where a seat may be served twice."""
        high = self.high
        high[list(self.frame.cover)] = np.inf
        return high


def build_master(compiled: Compiled) -> Master:
    """The master with its fixed rows."""
    frame, stakes = Frame(), Stakes()
    row_of_seat = coverage_rows(compiled, frame, stakes)
    for part in (
        beside_rows,
        start_rows,
        week_rows,
        balance_rows,
        pair_rows,
    ):
        part(compiled, frame, stakes)
    streaks = consecutive_rows(compiled, frame)
    slot_row = _slot_rows(compiled, frame)
    return Master(
        compiled,
        frame,
        *stakes.matrix(len(compiled.net.node)),
        row_of_seat,
        slot_row,
        streaks,
        {},
        {},
        {},
        {},
        {},
    )


def _slot_rows(compiled: Compiled, frame: Frame) -> dict[int, int]:
    """One route a slot; none at all unless the member is hired, where that costs a fee."""
    slot_row, days = {}, compiled.net.days
    fees = [m.hire_fee for m in compiled.problem.members]
    hired: dict[int, list[tuple[int, float]]] = {}
    for slot in np.unique(compiled.tasks.slot).tolist():
        fee = fees[slot // days]
        slot_row[slot] = frame.row(-np.inf, 0.0 if fee else 1.0)
        if fee:
            hired.setdefault(slot // days, []).append((slot_row[slot], -1.0))
    for member, entries in hired.items():
        frame.var(float(fees[member]), 1.0, entries, whole=True)
    return slot_row


def entries_of(master: Master, routes: list[Route], first: int) -> Entries:
    """Coefficients of routes that become the variables ``first``, ``first + 1``, ..."""
    owner, seats = _flat([r.seats for r in routes])
    lo, n = master.stake_ptr[seats], master.stake_ptr[seats + 1] - master.stake_ptr[seats]
    stake = np.repeat(lo - np.concatenate([[0], np.cumsum(n)[:-1]]), n) + np.arange(n.sum())
    other = [(k, row, factor) for k, r in enumerate(routes) for row, factor in _own(master, r)]
    table = np.array(other, float).reshape(-1, 3)
    rows = np.concatenate([master.stake_row[stake], table[:, 1].astype(np.int64)])
    variables = np.concatenate([np.repeat(owner, n), table[:, 0].astype(np.int64)])
    return _summed(
        rows, variables + first, np.concatenate([master.stake_factor[stake], table[:, 2]])
    )


def _flat(groups: list[tuple[int, ...]]) -> tuple[Ints, Ints]:
    """Group number and item of every item."""
    owner = np.repeat(np.arange(len(groups)), [len(g) for g in groups])
    return owner.astype(np.int64), np.array([x for g in groups for x in g], np.int64)


def _summed(rows: Ints, variables: Ints, factors: Floats) -> Entries:
    """Entries sorted, those of the same row and variable added up."""
    order = np.lexsort((variables, rows))
    rows, variables, factors = rows[order], variables[order], factors[order]
    first = np.flatnonzero(np.diff(rows, prepend=-1) | np.diff(variables, prepend=-1))
    if not len(first):
        return rows, variables, factors
    return rows[first], variables[first], np.add.reduceat(factors, first)


def _own(master: Master, route: Route) -> list[tuple[int, float]]:
    """Rows a route enters as a whole."""
    out = [(master.slot_row[route.slot], 1.0), *late_rows(master, route)]
    if route.seats:
        out += [(row, 1.0) for row in master.streak_rows.get(route.slot, ())]
    return out


def late_rows(master: Master, route: Route) -> list[tuple[int, float]]:
    """Night, rest and room rows of one route."""
    out, day = [], route.slot % master.compiled.net.days
    if route.sleep >= 0 and day in master.nights.get(route.sleep, {}):
        out.append((master.nights[route.sleep][day], 1.0))
    if route.wake >= 0 and day - 1 in master.nights.get(route.wake, {}):
        out.append((master.nights[route.wake][day - 1], -1.0))
    for late, at, row in master.rests.get(route.slot, ()):
        if (route.returns >= at) if late else (route.leaves < at):
            out.append((row, 1.0))
    if master.room_rows:
        out += [(row, 1.0) for c in route.seats for row in _room_rows(master, c)]
    return out


def _room_rows(master: Master, c: int) -> list[int]:
    net, room = master.compiled.net, int(master.compiled.candidates.room[c])
    node = net.node[c]
    return [
        row
        for at, row in master.room_rows.get(room, ())
        if net.busy_from[node] <= at < net.busy_until[node]
    ]


def duals_of(master: Master, y: Floats, slots: Ints | None = None) -> Duals:
    """Prices of the rows (in cents) laid out for pricing, of some slots or all."""
    net = master.compiled.net
    reduced = reduced_costs_of(
        net.cost,
        net.first,
        np.arange(master.compiled.slots) if slots is None else slots,
        master.stake_ptr,
        master.stake_row,
        master.stake_factor,
        y,
    )
    for room, found in master.room_rows.items():
        for at, row in found:
            reduced[_in_room(master, room, at)] -= y[row]
    use, work = np.zeros(master.compiled.slots), np.repeat(net.day_fee, net.days).astype(float)
    use[list(master.slot_row)] = -y[list(master.slot_row.values())]
    for slot, found_rows in master.streak_rows.items():
        work[slot] -= y[found_rows].sum()
    wake, sleep = _nights(master, y)
    return Duals(reduced, use, work, wake, sleep, *_rests(master, y))


def _in_room(master: Master, room: int, at: int) -> Ints:
    """Candidates that take a room of the class at a time."""
    if (room, at) not in master.in_room:
        net, node = master.compiled.net, master.compiled.net.node
        busy = (net.busy_from <= at) & (at < net.busy_until)
        mine = (master.compiled.candidates.room == room) & busy[node]
        master.in_room[room, at] = np.flatnonzero(mine)
    return master.in_room[room, at]


def _nights(master: Master, y: Floats) -> tuple[Floats, Floats]:
    """Charges for waking and sleeping away; who wakes where there is no row yet pays for the night
    and the way there."""
    net = master.compiled.net
    owner = np.repeat(np.arange(len(net.home)), np.diff(net.stay_ptr))
    lodging = np.repeat(net.lodging[owner], net.days).astype(float)
    price = np.repeat(net.night, net.days).astype(float)
    for stay, nights in master.nights.items():
        for day, row in nights.items():
            price[stay * net.days + day] = y[row]
    sleep = lodging - price
    sleep[net.days - 1 :: net.days] = np.inf
    wake = np.concatenate([[np.inf], price[:-1]]) if len(price) else price
    wake[:: net.days] = np.inf
    return wake, sleep


def _rests(master: Master, y: Floats) -> tuple[Ints, Ints, Ints, Floats]:
    slots = master.compiled.slots
    table = [
        (slot, late, at, -y[row])
        for slot in sorted(master.rests)
        for late, at, row in master.rests[slot]
    ]
    ptr = np.searchsorted(np.array([t[0] for t in table], np.int64), np.arange(slots + 1))
    return (
        ptr,
        np.array([t[1] for t in table], np.int64),
        np.array([t[2] for t in table], np.int64),
        np.array([t[3] for t in table], float),
    )


def bound_of(master: Master, y: Floats, best: Floats) -> float:
    """What no plan can be cheaper than, from any prices: ``best`` is the least reduced cost of
    each task under them. Slot prices are taken back, for a slot may as well stay unused."""
    frame = master.frame
    y = clipped(master, y)
    rhs = np.where(y > 0, master.low, master.high)
    slots = np.array(list(master.slot_row.values()), np.int64)
    plain = slots[master.high[slots] == 1.0]
    rhs[y == 0] = 0.0
    value = float((y * rhs).sum() - y[plain].sum())
    reduced = np.array(frame.cost)
    np.subtract.at(reduced, frame.side_var, np.array(frame.side_factor) * y[frame.side_row])
    value += float((np.minimum(reduced, 0.0) * np.array(frame.upper)).sum())
    least = np.zeros(master.compiled.slots)
    taken = np.zeros(master.compiled.slots)
    for slot, row in master.slot_row.items():
        taken[slot] = y[row] if master.frame.high[row] == 1.0 else 0.0
    slot_of_task = master.compiled.tasks.slot
    np.minimum.at(least, slot_of_task, best + taken[slot_of_task])
    return value + float(least.sum()) + frame.constant


def clipped(master: Master, y: Floats) -> Floats:
    """Prices with the sign their rows allow; later rows have none yet."""
    low, high = master.low[: len(y)], master.high[: len(y)]
    at_least = np.isin(np.arange(len(y)), list(master.frame.cover)) | np.isinf(high)
    y = np.where(at_least, np.maximum(y, 0.0), y)
    return np.where(np.isinf(low), np.minimum(y, 0.0), y)
