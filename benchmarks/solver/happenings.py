"""Random events about a plan: a decline, a sick call, a closed border, an urgent new request."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from scheduler.events import BorderClosed, Decline, Event, NewRequest, Sick
from scheduler.plan import Plan
from scheduler.problem import Problem

WEIGHTS = (50, 25, 5, 20)
QUARTER, HOUR = 15, 60


def happening(problem: Problem, plan: Plan, rng: Random) -> Event:
    """One event; declines are the most frequent."""
    makers = (_decline, _sick, _closed, _request)
    return rng.choices(makers, WEIGHTS)[0](problem, plan, rng)


def _decline(problem: Problem, plan: Plan, rng: Random) -> Event:
    pinned = {p.seat for p in problem.pins}
    given = rng.choice([a for a in plan.assignments if a.seat not in pinned])
    return Decline(given.seat, given.member)


def _sick(problem: Problem, plan: Plan, rng: Random) -> Event:
    """From one working day on, for one to three days."""
    duty = rng.choice([d for d in plan.duties if d.seats])
    since = problem.days[duty.day].start
    return Sick(duty.member, since, since + rng.randint(1, 3) * 24 * HOUR)


def _closed(problem: Problem, _plan: Plan, rng: Random) -> Event:
    """Some hours of one day."""
    since = rng.choice(problem.days).start + rng.randint(6, 16) * HOUR
    return BorderClosed(rng.choice(problem.borders).id, since, since + rng.randint(1, 5) * HOUR)


def _request(problem: Problem, _plan: Plan, rng: Random) -> Event:
    """Like one that is known, as urgent as can be, at another time of its day."""
    like = rng.choice([s for s in problem.sessions if not s.statutory])
    day = next(d for d in problem.days if d.start <= like.start < d.end)
    start = day.start + rng.randrange(8 * HOUR, 17 * HOUR - like.duration % (9 * HOUR), QUARTER)
    new = replace(like, id="urgent", start=start, latest_start=None, priority=0)
    asked = [s for s in problem.seats if s.session == like.id and not s.chain]
    names = {s.id: f"urgent/{k}" for k, s in enumerate(asked)}
    seats = [
        replace(s, id=names[s.id], session=new.id, beside=names.get(s.beside, "")) for s in asked
    ]
    return NewRequest(new, tuple(seats))
