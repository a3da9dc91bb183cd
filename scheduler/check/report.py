"""What the referee says."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.plan import Coverage, Tier


@dataclass(frozen=True, slots=True)
class Violation:
    """One broken rule, with the seats and members it concerns."""

    rule: str
    message: str
    seats: tuple[str, ...] = ()
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The referee's own figures; ``tiers`` carry no bound of their own."""

    violations: tuple[Violation, ...]
    value: int
    tiers: tuple[Tier, ...]
    coverage: tuple[Coverage, ...]
    seats: int
    seats_covered: int

    @property
    def legal(self) -> bool:
        """No rule is broken and no claim of the plan is wrong."""
        return not self.violations
