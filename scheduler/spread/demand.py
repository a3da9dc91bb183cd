"""Seats that ask for the same thing near the same town, counted once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from scheduler.problem import Confirmed, Pin, Problem, Seat, Session
from scheduler.spread.able import Able, Bits

NEAR = 90
"""Minutes on the road within which a member is likely to be sent."""
SELDOM = 0.25
"""How likely one from farther off is sent, against one who is near."""


def likely(could: Bits, near: Bits) -> float:
    """How many of those who could might be sent, those from farther off counted in part."""
    close = (could & near).bit_count()
    return close + SELDOM * (could.bit_count() - close)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Seats that the same members could serve, held near the same town."""

    able: Bits
    near: Bits
    """Members who live near; all where there are no roads."""
    seats: int

    def chance(self, members: Bits) -> float:
        """How many of these members might be sent."""
        return likely(self.able & members, self.near)


class Demand:
    """All seats of a problem by who could serve them."""

    def __init__(self, problem: Problem) -> None:
        self.problem, self.able = problem, Able(problem)
        self.sessions = {s.id: s for s in problem.sessions}
        self._pins, self._confirmed = _by_seat(problem.pins), _by_seat(problem.confirmed)
        self.seats: dict[str, list[Seat]] = defaultdict(list)
        for seat in problem.seats:
            self.seats[seat.session].append(seat)
        self._near = _neighbours(problem)

    def near(self, session: Session) -> Bits:
        """Members who live near the session."""
        if not session.site or self.problem.travel is None:
            return self.able.all
        return self._near.get(session.site, 0)

    def could(self, session: Session) -> Bits:
        """Members who could serve one of the session's seats, or are promised to."""
        found = self.promised(session)
        for seat in self.seats[session.id]:
            found |= self.able.for_seat(seat, session)
        return found

    def promised(self, session: Session) -> Bits:
        """Members whom a pin names for the session; without pins those who are confirmed."""
        for table in (self._pins, self._confirmed):
            found = self.able.of(m for x in self.seats[session.id] for m in table[x.id])
            if found:
                return found
        return 0

    def wanted(self) -> list[Wanted]:
        """Every kind of seat there is, each once."""
        kinds: Counter[tuple[Bits, Bits]] = Counter()
        for seat in self.problem.seats:
            s = self.sessions[seat.session]
            kinds[self.able.for_seat(seat, s), self.near(s)] += 1
        return [Wanted(able, near, n) for (able, near), n in kinds.items()]

    def independent(self) -> list[Bits]:
        """Members who have no seat in common with anybody outside of their set."""
        found: list[Bits] = []
        for w in self.wanted():
            mine, apart = w.able, []
            for bits in found:
                if bits & mine:
                    mine |= bits
                else:
                    apart.append(bits)
            found = [*apart, mine] if mine else apart
        return found


def _by_seat(rows: Iterable[Pin] | Iterable[Confirmed]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        found[row.seat].append(row.member)
    return found


def _neighbours(problem: Problem) -> dict[str, Bits]:
    """Site to the members who live near it."""
    living: dict[str, Bits] = defaultdict(int)
    for i, m in enumerate(problem.members):
        living[m.home] |= 1 << i
    found: dict[str, Bits] = defaultdict(int, living)
    roads = problem.travel
    rows = () if roads is None else zip(roads.origin, roads.destination, roads.minutes, strict=True)
    for origin, destination, minutes in rows:
        if minutes <= NEAR and origin in living:
            found[destination] |= living[origin]
    return {site: bits | living.get("", 0) for site, bits in found.items()}
