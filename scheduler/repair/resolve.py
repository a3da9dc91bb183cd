"""From events to a new plan."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from scheduler.events import Event, after
from scheduler.plan import Plan
from scheduler.problem import Pin, Problem, digest
from scheduler.repair.latest import known, remember
from scheduler.repair.work import Work

NAME = "tarjuman-repair 1"


@dataclass(frozen=True, slots=True)
class Repair:
    """The plan after the events, for the problem after the events."""

    problem: Problem
    plan: Plan
    changed: tuple[str, ...]
    """Seats served before and still asked for that are served otherwise now, or not at all."""
    lifted: tuple[Pin, ...]
    """Pins that the events made impossible."""


def resolve(problem: Problem, plan: Plan, events: Sequence[Event]) -> Plan:
    """A legal plan after the events with the fewest changes, and of these the best value."""
    return repair(problem, plan, events).plan


def repair(problem: Problem, plan: Plan, events: Sequence[Event], *, deep: bool = True) -> Repair:
    """The same with the changed problem and what changed; not ``deep``: the greedy answer."""
    started = time.perf_counter()
    changed, base = after(problem, events), known(problem, plan)
    work = Work(changed, base, events)
    found = work.greedy()
    if deep:
        found = work.deeper(found)
    base.who.learn(work.who)
    remember(base)
    final = replace(
        found,
        seconds=round(time.perf_counter() - started, 3),
        problem_digest=digest(work.problem),
        solver=NAME,
    )
    return Repair(work.problem, final, work.moved(final), work.lifted)
