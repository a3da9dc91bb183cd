"""Which days the rows of the master are about."""

from __future__ import annotations

import numpy as np

from scheduler.solve.jit import Bools
from scheduler.solve.master import Master


class Calendar:
    """By row the days whose routes enter it; also of rows that come later."""

    def __init__(self, master: Master) -> None:
        self.master, self.days = master, master.compiled.net.days
        self.table = _table(master)

    def of(self, row: int) -> set[int]:
        """The days of a row."""
        late = self.master.key_of.get(row)
        if late is None:
            return set(np.flatnonzero(self.table[row]).tolist())
        kind, number, day, _ = late
        return self._of_room(number, day) if kind == "room" else {day, day + 1}

    def is_night(self, row: int) -> bool:
        """Whether the row ties a night's sleeping to waking."""
        late = self.master.key_of.get(row)
        return late is not None and late[0] == "night"

    def _of_room(self, room: int, at: int) -> set[int]:
        slots = self.master.compiled.candidates.slot[self.master.in_room_at(room, at)]
        return set(np.unique(slots % self.days).tolist())


def _table(master: Master) -> Bools:
    """Rows by days. Those that only side variables enter take the days of the rows beside."""
    frame, compiled = master.frame, master.compiled
    days = compiled.net.days
    table = np.zeros((len(frame.low), days), np.bool_)
    owner = np.repeat(np.arange(len(master.stake_ptr) - 1), np.diff(master.stake_ptr))
    table[master.stake_row, compiled.candidates.slot[owner] % days] = True
    slots = master.open_slots
    table[master.row_of_slot[slots], slots % days] = True
    for slot, rows in master.streak_rows.items():
        table[rows, slot % days] = True
    var, row = np.array(frame.side_var, np.int64), np.array(frame.side_row, np.int64)
    beside = np.zeros((len(frame.cost), days), np.bool_)
    np.logical_or.at(beside, var, table[row])
    bare = ~table.any(axis=1)
    mine = bare[row]
    np.logical_or.at(table, row[mine], beside[var[mine]])
    table[~table.any(axis=1), 0] = True
    return table
