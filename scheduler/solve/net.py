"""The columns of the inner loops, from the problem, its nodes and its candidates."""

from __future__ import annotations

import numpy as np

from scheduler.problem import Day, Problem
from scheduler.solve.arrays import FAR, Net
from scheduler.solve.candidates import Candidates
from scheduler.solve.jit import Ints
from scheduler.solve.limits import daily_caps, limits_of
from scheduler.solve.nodes import Nodes
from scheduler.solve.places import roads
from scheduler.solve.screen import Demand

NOON = 720
NONE = np.zeros(0, np.int64)


def net_of(
    problem: Problem,
    wanted: list[Demand],
    places: dict[str, int],
    nodes: Nodes,
    c: Candidates,
    days: tuple[Day, ...],
) -> Net:
    """The columns but those that ``with_gates`` fills in."""
    sessions = {s.id: k for k, s in enumerate(problem.sessions)}
    owner = [wanted[s] for s in nodes.seat]
    members, n = problem.members, len(days)
    trip = problem.goals.trip
    stay_ptr, stay_place = _stays(problem, places, c, days)
    lunches = [d.lunch or (FAR, FAR) for d in days]
    return Net(
        roads=roads(problem, places),
        limits=limits_of(problem),
        node=c.node,
        place=c.place,
        in_place=c.in_place,
        cost=c.cost,
        leave=NONE,
        leave_cost=NONE,
        by_until=NONE,
        there=NONE,
        back=NONE,
        seat=np.array(nodes.seat, np.int64),
        start=np.array(nodes.start, np.int64),
        end=np.array(nodes.end, np.int64),
        busy_from=np.array(nodes.busy_from, np.int64),
        busy_until=np.array(nodes.busy_until, np.int64),
        remote=np.array(nodes.remote, np.bool_),
        trauma=np.array([d.session.trauma for d in owner], np.bool_),
        meal=np.array([d.session.has_lunch for d in owner], np.bool_),
        elastic=np.array([sessions[d.session.id] if _elastic(d) else -1 for d in owner], np.int64),
        home=np.array([places[m.home] for m in members], np.int64),
        travel_rate=np.array([m.travel_rate for m in members], np.int64),
        km_rate=np.array([m.km_rate for m in members], np.int64),
        trip_cost=np.array([(trip * m.trip_load + 50) // 100 for m in members], np.int64),
        day_fee=np.array([m.day_fee for m in members], np.int64),
        lodging=np.array([m.lodging for m in members], np.int64),
        stay_ptr=stay_ptr,
        stay_place=stay_place,
        first=np.searchsorted(c.slot, np.arange(len(members) * n + 1)),
        minutes_cap=daily_caps(problem, days, "minutes"),
        trauma_cap=daily_caps(problem, days, "trauma"),
        days=n,
        noon=np.array([d.start + NOON for d in days], np.int64),
        lunch_from=np.array([a for a, _ in lunches], np.int64),
        lunch_until=np.array([b for _, b in lunches], np.int64),
        lodging_by=np.array(
            [FAR if d.lodging_by is None else d.lodging_by for d in days], np.int64
        ),
    )


def _elastic(d: Demand) -> bool:
    """Whether one day's path could meet the session twice."""
    return len(d.starts) > 1 and d.starts[-1] - d.starts[0] >= d.duration


def _stays(
    problem: Problem, places: dict[str, int], c: Candidates, days: tuple[Day, ...]
) -> tuple[Ints, Ints]:
    """Places far from home where each member could work, and so may lodge if anybody may."""
    nights = any(d.lodging_by is None or d.lodging_by > d.start for d in days)
    limit, members = problem.policy.max_one_way, problem.members
    if not nights or limit is None or problem.travel is None:
        return np.zeros(len(members) + 1, np.int64), NONE
    home = np.array([places[m.home] for m in members], np.int64)
    far = roads(problem, places).minutes[home] > limit
    far[home == 0] = False
    far[:, 0] = False
    works = np.zeros(far.shape, np.bool_)
    works[c.member, c.place] = True
    member, place = np.nonzero(far & works)
    # In one piece, as all columns are: for another layout the inner loops would be compiled again.
    return np.searchsorted(member, np.arange(len(members) + 1)), np.ascontiguousarray(place)
