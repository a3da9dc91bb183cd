"""Masks over members: one boolean array for each question, kept by what was asked."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import numpy as np

from scheduler.problem import Member
from scheduler.solve.jit import Bools


class Masks:
    """Questions about members; every answer is an array with one entry a member."""

    def __init__(self, members: tuple[Member, ...]) -> None:
        self.members = members
        self.all = np.ones(len(members), np.bool_)

    def keep(self, *methods: str) -> None:
        """Answer what these methods are asked again with the same array."""
        for method in methods:
            setattr(self, method, cache(getattr(self, method)))

    def mask(self, test: Iterable[bool]) -> Bools:
        """An entry for each member in order."""
        return np.fromiter(test, np.bool_, len(self.members))
