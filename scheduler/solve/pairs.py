"""Pairs of a node and a member who could take it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scheduler.solve.jit import Bools, Ints

Numbers = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Columns over pairs, in small types, node by node."""

    node: Numbers
    member: Numbers
    modality: Numbers
    cost: Ints

    def where(self, mask: Bools) -> Pairs:
        """Some of them."""
        return Pairs(self.node[mask], self.member[mask], self.modality[mask], self.cost[mask])


@dataclass(slots=True)
class PairsSoFar:
    """Pairs that are still gathered."""

    nodes: list[tuple[int, int]] = field(default_factory=list)
    """Number of a node, and of its pairs."""
    members: list[Numbers] = field(default_factory=list)
    modalities: list[Numbers] = field(default_factory=list)
    costs: list[Ints] = field(default_factory=list)

    def add(self, node: int, members: Ints, modalities: Ints, costs: Ints) -> None:
        """The pairs of one node."""
        self.nodes.append((node, len(members)))
        self.members.append(members.astype(np.int32))
        self.modalities.append(modalities.astype(np.int8))
        self.costs.append(costs)

    def together(self) -> Pairs:
        """All of them."""
        node, count = np.array(self.nodes, np.int32).reshape(-1, 2).T
        return Pairs(
            np.repeat(node, count),
            np.concatenate([np.zeros(0, np.int32), *self.members]),
            np.concatenate([np.zeros(0, np.int8), *self.modalities]),
            np.concatenate([np.zeros(0, np.int64), *self.costs]),
        )
