"""Which slots may enter the rows of the master."""

from __future__ import annotations

from copy import copy

import numpy as np

from scheduler.solve.jit import Bools, Ints
from scheduler.solve.master import Late, Master

FAR = 2
"""A relay chain ties the rows of its legs to the row that it serves, and that to its weight."""


class Touch:
    """Rows and the slots whose routes may enter them; also rows that come later."""

    def __init__(self, master: Master) -> None:
        self.master, self.rows = master, min(master.key_of, default=len(master.frame.low))
        slots, ptr = master.compiled.slots, master.stake_ptr
        candidate = np.repeat(np.arange(len(ptr) - 1), np.diff(ptr))
        streaks = [(row, slot) for slot, rows in master.streak_rows.items() for row in rows]
        extra = np.array(streaks, np.int64).reshape(-1, 2)
        row = [master.stake_row, master.row_of_slot[master.open_slots], extra[:, 0]]
        slot = [master.compiled.candidates.slot[candidate], master.open_slots, extra[:, 1]]
        pairs = np.unique(np.concatenate(row) * slots + np.concatenate(slot))
        self.row, self.slot = np.divmod(pairs, slots)

    def over(self, master: Master) -> Touch:
        """The same for a fork of the master."""
        other = copy(self)
        other.master = master
        return other

    def of(self, late: Late) -> Ints:
        """Slots of a row that came later."""
        kind, number, at, _ = late
        compiled = self.master.compiled
        if kind == "room":
            return np.unique(compiled.candidates.slot[self.master.in_room_at(number, at)])
        first = (number if kind == "rest" else self._guest(number)) * compiled.net.days + at
        return np.array([first, first + 1], np.int64)

    def rows_of(self, slots: Bools) -> Bools:
        """By row whether one of the slots may enter it, or what side variables tie to such rows."""
        self._grow()
        out = np.zeros(self.rows, np.bool_)
        out[self.row[slots[self.slot]]] = True
        frame = self.master.frame
        var, row = np.array(frame.side_var, np.int64), np.array(frame.side_row, np.int64)
        for _ in range(FAR):
            beside = np.zeros(len(frame.cost), np.bool_)
            beside[var[out[row]]] = True
            out[row[beside[var]]] = True
        return out

    def _guest(self, stay: int) -> int:
        """Who may lodge there."""
        return int(np.searchsorted(self.master.compiled.net.stay_ptr, stay, side="right")) - 1

    def _grow(self) -> None:
        """Take in rows that are new."""
        new = range(self.rows, len(self.master.frame.low))
        found = [self.of(self.master.key_of[row]) for row in new]
        self.rows += len(new)
        rows = [np.full(len(slots), row) for row, slots in zip(new, found, strict=True)]
        self.row = np.concatenate([self.row, *rows])
        self.slot = np.concatenate([self.slot, *found])
