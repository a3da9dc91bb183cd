"""The solver beside its peers over weeks of growing size: `python -m benchmarks.solver.compare`.

Every method gets the same weeks and the same seconds, each run in a process of its own, and the
referee judges what comes. Runs are kept as long as neither the solver nor the peers change, so an
interrupted comparison goes on where it was. `--full` is the whole way from a quarter of a pilot to
a large week; it takes about two hours.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from benchmarks.solver.growth.kept import ROOT, runs_of
from benchmarks.solver.growth.picture import picture
from benchmarks.solver.growth.runs import METHODS, OURS, SIZES, Run, Task
from benchmarks.solver.growth.tables import Figures, exponent, figures_of, growth_table

BESIDE = ("quarter pilot", "half pilot", "pilot", "district", "half regional", "regional")
"""Sizes at which there are peers."""
SHORT, FULL = BESIDE[:4], (*BESIDE, "wide", "large")
LONGER = 10.0
"""Times the seconds that the solver has where it is alone."""
FIGURES, PICTURE = ROOT / "docs" / "solver_figures.md", ROOT / "docs" / "solver_growth.svg"
BEGIN, END = "<!-- growth, written by benchmarks/solver/compare.py -->", "<!-- end of growth -->"


def main() -> None:
    """Measure, print, and write the table and the picture into the documents."""
    options = _options()
    tasks, runs = _tasks(options), []
    for run in runs_of(tasks, options.memory):
        runs.append(run)
        print(f"{len(runs)}/{len(tasks)}", _line(run), file=sys.stderr, flush=True)
    figures = figures_of(runs)
    text = f"{_heading(options)}\n\n{growth_table(figures)}\n\n{_exponents(figures)}".rstrip()
    print(text)
    if not options.dry:
        _write(text)
        PICTURE.write_text(picture(figures))
    raise SystemExit(any(r.seats and r.trouble for r in runs))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true", help="all sizes, three seeds, 60 seconds")
    parser.add_argument("--sizes", nargs="+", choices=SIZES)
    parser.add_argument("--seeds", type=int, nargs="+")
    parser.add_argument("--seconds", type=float)
    parser.add_argument("--memory", type=float, default=8.0, help="gigabytes for each run")
    parser.add_argument("--dry", action="store_true", help="leave the documents as they are")
    options = parser.parse_args()
    options.sizes = options.sizes or (FULL if options.full else SHORT)
    options.seeds = options.seeds or ([101, 102, 103] if options.full else [101])
    options.seconds = options.seconds or (60.0 if options.full else 25.0)
    return options


def _tasks(options: argparse.Namespace) -> list[Task]:
    """All methods on one week before the next week."""
    return [
        Task(method, size, seed, options.seconds * (1 if size in BESIDE else LONGER))
        for size in options.sizes
        for seed in options.seeds
        for method in (METHODS if size in BESIDE else (OURS,))
    ]


def _line(run: Run) -> str:
    what = f"{run.task.size}:{run.task.seed} {run.task.method}"
    return f"{what}: {run.value}, {run.seconds} s, {run.megabytes} MB {run.trouble}"


def _heading(options: argparse.Namespace) -> str:
    alone = {*options.sizes} - {*BESIDE}
    longer = f", {LONGER * options.seconds:g} where the solver is alone" if alone else ""
    seeds = ", ".join(map(str, options.seeds))
    return (
        f"{options.seconds:g} seconds for each method{longer}; medians over weeks of seed {seeds}."
    )


def _exponents(figures: Sequence[Figures]) -> str:
    """How figures of the solver grow; nothing can be said of one size."""
    if len({f.size for f in figures}) < 2:
        return ""
    first, memory = exponent(figures, lambda f: f.first), exponent(figures, lambda f: f.megabytes)
    return (
        f"With `n` sessions, the solver's first legal plan takes time like `n^{first:.2f}`, and its"
        f" peak memory grows like `n^{memory:.2f}` (least squares over the sizes above)."
    )


def _write(text: str) -> None:
    """Between the marks in the document."""
    before, rest = FIGURES.read_text().split(BEGIN)
    _, after = rest.split(END)
    FIGURES.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}")


if __name__ == "__main__":
    main()
