"""From the prices that prove the best bound to a certificate that anybody can read."""

from __future__ import annotations

from collections import defaultdict

from scheduler.certificate import Case, Certificate, NightPrice, OpenSeats, RestPrice, RoomPrice
from scheduler.solve.jit import Floats
from scheduler.solve.layout import padded
from scheduler.solve.leaf import Leaf
from scheduler.solve.master import Master
from scheduler.solve.stays import owners

Late = dict[str, dict[tuple[int, int, int], float]]
"""By kind of row: what each row is about, and its price."""


def certificate_of(
    master: Master, digest: str, bound: int, leaves: tuple[Leaf, ...]
) -> Certificate | None:
    """The certificate of a bound; ``None`` where prices of the master's rows are not what proves
    it."""
    if bound and not leaves:
        return None
    return Certificate(digest, bound, tuple(case_of(master, leaf) for leaf in leaves))


def case_of(master: Master, leaf: Leaf) -> Case:
    """One case by names."""
    fixed, late = _late(master, leaf.prices)
    return Case(
        tuple(leaf.prices[:fixed].tolist()),
        _nights(master, leaf, late),
        _rests(master, late),
        tuple(RoomPrice(room, at, price) for (room, at, _), price in late["room"].items()),
        _answers(master, leaf),
    )


def _late(master: Master, prices: Floats) -> tuple[int, Late]:
    """How many rows were there from the beginning, and those that came later and have a price."""
    rows = [row for row in range(len(prices)) if row in master.key_of]
    found: Late = defaultdict(dict)
    for row in rows:
        kind, *about = master.key_of[row]
        if kind != "count" and (prices[row] or kind == "night"):
            found[kind][about[0], about[1], about[2]] = float(prices[row])
    return len(prices) - len(rows), found


def _nights(master: Master, leaf: Leaf, late: Late) -> tuple[NightPrice, ...]:
    """Every night but the last, after which nobody is away."""
    compiled, days = master.compiled, master.compiled.net.days
    names, members = {v: k for k, v in compiled.places.items()}, compiled.problem.members
    owner, place = (column.tolist() for column in owners(compiled.net))
    price = leaf.nights.reshape(-1, days).tolist()
    return tuple(
        NightPrice(
            members[owner[stay]].id,
            names[place[stay]],
            day,
            late["night"].get((stay, day, 0), price[stay][day]),
        )
        for stay in range(len(owner))
        for day in range(days - 1)
    )


def _rests(master: Master, late: Late) -> tuple[RestPrice, ...]:
    members = master.compiled.problem.members
    return tuple(
        RestPrice(members[member].id, day, until, price)
        for (member, day, until), price in late["rest"].items()
    )


def _answers(master: Master, leaf: Leaf) -> tuple[OpenSeats, ...]:
    """What is given, each with the price of its row, where no other answer says more."""
    limits, prices = leaf.given.limits, padded(master, leaf.prices)
    told = [
        (row, number, reached, (number if reached else number - 1) == limits[row][not reached])
        for reached, asked in ((True, leaf.given.reached), (False, leaf.given.missed))
        for row, number in asked
    ]
    return tuple(
        OpenSeats(
            _seats(master, master.counted[row]),
            number,
            reached,
            _signed(prices[row], reached=reached) if binds else 0.0,
        )
        for row, number, reached, binds in told
    )


def _signed(price: float, *, reached: bool) -> float:
    """The price of a row as far as it pays for more open seats, or for fewer."""
    return float(max(0.0, price) if reached else min(0.0, price))


def _seats(master: Master, sides: tuple[int, ...]) -> tuple[str, ...]:
    """The seats of side variables; of a chain its first leg."""
    first: dict[int, str] = {}
    for seat, side in master.frame.uncovered.items():
        first.setdefault(side, master.compiled.demands[seat].seat.id)
    return tuple(first[side] for side in sides)
