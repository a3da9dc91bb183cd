"""Why a seat is uncovered: how many members each rule rules out, in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import numpy as np

from scheduler.plan import Plan, Reason, Step, Uncovered
from scheduler.solve.compile import Compiled
from scheduler.solve.coverage import stand_ins
from scheduler.solve.jit import Bools
from scheduler.solve.pool import route_of
from scheduler.solve.screen import Demand, seat_steps, timed_steps

WORDS = {
    "role": "role",
    "procedure_policy": "law of the procedure",
    "source_language": "dialect",
    "target_language": "language of the office",
    "qualification": "qualification",
    "undertaking": "undertaking",
    "gender": "gender",
    "recusal": "recusal",
    "independence": "independence",
    "candidates": "list of candidates",
    "training": "training",
    "vetting": "vetting",
    "country_permit": "permit for the country",
    "modality": "modality",
    "availability": "availability",
    "host_room": "host room",
    "day": "travel, rest and daily limits",
    "busy": "other seats",
}


MANY, SOME = 2_000, 200
"""Open seats of a plan to which better ones will follow, and how many of them are told of then."""


class Reasons:
    """Reasons of one problem's seats; what does not depend on the plan is found out once."""

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        self.steps = cache(self._steps)

    def told(self, plan: Plan) -> Plan:
        """The plan with a reason for each seat left uncovered, or for some of very many."""
        served, chains = {a.seat for a in plan.assignments}, stand_ins(self.compiled)
        open_seats = [
            d
            for d in self.compiled.demands
            if d.seat.id not in served
            and not d.seat.instead_of
            and not any(served.issuperset(legs) for legs in chains.get(d.seat.id, ()))
        ]
        if len(open_seats) > MANY:
            open_seats = open_seats[:SOME]
        told = [Uncovered(d.seat.id, self.of(d, served)) for d in open_seats]
        return replace(plan, uncovered=tuple(told))

    def of(self, d: Demand, served: set[str]) -> Reason:
        """The reason one seat is uncovered, beside the seats that are served."""
        steps, last, left = self.steps(d.index)
        code = "no_candidate" if not left else "chain_incomplete" if d.seat.chain else "all_busy"
        if code == "all_busy" and d.seat.beside and d.seat.beside not in served:
            code = "not_beside"
        members = self.compiled.problem.members
        text = _text(code, steps, len(members), left)
        return Reason(code, text, steps, last[0], members[last[1]].id if last[0] else "")

    def _steps(self, seat: int) -> tuple[tuple[Step, ...], tuple[str, int], int]:
        """Rules that ruled somebody out; the last of them and whom; how many are left."""
        left = self.compiled.crew.all
        steps, last = [], ("", -1)
        for rule, mask in _all_steps(self.compiled, self.compiled.demands[seat]):
            after = left & mask
            out = int(left.sum() - after.sum())
            if out:
                steps.append(Step(rule, out, int(after.sum())))
                last = (rule, int(np.flatnonzero(left & ~mask)[-1]))
            left = after
            if not left.any():
                break
        return tuple(steps), last, int(left.sum())


def _all_steps(compiled: Compiled, d: Demand) -> Iterator[tuple[str, Bools]]:
    """Masks of all rules in order; those that depend on start or modality by the best option."""
    if d.pin is None:
        yield from seat_steps(compiled.crew, d)
        yield from _option_steps(compiled, d)
    mine = compiled.candidates_of(d.index)
    # Of whom no candidate was made because others are nearer, nothing is known here.
    placed = np.full(len(compiled.problem.members), compiled.thinned)
    fits = placed.copy()
    placed[compiled.candidates.member[mine]] = True
    yield "host_room", placed
    fits[compiled.candidates.member[mine]] = False
    for c in mine:
        member = compiled.candidates.member[c]
        if not fits[member] and _day_fits(compiled, int(c)):
            fits[member] = True
    yield "day", fits


def _day_fits(compiled: Compiled, c: int) -> bool:
    slot, place = int(compiled.candidates.slot[c]), compiled.net.place[c]
    if compiled.net.in_place[c]:
        return True
    member = slot // compiled.net.days
    stays = range(compiled.net.stay_ptr[member], compiled.net.stay_ptr[member + 1])
    ends = [-1, *(s for s in stays if compiled.net.stay_place[s] == place)]
    return any(
        route_of(compiled, slot, (c,), wake, sleep) is not None for wake in ends for sleep in ends
    )


def _option_steps(compiled: Compiled, d: Demand) -> Iterator[tuple[str, Bools]]:
    nobody = ~compiled.crew.all
    options = [
        list(timed_steps(compiled.crew, d, m, start)) for m in d.modalities for start in d.starts
    ]
    if not options:
        yield "modality", nobody
        return
    so_far = [compiled.crew.all for _ in options]
    for k, (rule, _) in enumerate(options[0]):
        so_far = [mask & option[k][1] for mask, option in zip(so_far, options, strict=True)]
        yield rule, np.logical_or.reduce(so_far)


def _text(code: str, steps: tuple[Step, ...], members: int, left: int) -> str:
    """A short sentence for the coordinator."""
    told = ", ".join(f"{s.ruled_out} by {WORDS.get(s.rule, s.rule)}" for s in steps)
    if code == "no_candidate":
        return f"Nobody can serve: of {members} members {told} ruled out."
    if code == "not_beside":
        return "The seat beside which this one sits is uncovered."
    if code == "chain_incomplete":
        return f"The relay chain cannot be filled; {left} members could take this leg."
    return f"{left} of {members} members could serve, all are needed elsewhere ({told})."
