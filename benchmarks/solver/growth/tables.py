"""Runs as a table in Markdown: medians over the seeds, by size and method."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np

from benchmarks.solver.growth.runs import METHODS, OURS, SIZES, Run
from scheduler.bench import table

HEADS = ["week", "sessions", "method", "first plan", "gap", "above the best", "seats", "seconds"]
HEADS += ["memory", "load"]


@dataclass(frozen=True, slots=True)
class Figures:
    """Medians of one method at one size; ``None`` where less than half of the runs have one."""

    size: str
    method: str
    first: float | None
    gap: float | None
    """To the best bound that was proven of the same week."""
    above: float | None
    """The best value that was found of the same week."""
    seats: float | None
    """Of those that any plan may cover."""
    seconds: float | None
    megabytes: float | None
    load: float
    trouble: str

    @property
    def sessions(self) -> int:
        """Of the week."""
        return SIZES[self.size][1]


def figures_of(runs: Sequence[Run]) -> list[Figures]:
    """In the order of sizes and methods."""
    return [
        _figures(size, method, runs, mine)
        for size in SIZES
        for method in METHODS
        if (mine := [r for r in runs if (r.task.size, r.task.method) == (size, method)])
    ]


def _figures(size: str, method: str, runs: Sequence[Run], mine: Sequence[Run]) -> Figures:
    weeks = {seed: [r for r in runs if (r.task.size, r.task.seed) == (size, seed)]
             for seed in {r.task.seed for r in mine}}  # fmt: skip
    best = {s: min((r.value for r in week if r.seats), default=0) for s, week in weeks.items()}
    bound = {s: max(r.bound for r in week) for s, week in weeks.items()}
    most = {s: max(r.at_most for r in week if r.task.method == OURS) for s, week in weeks.items()
            if any(r.task.method == OURS for r in week)}  # fmt: skip
    return Figures(
        size,
        method,
        _median(mine, lambda r: r.first),
        _median(mine, lambda r: (r.value - bound[r.task.seed]) / r.value if r.value else 0.0),
        _median(mine, lambda r: r.value / max(1, best[r.task.seed]) - 1),
        _median(mine, lambda r: r.seats_covered / (most.get(r.task.seed) or r.seats)),
        _median(mine, lambda r: r.seconds),
        _median(mine, lambda r: float(r.megabytes)),
        median(r.load for r in mine),
        next((r.trouble for r in mine if r.trouble), ""),
    )


def _median(runs: Sequence[Run], figure: Callable[[Run], float | None]) -> float | None:
    found = [x for r in runs if r.seats and (x := figure(r)) is not None]
    middle = median([*found, *[float("inf")] * (len(runs) - len(found))])
    return None if middle == float("inf") else middle


def growth_table(figures: Sequence[Figures]) -> str:
    """One row for each size and method."""
    return table(HEADS, [_row(f) for f in figures])


def _row(f: Figures) -> list[str]:
    if f.seats is None:
        return [f.size, f"{f.sessions:,}", f.method, f.trouble, *["-"] * 5, f"{f.load:.1f}"]
    return [
        f.size,
        f"{f.sessions:,}",
        f.method,
        _told(f.first, "{:.2f} s"),
        "no bound" if f.gap == 1 else _told(f.gap, "{:.2%}"),
        _told(f.above, "{:.1%}"),
        _told(f.seats, "{:.1%}"),
        _told(f.seconds, "{:.1f} s"),
        _told(f.megabytes, "{:,.0f} MB"),
        f"{f.load:.1f}",
    ]


def _told(x: float | None, form: str) -> str:
    return "-" if x is None else form.format(x)


def exponent(figures: Sequence[Figures], figure: Callable[[Figures], float | None]) -> float:
    """``k`` where the figure of our solver grows like sessions to the power of ``k``."""
    found = [(f.sessions, x) for f in figures if f.method == OURS and (x := figure(f))]
    if len(found) < 2:
        return float("nan")
    sessions, values = np.log(np.array(found, np.float64)).T
    return float(np.polyfit(sessions, values, 1)[0])
