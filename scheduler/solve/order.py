"""Sorting by small whole numbers: counted, which for a million rows beats comparing."""

from __future__ import annotations

import numpy as np

from scheduler.solve.jit import Ints, jit


@jit
def sorted_by(order: Ints, key: Ints) -> Ints:
    """``order`` by ``key[order]``; rows of the same key stay as they are."""
    if len(order) == 0:
        return order
    least = key.min()
    at = np.zeros(key.max() - least + 2, np.int64)
    for k in key:
        at[k - least + 1] += 1
    at = np.cumsum(at)
    out = np.empty(len(order), np.int64)
    for i in order:
        k = key[i] - least
        out[at[k]] = i
        at[k] += 1
    return out
