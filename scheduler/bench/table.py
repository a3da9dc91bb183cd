"""Runs as a table in Markdown: a row for each, and the medians of each size."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from statistics import median

from scheduler.bench.measure import Run

HEADS = ["problem", "first plan", "value", "bound", "gap", "seats", "gap 2 %", "gap 0.01 %"]
HEADS += ["proven", "end", "processor", "memory", "bound again", "in"]
Figure = Callable[[Run], float | None]
FIGURES: tuple[tuple[Figure, Callable[[float], str]], ...] = (
    (lambda r: r.first, lambda x: f"{x:.2f} s"),
    (lambda r: r.value, lambda x: f"{x / 100:,.0f} €"),
    (lambda r: r.bound, lambda x: f"{x / 100:,.0f} €"),
    (lambda r: r.gap, lambda x: f"{x:.4%}"),
    (lambda r: r.seats_covered / max(1, r.at_most), lambda x: f"{x:.2%}"),
    (lambda r: r.reached.get("0.02"), lambda x: f"{x:.2f} s"),
    (lambda r: r.reached.get("0.0001"), lambda x: f"{x:.2f} s"),
    (lambda r: r.proven, lambda x: f"{x:.2f} s"),
    (lambda r: r.seconds, lambda x: f"{x:.1f} s"),
    (lambda r: r.processor, lambda x: f"{x:.1f} s"),
    (lambda r: r.megabytes, lambda x: f"{x:.0f} MB"),
    (lambda r: r.repriced, lambda x: f"{x / 100:,.0f} €"),
    (lambda r: r.repricing or None, lambda x: f"{x:.1f} s"),
)
"""How each column is found and told. Seats are shares of what is proven to be possible at most."""


def rows_of(runs: Sequence[Run]) -> list[list[str]]:
    """One row for each run of a size, and one of medians where there are several."""
    rows = [_row(f"{r.size}:{r.seed}", [r]) for r in runs]
    return rows if len(runs) < 2 else [*rows, _row(f"{runs[0].size}, median", runs)]


def _row(name: str, runs: Sequence[Run]) -> list[str]:
    return [name, *(_told(runs, figure, tell) for figure, tell in FIGURES)]


def _told(runs: Sequence[Run], figure: Figure, tell: Callable[[float], str]) -> str:
    """The median; what fewer than half of the runs have reached has none."""
    found = [x for r in runs if (x := figure(r)) is not None]
    never = [float("inf")] * (len(runs) - len(found))
    middle = median([*found, *never])
    return "-" if middle == float("inf") else tell(middle)


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Markdown."""
    first = list(heads)
    rule = ["---", *["---:"] * (len(first) - 1)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (first, rule, *rows))
