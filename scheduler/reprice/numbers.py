"""From the names and lists of a certificate to the numbers of the master."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scheduler.certificate import Case, OpenSeats
from scheduler.solve.jit import Floats, Ints
from scheduler.solve.master import Master
from scheduler.solve.stays import stay_at


class UnprovenError(ValueError):
    """The certificate proves nothing about the problem."""


@dataclass(frozen=True, slots=True)
class Prices:
    """The prices of one case, each with the sign its row allows."""

    rows: Floats
    nights: Floats
    """``stay * days + day``; 0 for those not told."""
    rests: list[tuple[int, int, float]]
    """Slot, minute up to which the rest after it lasts, price."""
    rooms: list[tuple[int, int, float]]
    """Class, minute, price."""
    answers: list[tuple[Ints, int, float]]
    """Side variables, how many are open at least (or at most, where the price is negative), price
    of each."""


class Numbers:
    """Members, sites and seats of a problem by name."""

    def __init__(self, master: Master) -> None:
        self.master, self.compiled = master, master.compiled
        self.seats = {d.seat.id: d.index for d in self.compiled.demands}

    def prices(self, case: Case) -> Prices:
        """The prices of a case; raises ``UnprovenError`` where it is about another problem."""
        try:
            return Prices(
                self._rows(case),
                self._nights(case),
                self._rests(case),
                self._rooms(case),
                [self._answer(answer) for answer in case.answers],
            )
        except KeyError as error:
            raise UnprovenError(f"the certificate names {error}, which is unknown") from None

    def _rows(self, case: Case) -> Floats:
        """Prices of rows with one side only have one sign; those that say that a slot has one route
        are left out: each slot has the best of its routes anyway."""
        low, high = self.master.low, self.master.high
        if len(case.rows) != len(low):
            raise UnprovenError(f"prices of {len(case.rows)} rows; the problem has {len(low)}")
        y = np.array(case.rows)
        y = np.where(np.isinf(high), np.maximum(y, 0.0), y)
        y = np.where(np.isinf(low), np.minimum(y, 0.0), y)
        slots = self.master.row_of_slot[self.master.row_of_slot >= 0]
        y[slots[high[slots] == 1.0]] = 0.0
        return y

    def _nights(self, case: Case) -> Floats:
        index, places, net = self.compiled.crew.index, self.compiled.places, self.compiled.net
        out = np.zeros(len(net.stay_place) * net.days)
        member = np.array([index[n.member] for n in case.nights], np.int64)
        place = np.array([places[n.site] for n in case.nights], np.int64)
        day = np.array([self._day(n.day) for n in case.nights], np.int64)
        stay = stay_at(net, member, place)
        if (stay < 0).any():
            raise UnprovenError("the certificate has prices of nights where nobody can sleep")
        out[stay * net.days + day] = [n.price for n in case.nights]
        return out

    def _rests(self, case: Case) -> list[tuple[int, int, float]]:
        index, days = self.compiled.crew.index, self.compiled.net.days
        return [
            (index[r.member] * days + self._day(r.day, last=1), r.until, min(0.0, r.price))
            for r in case.rests
        ]

    def _rooms(self, case: Case) -> list[tuple[int, int, float]]:
        if not all(0 <= r.room_class < len(self.compiled.rooms) for r in case.rooms):
            raise UnprovenError("the certificate has prices of rooms that are unknown")
        return [(r.room_class, r.at, min(0.0, r.price)) for r in case.rooms]

    def _day(self, day: int, *, last: int = 0) -> int:
        if not 0 <= day < self.compiled.net.days - last:
            raise UnprovenError(f"the certificate names day {day}, which is none")
        return day

    def _answer(self, told: OpenSeats) -> tuple[Ints, int, float]:
        """A price has the sign that its answer allows."""
        uncovered = self.master.frame.uncovered
        sides = np.unique(np.array([uncovered[self.seats[s]] for s in told.seats], np.int64))
        if told.reached:
            return sides, told.number, max(0.0, told.price)
        return sides, told.number - 1, min(0.0, told.price)
