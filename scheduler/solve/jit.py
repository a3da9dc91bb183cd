"""Compilation of inner loops: cached on disk, free of the interpreter lock."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
import numpy as np
from numpy.typing import NDArray

F = TypeVar("F", bound=Callable[..., Any])
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


def jit(function: F) -> F:
    """``function`` compiled on first use and from the cache afterwards."""
    return cast("F", numba.njit(cache=True, nogil=True)(function))
