"""When a search ends."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Stop:
    """After so many seconds, so many steps, or when the event is set.

    Only ``steps`` gives the same plan bit for bit on every machine.
    """

    seconds: float | None = None
    steps: int | None = None
    event: threading.Event = field(default_factory=threading.Event)


class Clock:
    """Counts seconds and steps against a stop."""

    def __init__(self, stop: Stop) -> None:
        self.stop, self.started, self.steps = stop, time.perf_counter(), 0

    @property
    def seconds(self) -> float:
        """Since the start."""
        return time.perf_counter() - self.started

    @property
    def left(self) -> float:
        """Seconds until the end; very many when there is none."""
        return 1e6 if self.stop.seconds is None else self.stop.seconds - self.seconds

    def step(self) -> None:
        """Count one step."""
        self.steps += 1

    def over(self) -> bool:
        """Whether to stop now."""
        steps = self.stop.steps
        return self.late() or (steps is not None and self.steps >= steps)

    def late(self) -> bool:
        """The same for threads, which steps do not end: another one counts them meanwhile."""
        return self.stop.event.is_set() or self.left <= 0
