"""Rules between seats: of one session, one room, one case, one relay chain."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterator

from scheduler.check.chain_rules import chain_all_or_none, chain_or_direct, chain_remote
from scheduler.check.report import Violation
from scheduler.check.served import Served
from scheduler.check.view import View

Found = Iterator[Violation]


def one_member_a_seat(view: View) -> Found:
    """A seat is given to one member only."""
    for seat, n in Counter(a.seat for a in view.plan.assignments).items():
        if n > 1:
            yield Violation("one_member_a_seat", f"seat {seat} is given out {n} times", (seat,))


def start_window(view: View) -> Found:
    """Each session starts at one of its allowed starts."""
    for s in view.served.values():
        latest = s.session.start if s.session.latest_start is None else s.session.latest_start
        offset = s.start - s.session.start
        if not (0 <= offset <= latest - s.session.start and offset % s.session.start_step == 0):
            yield Violation(
                "start_window",
                f"{s.session.id} may not start at {s.start}",
                (s.seat.id,),
                (s.member.id,),
            )


def same_start(view: View) -> Found:
    """All seats of a session start together."""
    for session, served in view.by_session.items():
        if len({s.start for s in served}) > 1:
            yield Violation(
                "same_start",
                f"seats of {session} start at different times",
                tuple(s.seat.id for s in served),
            )


def distinct_members(view: View) -> Found:
    """Nobody takes two seats of one session."""
    for session, served in view.by_session.items():
        for member, n in Counter(s.member.id for s in served).items():
            if n > 1:
                yield Violation(
                    "distinct_members",
                    f"{member} has {n} seats of {session}",
                    tuple(s.seat.id for s in served),
                    (member,),
                )


def beside(view: View) -> Found:
    """A mediator who may only sit beside an interpreter does so, unless they are promised."""
    for s in view.served.values():
        promised = s.seat.id in view.pins
        if s.seat.beside and not promised and not covered(view, s.seat.beside):
            yield Violation(
                "beside",
                f"{s.seat.id} is filled but {s.seat.beside} is not",
                (s.seat.id, s.seat.beside),
                (s.member.id,),
            )


def room_one_session(view: View) -> Found:
    """A host room holds one session at a time."""
    by_room: dict[str, list[Served]] = defaultdict(list)
    for s in view.served.values():
        if s.assignment.room:
            by_room[s.assignment.room].append(s)
    for room, served in by_room.items():
        served.sort(key=lambda s: s.busy_from)
        for a, b in itertools.pairwise(served):
            if b.busy_from < a.busy_until:
                yield Violation(
                    "room_one_session",
                    f"room {room} is double booked",
                    (a.seat.id, b.seat.id),
                    (a.member.id, b.member.id),
                )


def pins_kept(view: View) -> Found:
    """What is pinned stays as it is."""
    for pin in view.problem.pins:
        s = view.served.get(pin.seat)
        kept = (
            s is not None
            and s.member.id == pin.member
            and (
                pin.start in (None, s.start)
                and pin.modality in ("", s.assignment.modality)
                and pin.room in ("", s.assignment.room)
            )
        )
        if not kept:
            yield Violation(
                "pins_kept", f"{pin.seat} is pinned to {pin.member}", (pin.seat,), (pin.member,)
            )


def both_sides(view: View) -> Found:
    """Nobody interprets for both sides of one case."""
    sides: dict[tuple[str, str], dict[str, list[Served]]] = defaultdict(lambda: defaultdict(list))
    for s in view.served.values():
        if s.session.case and s.session.side:
            sides[s.member.id, s.session.case][s.session.side].append(s)
    for (member, case), found in sides.items():
        if len(found) > 1:
            seats = tuple(s.seat.id for served in found.values() for s in served)
            yield Violation("both_sides", f"{member} serves both sides of {case}", seats, (member,))


def rotation(view: View) -> Found:
    """A member and an officer do not meet more often than the cap."""
    met = Counter((s.member.id, s.session.officer) for s in view.served.values())
    for pair in view.problem.pairings:
        n = met[pair.member, pair.officer]
        if pair.at_most is not None and n > pair.at_most:
            yield Violation(
                "rotation",
                f"{pair.member} meets officer {pair.officer} {n} times, allowed {pair.at_most}",
                (),
                (pair.member,),
            )


def covered(view: View, seat: str) -> bool:
    """Whether a seat is filled, or a whole chain stands in for it."""
    if seat in view.served:
        return True
    return any(
        all(leg in view.served for leg in view.chains[chain])
        for chain in view.stand_ins.get(seat, ())
    )


SESSION_RULES = (
    one_member_a_seat,
    start_window,
    same_start,
    distinct_members,
    beside,
    chain_all_or_none,
    chain_or_direct,
    chain_remote,
    pins_kept,
)
"""They look at the seats of one session at a time."""
ROOM_RULES = (room_one_session,)
PERSON_RULES = (both_sides, rotation)
"""They look at what one member serves."""
