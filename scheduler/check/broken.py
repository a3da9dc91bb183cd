"""All hard rules, by what they look at: one member, one session or one room at a time."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.check.claims import duties_match
from scheduler.check.day_rules import DAY_RULES
from scheduler.check.joint_rules import PERSON_RULES, ROOM_RULES, SESSION_RULES
from scheduler.check.report import Violation
from scheduler.check.seat_rules import SEAT_RULES
from scheduler.check.served import Served
from scheduler.check.view import View
from scheduler.check.week_rules import WEEK_RULES


def broken_rules(view: View) -> Iterator[Violation]:
    """Violations of all hard rules."""
    yield from of_members(view)
    yield from of_sessions(view)
    yield from of_rooms(view)


def of_members(view: View) -> Iterator[Violation]:
    """Rules that see one member's seats and days and nobody else's."""
    for s in view.served.values():
        if s.seat.id not in view.pins:
            yield from _of_seat(view, s)
    for rule in (*PERSON_RULES, *WEEK_RULES, duties_match):
        yield from rule(view)
    for shift in view.shifts:
        for day_rule in DAY_RULES:
            yield from day_rule(view, shift)


def of_sessions(view: View) -> Iterator[Violation]:
    """Rules that see the seats of one session and no others."""
    for rule in SESSION_RULES:
        yield from rule(view)


def of_rooms(view: View) -> Iterator[Violation]:
    """Rules that see who is in one room."""
    for rule in ROOM_RULES:
        yield from rule(view)


def _of_seat(view: View, s: Served) -> Iterator[Violation]:
    for name, rule in SEAT_RULES.items():
        message = rule(view, s)
        if message:
            yield Violation(
                name, f"{s.seat.id}: {s.member.id} {message}", (s.seat.id,), (s.member.id,)
            )


def off_day(view: View) -> Iterator[Violation]:
    """Seats on no day: what they cost cannot be told."""
    for s in view.served.values():
        if s.day < 0:
            yield Violation(
                "start_window",
                f"{s.seat.id} starts on none of the days",
                (s.seat.id,),
                (s.member.id,),
            )
