"""Figures over the number of sessions as a picture: three charts with logarithmic axes, in SVG."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from benchmarks.solver.growth.runs import METHODS
from benchmarks.solver.growth.tables import Figures

WIDTH, HEIGHT, LEFT, TOP, BOTTOM, GUTTER = 300, 220, 58, 44, 40, 16
STYLES = {
    "tarjuman": ("#0d6068", "circle"),
    "greedy": ("#7b898e", "square"),
    "cp_sat": ("#d98f2b", "diamond"),
    "arc_flow": ("#1b4f91", "triangle"),
    "local_search": ("#9a2024", "cross"),
}
NAMES = {
    "tarjuman": "Tarjuman",
    "greedy": "greedy",
    "cp_sat": "CP-SAT",
    "arc_flow": "HiGHS, arcs",
    "local_search": "OR-Tools routing",
}
SHAPES = {
    "circle": '<circle r="4"/>',
    "square": '<rect x="-3.5" y="-3.5" width="7" height="7"/>',
    "diamond": '<path d="M0-5 5 0 0 5-5 0z"/>',
    "triangle": '<path d="M0-5 4.5 4h-9z"/>',
    "cross": '<path d="M-4-4 4 4M4-4-4 4" fill="none" stroke-width="2"/>',
}
STYLE = """text{font:11px system-ui,sans-serif;fill:#4d5d63}.t{font-weight:600;fill:#18242a}
.g{stroke:#d8dfdd}.b{fill:#fff}
@media(prefers-color-scheme:dark){text{fill:#a5b4b6}.t{fill:#e5ecec}.g{stroke:#2c393c}.b{fill:#182123}
.m{filter:brightness(1.5)}}"""


@dataclass(frozen=True, slots=True)
class Axis:
    """A logarithmic axis from one power of ten to another, in pixels."""

    low: int
    high: int
    start: float
    length: float

    def at(self, x: float) -> float:
        """Where a value lies."""
        share = (math.log10(x) - self.low) / (self.high - self.low)
        return self.start + self.length * share

    @property
    def ticks(self) -> list[float]:
        """The powers of ten."""
        return [10.0**k for k in range(self.low, self.high + 1)]


def _axis(values: Sequence[float], start: float, length: float) -> Axis:
    low = math.floor(math.log10(min(values)))
    return Axis(low, max(low + 1, math.ceil(math.log10(max(values)))), start, length)


@dataclass(frozen=True, slots=True)
class Chart:
    """What one of the charts shows."""

    title: str
    figure: Callable[[Figures], float | None]
    told: Callable[[float], str]


def _gap(f: Figures) -> float | None:
    """Where a bound was proven; a gap of nothing is drawn at the foot."""
    return None if f.gap is None or f.gap == 1 else max(f.gap, 1e-6)


CHARTS = (
    Chart("Seconds to the first legal plan", lambda f: f.first, lambda x: f"{x:g}"),
    Chart("Gap when the time is up", _gap, lambda x: f"{100 * x:g} %"),
    Chart("Peak memory, MB", lambda f: f.megabytes, lambda x: f"{x:,.0f}"),
)


def picture(figures: Sequence[Figures]) -> str:
    """The charts side by side, and what each mark means."""
    step = LEFT + WIDTH + GUTTER
    parts = [_chart(chart, figures, k * step + LEFT) for k, chart in enumerate(CHARTS)]
    width, height = len(CHARTS) * step + GUTTER, TOP + HEIGHT + BOTTOM
    shown = [m for m in METHODS if any(f.method == m for f in figures)]
    keys = [_key(m, LEFT + 130 * k) for k, m in enumerate(shown)]
    title = "Time to the first plan, gap and memory over the number of sessions"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">'
    back = f'<rect class="b" width="{width}" height="{height}"/>'
    body = "\n".join([*keys, *parts])
    return f"{head}\n<title>{title}</title>\n<style>{STYLE}</style>\n{back}\n{body}\n</svg>\n"


def _key(method: str, x: float) -> str:
    return f'{_mark(method, x, 10)}<text x="{x + 9}" y="14">{escape(NAMES[method])}</text>'


def _mark(method: str, x: float, y: float) -> str:
    colour, shape = STYLES[method]
    place = f'transform="translate({x:.1f} {y:.1f})"'
    return f'<g class="m" {place} fill="{colour}" stroke="{colour}">{SHAPES[shape]}</g>'


def _chart(chart: Chart, figures: Sequence[Figures], left: float) -> str:
    found = [(f, x) for f in figures if (x := chart.figure(f))]
    title = f'<text class="t" x="{left}" y="{TOP - 8}">{escape(chart.title)}</text>'
    if not found:
        return title
    across = _axis([f.sessions for f in figures], left, WIDTH)
    up = _axis([x for _, x in found], TOP + HEIGHT, -HEIGHT)
    lines = [_line(m, [(f, x) for f, x in found if f.method == m], across, up) for m in METHODS]
    return "\n".join([title, *_grid(across, up, chart.told), *lines])


def _grid(across: Axis, up: Axis, told: Callable[[float], str]) -> list[str]:
    right, foot, lines = across.start + WIDTH, TOP + HEIGHT, []
    for x in across.ticks:
        lines.append(_rule(across.at(x), TOP, across.at(x), foot))
        lines.append(_label(f"{x:,.0f}", across.at(x), foot + 16, "middle"))
    for y in up.ticks:
        lines.append(_rule(across.start, up.at(y), right, up.at(y)))
        lines.append(_label(told(y), across.start - 6, up.at(y) + 4, "end"))
    return [*lines, _label("sessions", across.start + WIDTH / 2, foot + 32, "middle")]


def _label(text: str, x: float, y: float, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _rule(x: float, y: float, until_x: float, until_y: float) -> str:
    return f'<path class="g" d="M{x:.1f} {y:.1f}L{until_x:.1f} {until_y:.1f}"/>'


def _line(method: str, points: Sequence[tuple[Figures, float]], across: Axis, up: Axis) -> str:
    places = [(across.at(f.sessions), up.at(x)) for f, x in points]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    line = f'<polyline class="m" points="{path}" fill="none" stroke="{STYLES[method][0]}"/>'
    return "\n".join([line, *(_mark(method, x, y) for x, y in places)]) if places else ""
