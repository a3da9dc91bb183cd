"""Whether a day that stays as it is has a gap for a seat: a first look, before anything is
compiled. Who fails it cannot take the seat; who passes it may still not be able to."""

from __future__ import annotations

from collections.abc import Sequence

from scheduler.check.served import Served
from scheduler.check.view import View
from scheduler.solve.screen import Demand


def has_gap(view: View, d: Demand, stays: Sequence[Served]) -> bool:
    """Whether the seat has a start beside the seats of one member's day that stay."""
    site = d.session.site if d.modalities == ("on_site",) else ""
    return not stays or any(
        _fits(view, site, start, start + d.duration, stays) for start in d.starts
    )


def _fits(view: View, site: str, start: int, end: int, stays: Sequence[Served]) -> bool:
    """``site`` is where the member must be; empty if that is not known."""
    before = [s for s in stays if s.busy_until <= start]
    after = [s for s in stays if s.busy_from >= end]
    if len(before) + len(after) < len(stays):
        return False
    last = max(before, key=lambda s: s.busy_until, default=None)
    first = min(after, key=lambda s: s.busy_from, default=None)
    return (last is None or last.busy_until + _lead(view, last.place, site) <= start) and (
        first is None or end + _lead(view, site, first.place) <= first.busy_from
    )


def _lead(view: View, origin: str, destination: str) -> float:
    """Minutes from seat to seat, waits at borders left out; infinite where there is no way."""
    way = view.roads.row(origin, destination)
    if way is None:
        return float("inf")
    return max(view.problem.policy.break_minutes, way[0] + view.buffer(origin, destination))
