"""How many of some seats are left open: in every plan that is a whole number.

A relaxation may leave half a seat open, and which one of many is all the same to it; then little is
won by asking about one of them, but much by asking how many there are. So it is asked first about
all seats that cost the same, then about those of one day, then about each.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterator

from scheduler.solve.given import Asked
from scheduler.solve.jit import Floats
from scheduler.solve.master import Master
from scheduler.solve.screen import Demand
from scheduler.solve.separate import new_row

DAY = 24 * 60
HALF = 0.01
"""Numbers further than this from whole ones are halves."""
Sides = tuple[int, ...]
"""Side variables of leaving seats open, in order."""
Kind = Callable[[Demand], object]
KINDS: tuple[Kind, ...] = (lambda _: 0, lambda d: d.session.start // DAY, lambda d: d.index)
"""What seats that are counted together have in common, beside what they cost."""


def asked_next(master: Master, x: Floats, known: set[Asked]) -> Asked | None:
    """About which seats it is best to ask, beside what is ``known``; ``None`` where no number is
    halved. ``x`` is by side variable."""
    for kind in KINDS:
        halves = sorted(_halves(master, x, kind), reverse=True)
        for _, sides, number in halves:
            # What is decided may be halved all the same: what it costs to break it has an end.
            asked = (count_row(master, sides), number)
            if asked not in known:
                return asked
    return None


def _halves(master: Master, x: Floats, kind: Kind) -> Iterator[tuple[float, Sides, int]]:
    """What is undecided about some seats in cents, the seats, and the next whole number above."""
    for sides in _groups(master, kind):
        count = float(x[list(sides)].sum())
        undecided = abs(count - round(count))
        if undecided > HALF:
            yield undecided * master.frame.cost[sides[0]], sides, math.ceil(count)


def _groups(master: Master, kind: Kind) -> list[Sides]:
    groups: dict[object, set[int]] = defaultdict(set)
    for seat, side in master.frame.uncovered.items():
        groups[master.frame.cost[side], kind(master.compiled.demands[seat])].add(side)
    return [tuple(sorted(sides)) for sides in groups.values()]


def everywhere(master: Master, asked: Asked) -> bool:
    """Whether it is asked about all seats that cost the same."""
    return master.counted[asked[0]] in _groups(master, KINDS[0])


def count_row(master: Master, sides: Sides) -> int:
    """The row that counts how many of these are open; new if there is none yet."""
    for row, known in master.counted.items():
        if known == sides:
            return row
    frame = master.frame
    row = new_row(master, ("count", len(master.counted), 0, 0), 0.0, float(len(sides)))
    frame.side_var += sides
    frame.side_row += [row] * len(sides)
    frame.side_factor += [1.0] * len(sides)
    master.counted[row] = sides
    return row
