"""A large week, whose relaxation as a whole takes too long: day by day, and group by group."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.plan import Plan
from scheduler.solve.auction.terms import routes_of
from scheduler.solve.beside import Beside
from scheduler.solve.days_anew import DaysAnew
from scheduler.solve.daywise import sharpen
from scheduler.solve.groups import Groups
from scheduler.solve.jit import Floats
from scheduler.solve.known import Known
from scheduler.solve.leaf import Leaf
from scheduler.solve.overnight import torn, with_nights
from scheduler.solve.prices import Prices, priced
from scheduler.solve.turns import Turns, shown
from scheduler.solve.weeks_anew import WeeksAnew


def large_week(known: Known, y: Floats) -> Iterator[Plan]:
    """Better plans, from prices of the rows on, and a better bound; an auction at these prices goes
    on beside the days."""
    turns = Turns(known)
    with Beside(turns.auction(y), known.too_late) as auction:
        prices = sharpen(known.master, known.pool, priced(known.master, y), known.too_late)
        prices = with_nights(known.master, prices, torn(known.master, prices, known.routes))
        known.prices = prices.y
        known.prove(prices.bound, [Leaf(prices.y, known.master.night_price)])
        yield known.take(known.routes)
        found = routes_of(known.pool, auction.found())
    groups = Groups(known.master, known.pool, prices)
    yield from turns.plans(groups, found)
    yield from _anew(known, prices, groups)
    for better in (groups.around_open, groups.alike):
        yield from shown(known, groups, better(known.routes, known.over))


def _anew(known: Known, prices: Prices, groups: Groups) -> Iterator[Plan]:
    """Better plans by days and by weeks planned anew, until neither helps."""
    value = known.value + 1
    while known.value < value and not known.over():
        value = known.value
        weeks = WeeksAnew(known, groups)
        yield from weeks.around_open()
        yield from DaysAnew(known, prices).plans()
        yield from weeks.around_open()
        yield from weeks.alike()
