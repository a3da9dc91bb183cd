"""Sessions that one day could meet twice: several of their seats, or one seat at several starts."""

from __future__ import annotations

import numpy as np

from scheduler.solve.arrays import Net
from scheduler.solve.jit import Ints

MOST = 62
"""Sessions of a day that have a bit of their own; others may be met twice, which only costs
less."""


def bits_of(net: Net) -> Ints:
    """By candidate: the bit of its session among those of its slot, 0 where it needs none."""
    session, out = net.elastic[net.node], np.zeros(len(net.node), np.int64)
    slot = np.repeat(np.arange(len(net.first) - 1), np.diff(net.first))
    for q in np.unique(slot[session >= 0]).tolist():
        mine = np.arange(net.first[q], net.first[q + 1])
        mine = mine[session[mine] >= 0]
        number = np.unique(session[mine], return_inverse=True)[1]
        out[mine[number < MOST]] = 1 << number[number < MOST]
    return out
