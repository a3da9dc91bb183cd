"""How scarce members are: the prices of seats, by language and hour."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from scheduler.plan import Plan, Scarcity
from scheduler.solve.cover import seat_weight
from scheduler.solve.jit import Floats
from scheduler.solve.known import Known
from scheduler.solve.screen import Demand

HOUR = 60


def with_scarcity(known: Known, plan: Plan) -> Plan:
    """The plan with the mean price of its seats; as it is until there are prices."""
    if known.prices is None:
        return plan
    price = _prices(known, known.prices)
    found: dict[tuple[str, int], list[float]] = defaultdict(list)
    for d in known.compiled.demands:
        if d.seat.accepts and not d.seat.chain:
            place = d.seat.accepts[0].dialect, _hour(known, d)
            found[place].append(price[d.index])
    return replace(
        plan,
        scarcity=tuple(
            Scarcity(language, hour, len(each), round(sum(each) / len(each)))
            for (language, hour), each in sorted(found.items())
        ),
    )


def _prices(known: Known, rows: Floats) -> list[float]:
    """By seat; one for which there is nobody at all is in no row that could have a price."""
    row, possible = known.master.row_of_seat, known.compiled.possible
    return [
        max(0.0, float(rows[row[d.index]]))
        if possible[d.index]
        else float(seat_weight(known.compiled, d.index))
        for d in known.compiled.demands
    ]


def _hour(known: Known, d: Demand) -> int:
    """The local hour in which its session may begin first."""
    start = d.session.start
    midnight = next((x.start for x in known.compiled.problem.days if x.start <= start < x.end), 0)
    return (start - midnight) // HOUR
