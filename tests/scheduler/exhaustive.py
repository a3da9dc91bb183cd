"""The best plan of a very small problem, found by trying all of them and asking the referee."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator

from hypothesis import HealthCheck, assume, settings

from scheduler.check.broken import broken_rules
from scheduler.check.seat_rules import SEAT_RULES
from scheduler.check.sums import sums
from scheduler.check.view import View
from scheduler.plan import Assignment, Duty, Plan
from scheduler.problem import MODALITIES, Member, Problem, Seat
from tests.scheduler.builders import NOON

Given = tuple[Assignment, ...]
ALONE = [rule for name, rule in SEAT_RULES.items() if name != "host_room"]
"""Rules that what else the member does cannot mend."""


class TooManyError(Exception):
    """The problem has more plans than one wants to try."""


CALM = settings(
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def known_best(p: Problem, most: int) -> int:
    """The lowest value of a legal plan; other problems are drawn where that is not found."""
    try:
        best = best_value(p, most)
    except TooManyError:
        best = None
    assume(best is not None)
    assert best is not None
    return best


def best_value(p: Problem, most: int) -> int | None:
    """The lowest value of a legal plan; ``None`` when no plan is legal."""
    best: int | None = None
    for n, plan in enumerate(plans(p)):
        if n >= most:
            raise TooManyError
        value = judged(p, plan)
        if value is not None and (best is None or value < best):
            best = value
    return best


def judged(p: Problem, plan: Plan) -> int | None:
    """The value of a plan; ``None`` when it breaks a rule."""
    view = View(p, plan)
    if any(True for _ in broken_rules(view)):
        return None
    return sums(view, view).report(p.goals.balance, ()).value


def plans(p: Problem) -> Iterator[Plan]:
    """Every way to give out the seats and to spend the nights."""
    options = [list(_options(p, seat)) for seat in p.seats]
    work = _work_places(p, options)
    for given in _combined(p, options, ()):
        for nights in _all_nights(p, given, work):
            yield _plan(p, given, nights)


def _options(p: Problem, seat: Seat) -> Iterator[Assignment]:
    session = next(s for s in p.sessions if s.id == seat.session)
    pin = next((x for x in p.pins if x.seat == seat.id), None)
    latest = session.start if session.latest_start is None else session.latest_start
    starts = range(session.start, latest + 1, session.start_step)
    rooms = ["", *(r.id for s in p.sites for r in s.rooms)]
    for m, start, modality in itertools.product(p.members, starts, MODALITIES):
        for room in rooms if modality != "on_site" else [""]:
            a = Assignment(seat.id, m.id, start, modality, room=room)
            view = View(p, _plan(p, (a,), {}))
            served = view.served[seat.id]
            if pin is not None or not any(rule(view, served) for rule in ALONE):
                yield a


def _combined(p: Problem, options: list[list[Assignment]], given: Given) -> Iterator[Given]:
    """Choices for the seats left, none of which has a member in two seats at once."""
    if not options:
        yield given
        return
    yield from _combined(p, options[1:], given)
    for a in options[0]:
        if not any(_clash(p, a, b) for b in given):
            yield from _combined(p, options[1:], (*given, a))


def _clash(p: Problem, a: Assignment, b: Assignment) -> bool:
    view = View(p, Plan(0, 0, 0.0, 0, 0, 0.0, (a, b), (), ()))
    x, y = view.served[a.seat], view.served[b.seat]
    if x.session.id == y.session.id and x.start != y.start:
        return True
    return a.member == b.member and x.start < y.end and y.start < x.end


def _all_nights(
    p: Problem, given: Given, work: set[tuple[str, str]]
) -> Iterator[dict[tuple[str, int], str]]:
    """Where each member who works may sleep between the days: where they could ``work``, if far."""
    members = {m.id: m for m in p.members}
    who = sorted({a.member for a in given})
    places = [[members[w].home, *(x for x in _far(p, members[w]) if (w, x) in work)] for w in who]
    keys = [(w, day) for w in who for day in range(len(p.days) - 1)]
    for chosen in itertools.product(*(places[who.index(w)] for w, _ in keys)):
        slept = dict(zip(keys, chosen, strict=True))
        yield {key: place for key, place in slept.items() if place != members[key[0]].home}


def _work_places(p: Problem, options: list[list[Assignment]]) -> set[tuple[str, str]]:
    """Members, and the places of seats that they could serve."""
    every = (a for found in options for a in found)
    served = (View(p, _plan(p, (a,), {})).served[a.seat] for a in every)
    return {(s.member.id, s.place) for s in served}


def _far(p: Problem, m: Member) -> list[str]:
    """Places too far from home to go there in one day."""
    limit = p.policy.max_one_way
    if limit is None or p.travel is None or not m.home:
        return []
    t = p.travel
    rows = zip(t.origin, t.destination, t.minutes, strict=True)
    return [b for a, b, minutes in rows if a == m.home and minutes > limit]


def _plan(p: Problem, given: Given, nights: dict[tuple[str, int], str]) -> Plan:
    """A plan without figures; the referee reckons them."""
    starts = [d.start for d in p.days] or [0]
    seats: dict[tuple[str, int], list[str]] = defaultdict(list)
    for a in given:
        day = max((i for i, at in enumerate(starts) if at <= a.start), default=0)
        seats[a.member, day].append(a.seat)
    for who, day in nights:
        for of_night in (day, day + 1):
            seats[who, of_night] = seats[who, of_night]
    homes = {m.id: m.home for m in p.members}
    duties = tuple(
        Duty(
            who,
            day,
            tuple(found),
            starts[day] + NOON,
            0,
            nights.get((who, day - 1), homes[who]),
            nights.get((who, day), homes[who]),
        )
        for (who, day), found in sorted(seats.items())
    )
    return Plan(0, 0, 0.0, 0, 0, 0.0, given, duties, ())
