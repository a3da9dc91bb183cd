"""The small problem."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from scheduler.check.served import Served
from scheduler.check.view import View
from scheduler.excerpt import outside
from scheduler.excerpt.people import Slot, commitments, member_of
from scheduler.excerpt.seats import free_seats, pin, plain
from scheduler.problem import Confirmed, Member, Pin, Problem, Session


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

    @cached_property
    def outside(self) -> list[Served]:
        """What is served outside of the days and stays."""
        return [
            s
            for s in self.view.served.values()
            if (s.member.id, s.day) not in self.slots and s.seat.id not in self.free
        ]

    @cached_property
    def fixed(self) -> list[Served]:
        """What is served on the days and stays."""
        return [
            s
            for s in self.view.served.values()
            if (s.member.id, s.day) in self.slots and s.seat.id not in self.free
        ]

    def problem(self) -> Problem:
        view, p = self.view, self.view.problem
        seats = (*free_seats(view, self.free), *map(plain, self.fixed))
        asked = {s.session for s in seats}
        others = outside.other_sides(view, self.outside, self.free, self.names)
        return replace(
            p,
            sessions=tuple(self._session(s) for s in p.sessions if s.id in asked),
            seats=seats,
            members=tuple(self._members()),
            sites=tuple(outside.sites(view, self.outside)),
            recusals=(*(r for r in p.recusals if r.member in self.names), *others),
            pairings=tuple(outside.pairings(view, self.outside, self.names)),
            pins=(*self._kept_pins(), *map(pin, self.fixed)),
            confirmed=tuple(self._confirmed({s.id for s in seats})),
            commitments=tuple(commitments(view, self.slots, self.names)),
            lent=(*p.lent, *outside.lent(view, self.outside)),
        )

    @cached_property
    def _starts(self) -> dict[str, int]:
        return {s.session.id: s.start for s in (*self.outside, *self.fixed)}

    def _session(self, session: Session) -> Session:
        """With the start that the seats which stay have given it."""
        wish = session.continuity_member
        wish = wish if wish in self.names else ""
        if session.id not in self._starts:
            return replace(session, continuity_member=wish)
        start = self._starts[session.id]
        return replace(session, start=start, latest_start=None, continuity_member=wish)

    def _members(self) -> Iterator[Member]:
        hired = {s.member.id for s in self.outside}
        for m in self.view.problem.members:
            if m.id in self.names:
                yield member_of(self.view, m, self.slots, hired)

    def _kept_pins(self) -> Iterator[Pin]:
        """Those of free seats."""
        pins = self.view.problem.pins
        yield from (x for x in pins if x.seat in self.free and x.member in self.names)

    def _confirmed(self, seats: Collection[str]) -> Iterator[Confirmed]:
        told = self.promised.values()
        yield from (c for c in told if c.seat in seats and c.member in self.names)
