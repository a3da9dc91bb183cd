"""From the problem to the arrays of the inner loops."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from scheduler.problem import Day, Problem
from scheduler.solve.arrays import FAR, Limits, Net
from scheduler.solve.candidates import Candidates, build_candidates
from scheduler.solve.crew import Crew
from scheduler.solve.duals import Tasks
from scheduler.solve.gates import with_gates
from scheduler.solve.jit import Ints
from scheduler.solve.nodes import Nodes, gather
from scheduler.solve.places import place_numbers, roads
from scheduler.solve.rooms import RoomClass, room_classes
from scheduler.solve.screen import Demand, demands
from scheduler.solve.seating import Seating
from scheduler.solve.tasks import tasks_of

NOON = 720
NONE = np.zeros(0, np.int64)
WHOLE = Day(date="1970-01-01", start=-FAR, end=FAR)


@dataclass(frozen=True, slots=True)
class Compiled:
    """A problem ready to be solved."""

    problem: Problem
    crew: Crew
    demands: list[Demand]
    places: dict[str, int]
    rooms: list[RoomClass]
    nodes: Nodes
    candidates: Candidates
    net: Net
    days: tuple[Day, ...]
    tasks: Tasks
    windows: dict[int, list[tuple[int, int]]]
    """Slot to the stretches in which its work may lie."""

    @property
    def slots(self) -> int:
        return len(self.problem.members) * len(self.days)


def compile_problem(problem: Problem) -> Compiled:
    """All arrays of a problem."""
    crew, wanted, places = Crew(problem), demands(problem), place_numbers(problem)
    rooms = room_classes(problem, places)
    nodes = gather(problem, crew, wanted)
    days = problem.days or (WHOLE,)
    starts = np.array([d.start for d in days], np.int64)
    day_of_node = np.searchsorted(starts, np.array(nodes.start, np.int64), side="right") - 1
    seating = Seating(problem, crew, wanted, places, rooms)
    found = build_candidates(seating, nodes, day_of_node, len(days))
    net = with_gates(_net(problem, wanted, places, nodes, found, days), found.slot)
    used = np.flatnonzero(np.diff(net.first) > 0)
    lodgers = np.repeat(np.diff(net.stay_ptr) > 0, len(days))
    tasks = tasks_of(problem, days, np.union1d(used, np.flatnonzero(lodgers)))
    windows: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for slot, start, end in zip(*(column.tolist() for column in tasks[:3]), strict=True):
        windows[slot].append((start, end))
    return Compiled(
        problem, crew, wanted, places, rooms, nodes, found, net, days, tasks, dict(windows)
    )


def _net(
    problem: Problem,
    wanted: list[Demand],
    places: dict[str, int],
    nodes: Nodes,
    c: Candidates,
    days: tuple[Day, ...],
) -> Net:
    sessions = {s.id: k for k, s in enumerate(problem.sessions)}
    owner = [wanted[s] for s in nodes.seat]
    members, n = problem.members, len(days)
    trip = problem.goals.trip
    stay_ptr, stay_place = _stays(problem, places, c)
    lunches = [d.lunch or (FAR, FAR) for d in days]
    return Net(
        roads=roads(problem, places),
        limits=_limits(problem),
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
        minutes_cap=_daily_caps(problem, days, "minutes"),
        trauma_cap=_daily_caps(problem, days, "trauma"),
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


def _limits(problem: Problem) -> Limits:
    p = problem.policy

    def far(limit: int | None) -> int:
        return FAR if limit is None else limit

    return Limits(
        p.travel_buffer,
        p.break_minutes,
        far(p.max_continuous_remote),
        p.remote_reset,
        far(p.max_span),
        p.min_rest,
        far(p.max_one_way),
        p.lunch_minutes or 0,
    )


def _daily_caps(problem: Problem, days: tuple[Day, ...], what: str) -> Ints:
    """For each slot: minutes or trauma-heavy seats still allowed that day."""
    policy = problem.policy
    fixed: dict[tuple[str, str], int] = {}
    for c in problem.commitments:
        fixed[c.member, c.date] = fixed.get((c.member, c.date), 0) + getattr(c, what)
    out = []
    for m in problem.members:
        cap = policy.max_trauma_day
        if what == "minutes":
            cap = policy.max_day_minutes if m.max_day_minutes is None else m.max_day_minutes
        out += [FAR if cap is None else max(0, cap - fixed.get((m.id, d.date), 0)) for d in days]
    return np.array(out, np.int64)


def _stays(problem: Problem, places: dict[str, int], c: Candidates) -> tuple[Ints, Ints]:
    """Places far from home where each member could work, and so may lodge if anybody may."""
    nights = any(d.lodging_by is None or d.lodging_by > d.start for d in problem.days or (WHOLE,))
    limit, ways = problem.policy.max_one_way, roads(problem, places)
    ptr, stays = [0], []
    pairs = np.unique(np.stack([c.member, c.place]), axis=1) if len(c.member) else None
    for i, m in enumerate(problem.members):
        if nights and limit is not None and pairs is not None and problem.travel is not None:
            home, mine = places[m.home], pairs[1][pairs[0] == i]
            stays += [int(p) for p in mine if home and p and ways.minutes[home, p] > limit]
        ptr.append(len(stays))
    return np.array(ptr, np.int64), np.array(stays, np.int64)
