"""Half-open intervals of time, ``[start, end)``."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, order=True)
class Interval:
    """A stretch of aware time that contains its start and not its end."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.start.tzinfo is None or self.end.tzinfo is None:
            raise ValueError("an interval needs aware times")
        if self.end <= self.start:
            raise ValueError(f"an interval must end after its start: {self.start} .. {self.end}")

    @property
    def length(self) -> timedelta:
        return self.end - self.start

    def overlaps(self, other: "Interval") -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Interval") -> bool:
        return self.start <= other.start and other.end <= self.end

    def clip(self, other: "Interval") -> "Interval | None":
        """The part of this interval inside ``other``; None where they do not meet."""
        if not self.overlaps(other):
            return None
        return Interval(max(self.start, other.start), min(self.end, other.end))


def union(intervals: Iterable[Interval]) -> list[Interval]:
    """The same time as sorted intervals that neither overlap nor touch."""
    merged: list[Interval] = []
    for interval in sorted(intervals):
        if merged and interval.start <= merged[-1].end:
            merged[-1] = Interval(merged[-1].start, max(merged[-1].end, interval.end))
        else:
            merged.append(interval)
    return merged


def subtract(intervals: Iterable[Interval], holes: Iterable[Interval]) -> list[Interval]:
    """What is left of ``intervals`` when ``holes`` are cut out, sorted and disjoint."""
    left = union(intervals)
    for hole in union(holes):
        left = [piece for interval in left for piece in _cut(interval, hole)]
    return left


def _cut(interval: Interval, hole: Interval) -> list[Interval]:
    if not interval.overlaps(hole):
        return [interval]
    pieces = []
    if interval.start < hole.start:
        pieces.append(Interval(interval.start, hole.start))
    if hole.end < interval.end:
        pieces.append(Interval(hole.end, interval.end))
    return pieces
