"""Rows of the seats: covered once, chains whole, teams together, one start for a session."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from scheduler.solve.compile import Compiled
from scheduler.solve.frame import Frame, Stakes
from scheduler.solve.jit import Ints

PINNED = 20_000_000_000
"""Weight of a pinned seat: more than ten seats with a deadline set by law."""


def coverage_rows(compiled: Compiled, frame: Frame, stakes: Stakes) -> Ints:
    """Each seat served once, by one chain, or left uncovered. Returns the row of each seat."""
    row_of_seat = np.full(len(compiled.demands), -1, np.int64)
    chains: dict[str, list[int]] = defaultdict(list)
    for d in compiled.demands:
        row_of_seat[d.index] = frame.row(0.0, 0.0) if d.seat.chain else frame.row(1.0, 1.0)
        frame.cover.add(int(row_of_seat[d.index]))
        if d.seat.chain:
            chains[d.seat.chain].append(d.index)
        else:
            frame.uncovered[d.index] = frame.var(
                seat_weight(compiled, d.index), 1.0, [(int(row_of_seat[d.index]), 1.0)]
            )
    by_id = {d.seat.id: d.index for d in compiled.demands}
    for legs in chains.values():
        _chain(compiled, frame, stakes, row_of_seat, legs, by_id)
    seats = compiled.net.seat[compiled.net.node]
    everyone = np.arange(len(seats))
    stakes.add(everyone, row_of_seat[seats], np.ones(len(seats)))
    return row_of_seat


def _chain(
    compiled: Compiled,
    frame: Frame,
    stakes: Stakes,
    row_of_seat: Ints,
    legs: list[int],
    by_id: dict[str, int],
) -> None:
    """All legs or none; a chain on its own counts its legs, else it serves the direct seat."""
    seats = [compiled.demands[x].seat for x in legs]
    entries = [(int(row_of_seat[x]), -1.0) for x in legs]
    direct = {s.instead_of for s in seats if s.instead_of}
    entries.extend((int(row_of_seat[by_id[seat]]), 1.0) for seat in direct)
    if not direct:
        weight = sum(seat_weight(compiled, x) for x in legs)
        whole = frame.row(1.0, 1.0)
        missing = frame.var(weight, 1.0, [(whole, 1.0)])
        entries.append((whole, 1.0))
        frame.uncovered.update(dict.fromkeys(legs, missing))
    change, lost = compiled.problem.goals.change, 0
    if direct:
        lost = change * sum(s.id in compiled.confirmed for s in seats)
        # The direct seat may be served instead, but not if a leg is promised.
        lost += PINNED * any(compiled.demands[x].pin is not None for x in legs)
        frame.constant += lost
        lost -= change * sum(s in compiled.confirmed for s in direct)
    used = frame.var(-float(lost), 1.0, entries, whole=True)
    limit = compiled.problem.policy.max_relay_remote
    if limit is not None:
        row = frame.row(-np.inf, float(limit))
        mine = np.concatenate([compiled.candidates_of(x) for x in legs])
        remote = mine[compiled.net.remote[compiled.net.node[mine]]]
        stakes.add(remote, np.full(len(remote), row), np.ones(len(remote)))
    frame.upper[used] = float(compiled.possible[legs].all())


def seat_weight(compiled: Compiled, seat: int) -> int:
    """What it costs to leave the seat uncovered, lost confirmations included."""
    d, goals = compiled.demands[seat], compiled.problem.goals
    if d.pin is not None:
        return PINNED
    return goals.weight_of(d.session) + goals.change * (d.seat.id in compiled.confirmed)


def lightest_weight(compiled: Compiled) -> int:
    """What it costs at least to leave a seat uncovered, by the goals."""
    return min(compiled.problem.goals.coverage)


def heaviest_weight(compiled: Compiled) -> int:
    """What it costs at most."""
    return max(compiled.problem.goals.statutory, *compiled.problem.goals.coverage)


def beside_rows(compiled: Compiled, frame: Frame, stakes: Stakes) -> None:
    """A mediator beside an interpreter: no seat without the other."""
    by_id = {d.seat.id: d.index for d in compiled.demands}
    for d in compiled.demands:
        if d.seat.beside and d.pin is None:
            row = frame.row(-np.inf, 1.0)
            mine = compiled.candidates_of(d.index)
            stakes.add(mine, np.full(len(mine), row), np.ones(len(mine)))
            other = frame.uncovered[by_id[d.seat.beside]]
            frame.side_var.append(other)
            frame.side_row.append(row)
            frame.side_factor.append(1.0)


def start_rows(compiled: Compiled, frame: Frame, stakes: Stakes) -> None:
    """Seats of one session with several starts all take the same start."""
    seats: dict[str, list[int]] = defaultdict(list)
    for d in compiled.demands:
        seats[d.session.id].append(d.index)
    starts_at = compiled.net.start[compiled.net.node]
    for group in seats.values():
        # A pinned seat may have one start where the others have several.
        starts = sorted({at for x in group for at in compiled.demands[x].starts})
        if len(group) == 1 or len(starts) == 1:
            continue
        one = frame.row(-np.inf, 1.0)
        for start in starts:
            rows = {x: frame.row(-np.inf, 0.0) for x in group}
            frame.var(0.0, 1.0, [(one, 1.0), *((r, -1.0) for r in rows.values())], whole=True)
            for x, row in rows.items():
                mine = compiled.candidates_of(x)
                mine = mine[starts_at[mine] == start]
                stakes.add(mine, np.full(len(mine), row), np.ones(len(mine)))
