"""The small problem."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from scheduler.check.served import Served
from scheduler.check.view import View
from scheduler.excerpt.outside import lent, other_sides, pairings, sites
from scheduler.excerpt.people import Slot, commitments, members
from scheduler.excerpt.seats import free_seats, pin, plain
from scheduler.problem import Confirmed, Day, Pin, Problem, Seat, Session


def cut(
    view: View,
    slots: Collection[Slot],
    free: Collection[str],
    promised: Mapping[str, Confirmed],
) -> Problem:
    """The days ``slots`` and the seats ``free`` as a problem of their own.

    Seats on these days that are not free are pinned as they are; ``promised`` says what a free
    seat is confirmed as.
    """
    return _Cut(view, frozenset(slots), frozenset(free), promised).problem()


@dataclass(frozen=True)
class _Cut:
    view: View
    slots: frozenset[Slot]
    free: frozenset[str]
    promised: Mapping[str, Confirmed]

    @cached_property
    def names(self) -> set[str]:
        return {member for member, _ in self.slots}

    def _staying(self) -> tuple[list[Served], list[Served]]:
        """What is served outside of the days and stays, and what is served on them and stays."""
        outside: list[Served] = []
        fixed: list[Served] = []
        for s in self.view.served.values():
            if s.seat.id not in self.free:
                (fixed if (s.member.id, s.day) in self.slots else outside).append(s)
        return outside, fixed

    def problem(self) -> Problem:
        view, p = self.view, self.view.problem
        outside, fixed = self._staying()
        seats = (*free_seats(view, self.free), *map(plain, fixed))
        others = other_sides(view, outside, self.free, self.names)
        return replace(
            p,
            sessions=tuple(self._sessions(seats, (*outside, *fixed))),
            seats=seats,
            members=tuple(members(view, self.slots, {s.member.id for s in outside})),
            days=tuple(self._days()),
            sites=tuple(sites(view, outside)),
            recusals=(*(r for r in p.recusals if r.member in self.names), *others),
            pairings=tuple(pairings(view, outside, self.names)),
            pins=(*self._kept_pins(), *map(pin, fixed)),
            confirmed=tuple(self._confirmed(seats)),
            commitments=tuple(commitments(view, self.slots, self.names)),
            lent=(*p.lent, *lent(view, outside)),
        )

    def _sessions(self, seats: Sequence[Seat], stays: Sequence[Served]) -> Iterator[Session]:
        """Those of the seats, each with the start that seats which stay have given it."""
        asked = {s.session for s in seats}
        starts = {x.id: s.start for s in stays if (x := s.session).id in asked}
        for session in self.view.problem.sessions:
            if session.id in asked:
                yield self._session(session, starts.get(session.id))

    def _session(self, session: Session, start: int | None) -> Session:
        wish = session.continuity_member
        wish = wish if wish in self.names else ""
        if start is None:
            return replace(session, continuity_member=wish)
        return replace(session, start=start, latest_start=None, continuity_member=wish)

    def _days(self) -> Iterator[Day]:
        """Nobody sleeps away but between two days that are open."""
        nights = {day for who, day in self.slots if (who, day + 1) in self.slots}
        for k, day in enumerate(self.view.problem.days):
            yield day if k in nights else replace(day, lodging_by=day.start)

    def _kept_pins(self) -> Iterator[Pin]:
        """Those of free seats."""
        pins = self.view.problem.pins
        yield from (x for x in pins if x.seat in self.free and x.member in self.names)

    def _confirmed(self, seats: Sequence[Seat]) -> Iterator[Confirmed]:
        for seat in seats:
            told = self.promised.get(seat.id)
            if told is not None and told.member in self.names:
                yield told
