"""The master problem: choose one route for each slot so that all rows hold.

Rows that seldom bind (rest, host rooms, nights away) are added when a solution breaks them. Until
then a night has a price: who wakes there pays it, who sleeps there is paid.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from scheduler.solve.compile import Compiled
from scheduler.solve.cover import beside_rows, coverage_rows, start_rows
from scheduler.solve.frame import Frame, Stakes
from scheduler.solve.jit import Floats, Ints
from scheduler.solve.settle import Nights
from scheduler.solve.ties import balance_rows, consecutive_rows, pair_rows, week_rows

Late = tuple[str, int, int, int]
"""``("night", stay, day, 0)``, ``("rest", member, day, time)``, ``("room", class, time, 0)`` or
``("count", number, 0, 0)``."""


@dataclass(slots=True)
class Master:
    """All rows, and how routes and side variables enter them."""

    compiled: Compiled
    frame: Frame
    stake_ptr: Ints
    stake_row: Ints
    stake_factor: Floats
    row_of_seat: Ints
    row_of_slot: Ints
    """-1: the slot has no candidates."""
    streak_rows: dict[int, list[int]]
    late: dict[Late, int]
    key_of: dict[int, Late]
    """Late rows to what they are about."""
    night_row: Ints
    """By stay and day (``stay * days + day``): the row of the night after the day, -1: none yet."""
    night_price: Floats
    """The same: what the night costs who wakes there, in cents, as long as there is no row."""
    rests: dict[int, list[tuple[int, int, int]]]
    """Slot to rest rows: 1 late or 0 early, time, row."""
    room_rows: dict[int, list[tuple[int, int]]]
    """Room class to time and row."""
    counted: dict[int, tuple[int, ...]]
    """Rows that count open seats to their side variables."""
    in_room: dict[tuple[int, int], Ints]
    """Candidates of a room class and time with a row, once they were asked for."""

    def in_room_at(self, room: int, at: int) -> Ints:
        """Candidates that take a room of the class at a time."""
        if (room, at) not in self.in_room:
            net, node = self.compiled.net, self.compiled.net.node
            busy = (net.busy_from <= at) & (at < net.busy_until)
            mine = (self.compiled.candidates.room == room) & busy[node]
            self.in_room[room, at] = np.flatnonzero(mine)
        return self.in_room[room, at]

    def fork(self) -> Master:
        """The same master; rows that come from now on are its own."""
        return replace(
            self,
            frame=self.frame.copy(),
            late=dict(self.late),
            key_of=dict(self.key_of),
            night_row=self.night_row.copy(),
            rests={slot: list(rows) for slot, rows in self.rests.items()},
            room_rows={room: list(rows) for room, rows in self.room_rows.items()},
        )

    @property
    def open_slots(self) -> Ints:
        """Slots with candidates."""
        return np.flatnonzero(self.row_of_slot >= 0)

    @property
    def low(self) -> Floats:
        return np.array(self.frame.low)

    @property
    def high(self) -> Floats:
        return np.array(self.frame.high)

    @property
    def relaxed_high(self) -> Floats:
        """Upper bounds in the linear relaxation, where most seats may be served twice."""
        high = self.high
        high[list(self.frame.cover - self.frame.once)] = np.inf
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
    row_of_slot = _slot_rows(compiled, frame)
    nights = Nights(compiled.net)
    return Master(
        compiled,
        frame,
        *stakes.matrix(len(compiled.net.node)),
        row_of_seat,
        row_of_slot,
        streaks,
        {},
        {},
        np.full(len(nights.most), -1),
        nights.most,
        {},
        {},
        {},
        {},
    )


def _slot_rows(compiled: Compiled, frame: Frame) -> Ints:
    """One route a slot; none at all unless the member is hired, where that costs a fee."""
    slot_row, days = np.full(compiled.slots, -1), compiled.net.days
    fees = [m.hire_fee for m in compiled.problem.members]
    hired: dict[int, list[tuple[int, float]]] = {}
    for slot in np.unique(compiled.tasks.slot).tolist():
        fee = fees[slot // days]
        slot_row[slot] = frame.row(-np.inf, 0.0 if fee else 1.0)
        if fee:
            hired.setdefault(slot // days, []).append((int(slot_row[slot]), -1.0))
    for member, entries in hired.items():
        frame.var(float(fees[member]), 1.0, entries, whole=True)
    return slot_row
