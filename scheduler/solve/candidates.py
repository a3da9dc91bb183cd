"""Candidates: each node with a member and the place they would sit in."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scheduler.solve.jit import Bools, Ints
from scheduler.solve.nodes import Nodes
from scheduler.solve.order import sorted_by
from scheduler.solve.pairs import Pairs
from scheduler.solve.seating import Seating


@dataclass(frozen=True, slots=True)
class Candidates:
    """Columns over candidates, sorted by slot and time."""

    node: Ints
    member: Ints
    modality: Ints
    cost: Ints
    place: Ints
    room: Ints
    in_place: Bools
    slot: Ints


def build_candidates(
    seating: Seating, nodes: Nodes, pairs: Pairs, day_of_node: Ints, days: int
) -> Candidates:
    """Every way in which these members could take these seats."""
    pair_node, pair_member, pair_modality, pair_cost = (
        column.astype(np.int64) for column in (pairs.node, pairs.member, pairs.modality, pairs.cost)
    )
    slots = pair_member * days + day_of_node[pair_node]
    plain = [seating.on_site(nodes, pair_node), *seating.hosted(nodes, pair_node, pair_member)]
    special = []
    if seating.problem.policy.in_place_remote:
        special.append(seating.in_place(nodes, pair_node, pair_member, slots))
    pair, place, room = (np.concatenate(c) for c in zip(*plain, *special, strict=True))
    in_place = np.zeros(len(pair), np.bool_)
    in_place[sum(len(b[0]) for b in plain) :] = True
    order = sorted_by(np.arange(len(pair)), pair)
    order = sorted_by(order, np.array(nodes.busy_from, np.int64)[pair_node[pair]])
    order = sorted_by(order, slots[pair])
    pair = pair[order]
    return Candidates(
        pair_node[pair],
        pair_member[pair],
        pair_modality[pair],
        pair_cost[pair],
        place[order],
        room[order],
        in_place[order],
        slots[pair],
    )
