"""Seats that depend on each other; roads as columns; versions."""

from __future__ import annotations

from scheduler.codec.fault import Fault
from scheduler.problem.demand import Seat
from scheduler.problem.faults.rows import Found
from scheduler.problem.model import VERSION, Problem
from scheduler.problem.places import Travel


def version(p: Problem) -> Found:
    """The version this reader knows."""
    if p.version != VERSION:
        yield Fault("version", f"is {p.version}; this reader knows version {VERSION}")


def chains(p: Problem) -> Found:
    """Legs of one relay chain belong together; seats depend on seats of their own session."""
    seats = {s.id: s for s in p.seats}
    first_leg: dict[str, Seat] = {}
    for i, s in enumerate(p.seats):
        path, direct = f"seats[{i}]", seats.get(s.instead_of)
        if s.instead_of and not s.chain:
            yield Fault(f"{path}.instead_of", "needs a chain")
        if direct is not None and direct.chain:
            yield Fault(f"{path}.instead_of", "names a leg of a chain")
        if s.chain:
            yield from _same_chain(path, s, first_leg.setdefault(s.chain, s))
        yield from _neighbours(path, s, seats)


def _same_chain(path: str, leg: Seat, first: Seat) -> Found:
    if leg.session != first.session:
        yield Fault(f"{path}.chain", f"{leg.chain!r} spans two sessions")
    if leg.instead_of != first.instead_of:
        yield Fault(f"{path}.instead_of", f"differs from that of {first.id!r} of the same chain")


def _neighbours(path: str, s: Seat, seats: dict[str, Seat]) -> Found:
    if s.beside == s.id:
        yield Fault(f"{path}.beside", "names the seat itself")
    if s.beside in seats and seats[s.beside].instead_of:
        yield Fault(f"{path}.beside", "names a leg that stands in; name the direct seat")
    for field in ("beside", "instead_of"):
        other = seats.get(getattr(s, field))
        if other is not None and other.session != s.session:
            yield Fault(f"{path}.{field}", "names a seat of another session")


def travel(p: Problem) -> Found:
    """Columns of equal length, of places that exist, each pair once."""
    t = p.travel
    if t is None:
        return
    n = len(t.origin)
    for field in ("destination", "minutes", "kilometres", "border"):
        if len(getattr(t, field)) != n:
            yield Fault(f"travel.{field}", f"has {len(getattr(t, field))} rows, origin has {n}")
    sites, borders = {s.id for s in p.sites}, {b.id for b in p.borders} | {""}
    for field, ids in (("origin", sites), ("destination", sites), ("border", borders)):
        for i, value in enumerate(getattr(t, field)):
            if value not in ids:
                yield Fault(f"travel.{field}[{i}]", f"no such id: {value!r}")
    for field in ("minutes", "kilometres"):
        for i, value in enumerate(getattr(t, field)):
            if value < 0:
                yield Fault(f"travel.{field}[{i}]", "is below 0")
    yield from _pairs_once(t)


def _pairs_once(t: Travel) -> Found:
    seen: set[tuple[str, str]] = set()
    for i, pair in enumerate(zip(t.origin, t.destination, strict=False)):
        if pair in seen:
            yield Fault(f"travel.origin[{i}]", f"{pair[0]!r} to {pair[1]!r} is listed twice")
        seen.add(pair)
