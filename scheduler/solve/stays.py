"""Stays: the places away from home where each member may lodge."""

from __future__ import annotations

import numpy as np

from scheduler.solve.arrays import Net
from scheduler.solve.jit import Ints


def stay_at(net: Net, member: Ints, place: Ints) -> Ints:
    """The stay of each of these members at a place, -1 where there is none."""
    # Stays are in order of member and place.
    known, wanted = keys(net, *owners(net)), keys(net, member, place)
    at = np.searchsorted(known, wanted)
    at[at == len(known)] = 0
    if not len(known):
        return np.full(len(wanted), -1)
    return np.where(known[at] == wanted, at, -1)


def owners(net: Net) -> tuple[Ints, Ints]:
    """By stay: whose it is, and where."""
    return np.repeat(np.arange(len(net.home)), np.diff(net.stay_ptr)), net.stay_place


def keys(net: Net, member: Ints, place: Ints) -> Ints:
    """One number for each member and place."""
    return member * len(net.roads.minutes) + place
