"""From chosen routes to a plan: rooms given out, figures added up."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from scheduler.plan import Assignment, Duty, Plan, Tier, gap_of
from scheduler.problem import REMOTE, Member
from scheduler.solve.compile import Compiled
from scheduler.solve.pool import Route
from scheduler.solve.tiers import Account
from scheduler.solve.ways import way_after, way_before

MODALITIES = ("on_site", *REMOTE)
NAME = "tarjuman-scheduler 1"


@dataclass(frozen=True, slots=True)
class Proof:
    """What is known about a plan beside its routes."""

    bound: int
    seconds: float
    seed: int
    digest: str


@dataclass(frozen=True, slots=True)
class Leg:
    """A way: where from, minutes, kilometres."""

    origin: int
    minutes: int
    kilometres: int


def legs_of(compiled: Compiled, route: Route) -> list[Leg]:
    """The ways of one route, the one to the place of sleep last."""
    net, member = compiled.net, route.slot // compiled.net.days
    home = int(net.home[member])
    here = home if route.wake < 0 else int(net.stay_place[route.wake])
    goal = home if route.sleep < 0 else int(net.stay_place[route.sleep])
    legs, free = [], route.leaves
    for i, c in enumerate(route.seats):
        there, node = int(net.place[c]), net.node[c]
        if i == 0:
            buffer = net.limits.buffer if here and there and here != there else 0
            _, minutes = way_before(net.roads, here, there, net.busy_from[node] - buffer)
        else:
            _, minutes = way_after(net.roads, here, there, free)
        legs.append(_leg(compiled, here, there, int(minutes)))
        here, free = there, int(net.busy_until[node])
    _, minutes = way_after(net.roads, here, goal, free)
    return [*legs, _leg(compiled, here, goal, int(minutes))]


def _leg(compiled: Compiled, a: int, b: int, minutes: int) -> Leg:
    moved = a != b and a and b
    return Leg(a, minutes, int(compiled.net.roads.kilometres[a, b]) if moved else 0)


def rooms_of(compiled: Compiled, routes: list[Route]) -> dict[int, str]:
    """A room for each candidate that needs one: the first free room of its class."""
    net, room = compiled.net, compiled.candidates.room
    asked = [
        (int(net.busy_from[net.node[c]]), int(net.busy_until[net.node[c]]), c)
        for r in routes
        for c in r.seats
        if room[c] >= 0
    ]
    free_at: dict[str, int] = defaultdict(lambda: -(2**40))
    given = {}
    for start, end, c in sorted(asked):
        names = compiled.rooms[room[c]].rooms
        given[c] = next((name for name in names if free_at[name] <= start), names[0])
        free_at[given[c]] = end
    return given


def duty_of(
    compiled: Compiled, route: Route, rooms: dict[int, str]
) -> tuple[Duty, list[Assignment]]:
    """One member's day as it is told in the plan."""
    net, legs = compiled.net, legs_of(compiled, route)
    names = {v: k for k, v in compiled.places.items()}
    member, day = divmod(route.slot, net.days)
    m = compiled.problem.members[member]
    out = [
        _assignment(compiled, m, c, leg, rooms.get(c, ""), names)
        for c, leg in zip(route.seats, legs, strict=False)
    ]
    cost = sum(a.cost for a in out) + _way(m.travel_rate, m.km_rate, legs[-1])
    cost += m.day_fee * bool(out) + m.lodging * (route.sleep >= 0)
    wake = m.home if route.wake < 0 else names[int(net.stay_place[route.wake])]
    sleep = m.home if route.sleep < 0 else names[int(net.stay_place[route.sleep])]
    duty = Duty(
        m.id,
        day,
        tuple(a.seat for a in out),
        route.leaves,
        route.returns,
        wake,
        sleep,
        sum(x.minutes for x in legs),
        sum(x.kilometres for x in legs),
        cost,
    )
    return duty, out


def _assignment(
    compiled: Compiled, m: Member, c: int, leg: Leg, room: str, names: dict[int, str]
) -> Assignment:
    """One seat of the day with the way to it."""
    net, node = compiled.net, compiled.net.node[c]
    length = int(net.end[node] - net.start[node])
    return Assignment(
        compiled.demands[net.seat[node]].seat.id,
        m.id,
        int(net.start[node]),
        MODALITIES[compiled.candidates.modality[c]],
        names[int(net.place[c])],
        room,
        names[leg.origin],
        leg.minutes,
        leg.kilometres,
        (length * m.hourly_rate + 30) // 60 + _way(m.travel_rate, m.km_rate, leg),
    )


def _way(travel_rate: int, km_rate: int, leg: Leg) -> int:
    return (leg.minutes * travel_rate + 30) // 60 + leg.kilometres * km_rate


def plan_of(compiled: Compiled, routes: list[Route], proof: Proof) -> Plan:
    """The plan of one choice of routes."""
    rooms = rooms_of(compiled, routes)
    told = [duty_of(compiled, r, rooms) for r in sorted(routes, key=lambda r: r.slot)]
    assignments = [a for _, found in told for a in found]
    account = Account(compiled, routes, assignments, [d for d, _ in told])
    tiers, coverage = account.tiers(), account.served.table()
    value = sum(tiers.values())
    bound = min(proof.bound, value)
    return Plan(
        value=value,
        bound=bound,
        gap=gap_of(value, bound),
        seats=sum(c.seats for c in coverage),
        seats_covered=sum(c.covered for c in coverage),
        seconds=round(proof.seconds, 3),
        assignments=tuple(assignments),
        duties=tuple(d for d, _ in told),
        tiers=_tiers(tiers, bound),
        coverage=coverage,
        seed=proof.seed,
        solver=NAME,
        problem_digest=proof.digest,
    )


def _tiers(values: dict[str, int], bound: int) -> tuple[Tier, ...]:
    """Each tier's bound with the other tiers as they are: what the whole bound leaves."""
    whole = sum(values.values())
    return tuple(
        Tier(name, value, max(0, min(value, bound - (whole - value))))
        for name, value in values.items()
    )
