"""Small problems and plans, readable at a glance. Minutes count from the first midnight."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from scheduler.check import Judged, check
from scheduler.check.broken import off_day
from scheduler.check.pay import duty_cost, hourly
from scheduler.check.shift import Shift
from scheduler.check.view import View
from scheduler.plan import Assignment, Duty, Plan
from scheduler.problem import Day, Member, Problem, Room, Seat, Session, Site, Travel

NOON = 720
Nights = Mapping[tuple[str, int], str]
"""Member and day to the site where they sleep afterwards."""


def session(name: str = "s", start: int = 600, duration: int = 60, **fields: Any) -> Session:
    """A session of one hour at ten, if nothing else is said."""
    return Session(id=name, start=start, duration=duration, **fields)


def seat(name: str = "s/1", **fields: Any) -> Seat:
    """A seat of the session before the stroke."""
    return Seat(id=name, session=name.split("/", maxsplit=1)[0], **fields)


def member(name: str = "ana", **fields: Any) -> Member:
    """A member who may do anything that is not said otherwise."""
    return Member(id=name, **fields)


def days(n: int = 1, **fields: Any) -> tuple[Day, ...]:
    """``n`` days from Monday, 5 October 2026, of 24 hours each."""
    return tuple(
        Day(f"2026-10-{5 + i:02d}", i * 1440, (i + 1) * 1440, "2026-W41", **fields)
        for i in range(n)
    )


def site(name: str, country: str = "", rooms: tuple[Room, ...] = ()) -> Site:
    """A place."""
    return Site(name, country, rooms)


def roads(*rows: tuple[str, str, int] | tuple[str, str, int, int, str]) -> Travel:
    """Ways as ``(from, to, minutes[, kilometres, border])``, the same in both directions."""
    full = [(*row, 0, "")[:5] if len(row) == 3 else row for row in rows]
    both = [*full, *((b, a, *rest) for a, b, *rest in full)]
    return Travel(*(tuple(column) for column in zip(*both, strict=True)))


def problem(sessions: tuple[Session, ...], members: tuple[Member, ...], **fields: Any) -> Problem:
    """A problem; where no seats are given each session has the seat ``<id>/1``."""
    seats = fields.pop("seats", tuple(seat(f"{s.id}/1") for s in sessions))
    return Problem(sessions=sessions, seats=seats, members=members, **fields)


def one(
    of_session: Mapping[str, Any] | None = None,
    of_seat: Mapping[str, Any] | None = None,
    of_member: Mapping[str, Any] | None = None,
    **fields: Any,
) -> Problem:
    """One session ``s``, one seat ``s/1``, one member ``ana``."""
    return problem(
        (session(**(of_session or {})),),
        (member(**(of_member or {})),),
        seats=(seat(**(of_seat or {})),),
        **fields,
    )


def give(
    seat_id: str = "s/1",
    member_id: str = "ana",
    start: int = -1,
    modality: str = "on_site",
    room: str = "",
) -> Assignment:
    """Who serves which seat; ``start`` -1: the earliest."""
    return Assignment(seat_id, member_id, start, modality, room=room)


def plan(p: Problem, *given: Assignment, nights: Nights | None = None) -> Plan:
    """The plan in which these assignments are made, with every figure as it must be."""
    starts = {
        s.id: session.start for session in p.sessions for s in p.seats if s.session == session.id
    }
    given = tuple(replace(a, start=starts[a.seat]) if a.start == -1 else a for a in given)
    draft = Plan(0, 0, 0.0, 0, 0, 0.0, given, (), ())
    draft = replace(draft, duties=_duties(p, draft, nights or {}))
    draft = _figured(p, draft)
    return with_totals(p, draft)


def _duties(p: Problem, draft: Plan, nights: Nights) -> tuple[Duty, ...]:
    view = View(p, draft)
    homes = {m.id: m.home for m in p.members}
    seats: dict[tuple[str, int], list[str]] = defaultdict(list)
    for key, served in view.by_day.items():
        seats[key] = [s.seat.id for s in served]
    for who, day in nights:
        seats[who, day], seats[who, day + 1] = seats[who, day], seats[who, day + 1]
    return tuple(
        Duty(
            who,
            day,
            tuple(found),
            view.days[day].start + NOON,
            0,
            nights.get((who, day - 1), homes[who]),
            nights.get((who, day), homes[who]),
        )
        for (who, day), found in sorted(seats.items())
    )


def _figured(p: Problem, draft: Plan) -> Plan:
    shifts = View(p, draft).shifts
    told = {a.seat: a for a in draft.assignments}
    for shift in shifts:
        told |= _assignments(shift)
    duties = tuple(_duty(d, s) for d, s in zip(draft.duties, shifts, strict=True))
    return replace(draft, duties=duties, assignments=tuple(told[a.seat] for a in draft.assignments))


def _duty(duty: Duty, shift: Shift) -> Duty:
    ways = [w for w in shift.ways if w is not None]
    return replace(
        duty,
        leaves=shift.leaves,
        returns=shift.returns,
        travel_minutes=sum(w.minutes for w in ways),
        kilometres=sum(w.kilometres for w in ways),
        cost=duty_cost(shift),
    )


def _assignments(shift: Shift) -> dict[str, Assignment]:
    told, origin, m = {}, shift.starts_at, shift.member
    for s, way in zip(shift.served, shift.ways, strict=False):
        if way is not None:
            pay = hourly(s.minutes, m.hourly_rate) + hourly(way.minutes, m.travel_rate)
            told[s.seat.id] = replace(
                s.assignment,
                site=s.place,
                origin=origin,
                travel_minutes=way.minutes,
                kilometres=way.kilometres,
                cost=pay + way.kilometres * m.km_rate,
            )
        origin = s.place
    return told


def with_totals(p: Problem, draft: Plan) -> Plan:
    """The plan with the referee's totals and a bound that is reached."""
    found = check(p, draft, claims=False)
    return replace(
        draft,
        value=found.value,
        bound=found.value,
        seats=found.seats,
        seats_covered=found.seats_covered,
        tiers=found.tiers,
        coverage=found.coverage,
    )


def broken(p: Problem, *given: Assignment, nights: Nights | None = None) -> set[str]:
    """The names of the rules that the plan with these assignments breaks.

    That one is broken is seen as well where only what sets the plan apart from none is looked at.
    """
    found = plan(p, *given, nights=nights)
    broken = {v.rule for v in check(p, found).violations}
    empty = Judged(View(replace(p, pins=()), replace(found, assignments=(), duties=())))
    assert empty.legal
    report = empty.by_difference(View(p, found))
    assert report in (None, check(p, found, claims=False))
    assert report is not None or any(off_day(View(p, found)))
    return broken


def tiers(p: Problem, *given: Assignment, nights: Nights | None = None) -> dict[str, int]:
    """The value of each tier of a plan that is legal."""
    report = check(p, plan(p, *given, nights=nights))
    assert report.legal, report.violations
    return {t.name: t.value for t in report.tiers}
