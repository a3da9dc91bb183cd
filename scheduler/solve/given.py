"""What is said of the plans of one case: how many of some seats they leave open."""

from __future__ import annotations

from dataclasses import dataclass, replace

from scheduler.solve.jit import Floats

Asked = tuple[int, int]
"""A row that counts open seats, and a number: are so many of them open, at least?"""
Limits = dict[int, tuple[float, float]]
"""Rows to limits of the case, in place of their own."""


@dataclass(frozen=True, slots=True)
class Given:
    """The answers that all plans of a case share."""

    reached: tuple[Asked, ...] = ()
    """At least so many are open."""
    missed: tuple[Asked, ...] = ()
    """Fewer are."""

    def answered(self, asked: Asked) -> tuple[Given, Given]:
        """What is given beside one more answer: yes, or no."""
        yes = replace(self, reached=(*self.reached, asked))
        return yes, replace(self, missed=(*self.missed, asked))

    @property
    def limits(self) -> Limits:
        """Of the rows that count."""
        least, most = dict[int, float](), dict[int, float]()
        for row, number in self.reached:
            least[row] = max(least.get(row, 0.0), float(number))
        for row, number in self.missed:
            most[row] = min(most.get(row, float("inf")), number - 1.0)
        return {r: (least.get(r, 0.0), most.get(r, float("inf"))) for r in {*least, *most}}


EVERY = Given()
"""Of all plans."""


def limited(low: Floats, high: Floats, limits: Limits) -> tuple[Floats, Floats]:
    """Limits of all rows, those of the case in place of their own."""
    low, high = low.copy(), high.copy()
    for row, (least, most) in limits.items():
        low[row], high[row] = least, min(high[row], most)
    return low, high
