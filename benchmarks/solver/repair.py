"""Live repair measured: `python -m benchmarks.solver.repair --size regional --events 500 --seed 1`.

Random events, each on its own against the same plan, in one warm process. The plan is made once
and kept. Some of its seats are pinned and half are confirmed, as in a week that runs.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from collections import defaultdict, deque
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import numpy as np

from benchmarks.solver.happenings import happening
from scheduler.bench import in_own_process, plans_until, table
from scheduler.check import check
from scheduler.events import KINDS, Event
from scheduler.generate import SIZES, generate
from scheduler.plan import Plan, plan_to_json, read_plan
from scheduler.problem import Confirmed, Pin, Problem, digest
from scheduler.repair import Repair, best_replacements, repair

KEPT = Path("instance/benchmarks")
PINNED, CONFIRMED = 0.03, 0.5
WARM = 8
"""Events before the first that counts."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One event answered."""

    kind: str
    processor: float
    """Seconds of processor time."""
    clock: float
    """Seconds by the clock, other work on the machine included."""
    greedy: float
    """Seconds of processor time of the greedy answer."""
    changed: int
    opened: int
    """Seats covered before less seats covered now."""
    better: bool
    """Than the greedy answer."""
    faults: tuple[str, ...]


def main() -> None:
    """Print a table with a row for each kind of event."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", choices=SIZES, default="regional")
    parser.add_argument("--events", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=60.0, help="to make the plan")
    options = parser.parse_args()
    problem, plan = kept(options.size, options.seed, options.seconds)
    problem = promised(problem, plan, Random(options.seed))
    print(f"{options.size}:{options.seed}, {plan.seats_covered} of {plan.seats} seats covered")
    for event in _some(problem, plan, WARM, options.seed + 1):
        repair(problem, plan, [event])
    answers = []
    for event in _some(problem, plan, options.events, options.seed):
        answers.append(answered(problem, plan, event))
        if answers[-1].faults:
            print(event, answers[-1].faults, file=sys.stderr)
    print(table(HEADS, rows_of(answers)))
    print(
        f"\nThree best replacements of a declined seat: {_replacing(problem, plan, options.seed)}"
    )
    raise SystemExit(any(a.faults for a in answers))


def kept(size: str, seed: int, seconds: float) -> tuple[Problem, Plan]:
    """A made-up problem, and a plan of it that is made once and kept in a file."""
    problem, path = generate(size, seed), KEPT / f"{size}-{seed}.json.gz"
    if path.exists():
        plan = read_plan(path)
        if plan.problem_digest == digest(problem) and check(problem, plan).legal:
            return problem, plan
    plan = in_own_process(_made, size, seed, seconds)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(json.dumps(plan_to_json(plan)).encode()))
    return problem, plan


def _made(size: str, seed: int, seconds: float) -> Plan:
    """The last plan that comes in time."""
    plans = deque(plans_until(generate(size, seed), seconds), maxlen=1)
    return plans[0]


def promised(problem: Problem, plan: Plan, rng: Random) -> Problem:
    """The problem with some of the plan pinned and half of it confirmed."""
    pins = [Pin(a.seat, a.member) for a in plan.assignments if rng.random() < PINNED]
    sure = [
        Confirmed(a.seat, a.member, a.start, a.modality)
        for a in plan.assignments
        if rng.random() < CONFIRMED
    ]
    return replace(problem, pins=tuple(pins), confirmed=tuple(sure))


def _some(problem: Problem, plan: Plan, events: int, seed: int) -> list[Event]:
    rng = Random(seed)
    return [happening(problem, plan, rng) for _ in range(events)]


def answered(problem: Problem, plan: Plan, event: Event) -> Answer:
    """Repair after one event, beside the greedy answer, judged by the referee."""
    began, busy = time.perf_counter(), time.process_time()
    found = repair(problem, plan, [event])
    clock, processor = time.perf_counter() - began, time.process_time() - busy
    busy = time.process_time()
    greedy = repair(problem, plan, [event], deep=False)
    shallow = time.process_time() - busy
    mine, other = _judged(found), _judged(greedy)
    kind = next(name for name, kind in KINDS.items() if isinstance(event, kind))
    opened = plan.seats_covered - found.plan.seats_covered
    faults = _faults(problem, found) + (("worse than greedy",) if mine > other else ())
    changed = len(found.changed)
    return Answer(kind, processor, clock, shallow, changed, opened, mine < other, faults)


def _judged(found: Repair) -> tuple[int, int, int]:
    """Coverage, changes, value: less is better."""
    return found.plan.tiers[0].value, len(found.changed), found.plan.value


def _faults(problem: Problem, found: Repair) -> tuple[str, ...]:
    """What the referee says, and pins that were touched though no event lifted them."""
    broken = [v.message for v in check(found.problem, found.plan).violations]
    now = {a.seat: a.member for a in found.plan.assignments}
    held = [p for p in problem.pins if p not in found.lifted and now.get(p.seat) != p.member]
    return (*broken, *(f"the pin of {p.seat} is touched" for p in held))


HEADS = ["event", "number", "p50", "p99", "max", "clock p50", "clock p99", "greedy p50", "changed"]
HEADS += ["opened", "better"]
"""Times of the processor but where the clock is named; ``changed`` and ``opened`` are means,
``better`` is the share that beats the greedy answer."""


def rows_of(answers: list[Answer]) -> list[list[str]]:
    """One row for each kind, and one of all."""
    kinds: dict[str, list[Answer]] = defaultdict(list)
    for a in answers:
        kinds[a.kind].append(a)
    return [_row(name, kinds[name]) for name in sorted(kinds)] + [_row("all", answers)]


def _row(name: str, answers: list[Answer]) -> list[str]:
    clock = _percentiles([a.clock for a in answers])
    means = [float(np.mean([getattr(a, x) for a in answers])) for x in ("changed", "opened")]
    return [
        name,
        str(len(answers)),
        *_percentiles([a.processor for a in answers]),
        *clock[:2],
        f"{np.median([a.greedy for a in answers]):.3f} s",
        *(f"{mean:.2f}" for mean in means),
        f"{np.mean([a.better for a in answers]):.0%}",
    ]


def _percentiles(seconds: list[float]) -> list[str]:
    return [f"{np.percentile(seconds, q):.3f} s" for q in (50, 99, 100)]


def _replacing(problem: Problem, plan: Plan, seed: int, times: int = 20) -> str:
    given, seconds = Random(seed).choices(plan.assignments, k=times), []
    for a in given:
        began = time.perf_counter()
        best_replacements(problem, plan, a.seat)
        seconds.append(time.perf_counter() - began)
    p50, _, most = _percentiles(seconds)
    return f"p50 {p50}, max {most} ({times} seats)"


if __name__ == "__main__":
    main()
