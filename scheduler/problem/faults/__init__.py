"""What a problem must satisfy beyond its types: every fault is found and named."""

from __future__ import annotations

from scheduler.codec.fault import Fault, FaultyError
from scheduler.problem.faults.ids import references, unique
from scheduler.problem.faults.structure import chains, travel, version
from scheduler.problem.faults.times import borders, days, times, windows
from scheduler.problem.faults.words import numbers, words
from scheduler.problem.model import Problem

RULES = (
    version,
    unique,
    references,
    times,
    windows,
    borders,
    words,
    numbers,
    chains,
    travel,
    days,
)


class ProblemError(FaultyError):
    """The problem is refused; ``faults`` lists everything that is wrong."""


def faults_of(problem: Problem) -> list[Fault]:
    """All faults of a well-typed problem, empty if it can be solved."""
    return [fault for rule in RULES for fault in rule(problem)]
