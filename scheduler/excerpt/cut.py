"""The small problem."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from scheduler.check.joint_rules import covered
from scheduler.check.view import Served, View
from scheduler.events.apply import without
from scheduler.excerpt.people import commitments, members
from scheduler.problem import (
    Confirmed,
    Day,
    Lent,
    Pairing,
    Pin,
    Problem,
    Recusal,
    Room,
    Seat,
    Session,
    Site,
)

Slot = tuple[str, int]
"""Member and number of the day."""
FAR = 2**40


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
    def stays(self) -> tuple[list[Served], list[Served]]:
        """What is served outside of the days and stays, and what is served on them and stays."""
        outside: list[Served] = []
        fixed: list[Served] = []
        for s in self.view.served.values():
            if s.seat.id not in self.free:
                (fixed if (s.member.id, s.day) in self.slots else outside).append(s)
        return outside, fixed

    def problem(self) -> Problem:
        p, (outside, fixed) = self.view.problem, self.stays
        seats = [*self._free_seats(), *(_plain(s) for s in fixed)]
        asked = {s.session for s in seats}
        starts = {x.id: s.start for s in (*outside, *fixed) if (x := s.session).id in asked}
        hired = {s.member.id for s in outside}
        confirmed = (self.promised.get(s.id) for s in seats)
        return replace(
            p,
            sessions=tuple(self._session(s, starts) for s in p.sessions if s.id in asked),
            seats=tuple(seats),
            members=tuple(members(self.view, self.slots, hired)),
            days=tuple(self._days()),
            sites=tuple(self._sites()),
            recusals=(*(r for r in p.recusals if r.member in self.names), *self._other_sides()),
            pairings=tuple(self._pairings()),
            pins=(
                *(x for x in p.pins if x.seat in self.free and x.member in self.names),
                *(_pin(s) for s in fixed),
            ),
            confirmed=tuple(c for c in confirmed if c is not None and c.member in self.names),
            commitments=tuple(commitments(self.view, self.slots, self.names)),
            lent=(*p.lent, *self._lent()),
        )

    def _whole(self, seat: Seat) -> bool:
        """Whether all of a relay chain is free, with the seats it may stand in for."""
        legs = self.view.chains[seat.chain]
        direct = {self.view.seats[leg].instead_of for leg in legs} - {""}
        return self.free.issuperset({*legs, *direct})

    def _free_seats(self) -> list[Seat]:
        """Free seats; one beside an open seat that is not free cannot be served."""
        found = []
        for seat in self.view.problem.seats:
            if seat.id not in self.free:
                continue
            if seat.chain and not self._whole(seat):
                found.append(_untied(self.view, seat))
                continue
            if seat.beside and seat.beside not in self.free:
                if not covered(self.view, seat.beside) and seat.id not in self.view.pins:
                    continue
                found.append(replace(seat, beside=""))
            else:
                found.append(seat)
        return found

    def _session(self, session: Session, starts: Mapping[str, int]) -> Session:
        """With the start that the seats which stay have given it."""
        wish = session.continuity_member
        wish = wish if wish in self.names else ""
        if session.id not in starts:
            return replace(session, continuity_member=wish)
        start = starts[session.id]
        return replace(session, start=start, latest_start=None, continuity_member=wish)

    def _days(self) -> Iterator[Day]:
        """Nobody sleeps away but between two days that are open."""
        nights = {day for who, day in self.slots if (who, day + 1) in self.slots}
        for k, day in enumerate(self.view.problem.days):
            yield day if k in nights else replace(day, lodging_by=day.start)

    def _sites(self) -> list[Site]:
        """With the rooms free only when nobody outside is in them."""
        busy: dict[str, list[Served]] = defaultdict(list)
        for s in self.stays[0]:
            if s.assignment.room:
                busy[s.assignment.room].append(s)
        taken = {self.view.rooms[room][0] for room in busy}
        return [
            replace(site, rooms=tuple(_room(r, busy.get(r.id, [])) for r in site.rooms))
            if site.id in taken
            else site
            for site in self.view.problem.sites
        ]

    def _other_sides(self) -> list[Recusal]:
        """Who serves one side of a case outside serves not the other one here."""
        sides = {
            (s.member.id, s.session.case, s.session.side)
            for s in self.stays[0]
            if s.member.id in self.names and s.session.case and s.session.side
        }
        ids = {self.view.seats[x].session for x in self.free}
        return [
            Recusal(member, "session", session.id)
            for member, case, side in sorted(sides)
            for session in (self.view.sessions[i] for i in sorted(ids))
            if session.case == case and session.side not in ("", side)
        ]

    def _pairings(self) -> list[Pairing]:
        met = Counter(
            (s.member.id, s.session.officer) for s in self.stays[0] if s.member.id in self.names
        )
        return [
            x
            if x.at_most is None
            else replace(x, at_most=max(0, x.at_most - met[x.member, x.officer]))
            for x in self.view.problem.pairings
            if x.member in self.names
        ]

    def _lent(self) -> list[Lent]:
        if not self.view.problem.goals.balance:
            return []
        minutes: Counter[tuple[str, str]] = Counter()
        for s in self.stays[0]:
            a, b = s.member.country, s.session.country
            if a and b and a != b:
                minutes[a, b] += s.minutes
        return [Lent(a, b, n) for (a, b), n in minutes.items()]


def _plain(s: Served) -> Seat:
    """A seat that stays, untied from others."""
    return replace(s.seat, duration=s.minutes, beside="", chain="", leg=0, instead_of="")


def _untied(view: View, seat: Seat) -> Seat:
    """One leg of a chain on its own, as long as it is in the chain."""
    return replace(seat, duration=view.duration(seat), chain="", leg=0, instead_of="")


def _pin(s: Served) -> Pin:
    a = s.assignment
    return Pin(a.seat, a.member, a.start, a.modality, a.room)


def _room(room: Room, busy: list[Served]) -> Room:
    if not busy:
        return room
    windows = ((-FAR, FAR),) if room.windows is None else room.windows
    for s in busy:
        windows = without(windows, s.busy_from, s.busy_until)
    return replace(room, windows=windows)
