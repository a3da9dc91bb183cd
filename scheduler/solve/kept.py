"""Whether routes that were chosen apart keep all rows together."""

from __future__ import annotations

import numpy as np

from scheduler.solve.entries import load_of
from scheduler.solve.linear import ANEW, UNIT, Block, Program
from scheduler.solve.master import Master
from scheduler.solve.pool import Route
from scheduler.solve.separate import separate


def kept(master: Master, routes: list[Route]) -> bool:
    """Whether they do: host rooms, nights and rest, and all others with some side variables."""
    if separate(master.fork(), routes, np.ones(len(routes))):
        return False
    frame, load = master.frame, load_of(master, routes)
    sides = Block(np.array(frame.cost) / UNIT, np.array(frame.upper))
    program = Program(master.low - load, master.high - load, ANEW)
    program.add_variables(
        sides, (np.array(frame.side_row), np.array(frame.side_var), np.array(frame.side_factor))
    )
    return bool(np.isfinite(program.solve().value))
