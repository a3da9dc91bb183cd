"""Ways between sites, straight from the travel table; waits depend on when one sets out."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.problem import Problem


@dataclass(frozen=True, slots=True)
class Way:
    """One journey."""

    leaves: int
    arrives: int
    minutes: int
    """On the way and waiting at the border, not counting a later departure."""
    kilometres: int
    border: str


class Roads:
    """Looks up journeys. ``""`` is a place without a location: going there takes no time."""

    def __init__(self, problem: Problem) -> None:
        travel = problem.travel
        self.free = travel is None
        self.steps = {b.id: b.steps for b in problem.borders}
        self.rows: dict[tuple[str, str], tuple[int, int, str]] = {}
        if travel is not None:
            keys = zip(travel.origin, travel.destination, strict=True)
            values = zip(travel.minutes, travel.kilometres, travel.border, strict=True)
            self.rows = dict(zip(keys, values, strict=True))

    def row(self, origin: str, destination: str) -> tuple[int, int, str] | None:
        """Minutes, kilometres, border; ``None`` when there is no way."""
        if self.free or "" in (origin, destination) or origin == destination:
            return (0, 0, "")
        return self.rows.get((origin, destination))

    def wait(self, border: str, at: int) -> int:
        """Minutes one waits who sets out at this minute."""
        wait = 0
        for since, minutes in self.steps.get(border, ()):
            if since <= at:
                wait = minutes
        return wait

    def after(self, origin: str, destination: str, free: int) -> Way | None:
        """The journey that arrives first among those leaving at or after ``free``."""
        row = self.row(origin, destination)
        if row is None:
            return None
        minutes, kilometres, border = row
        departures = [free, *(at for at, _ in self.steps.get(border, ()) if at > free)]
        ways = [self._way(at, minutes, kilometres, border) for at in departures]
        return min(ways, key=lambda w: (w.arrives, -w.leaves))

    def before(self, origin: str, destination: str, deadline: int) -> Way | None:
        """The journey that leaves last among those arriving by ``deadline``."""
        row = self.row(origin, destination)
        if row is None:
            return None
        minutes, kilometres, border = row
        steps = self.steps.get(border, ())
        waits = {0, *(wait for _, wait in steps)}
        ends = [at - 1 for at, _ in steps]
        latest = [deadline - minutes - wait for wait in waits]
        ways = [self._way(at, minutes, kilometres, border) for at in (*latest, *ends)]
        return max((w for w in ways if w.arrives <= deadline), key=lambda w: w.leaves)

    def _way(self, at: int, minutes: int, kilometres: int, border: str) -> Way:
        total = minutes + self.wait(border, at)
        return Way(at, at + total, total, kilometres, border)
