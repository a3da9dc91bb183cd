"""The figures of a plan, which add up over sessions and over members."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TypeVar

from scheduler.check import goals
from scheduler.check.goals import Pair
from scheduler.check.joint_rules import covered
from scheduler.check.report import Report, Violation
from scheduler.check.view import View
from scheduler.plan import TIERS, Coverage, Tier

Key = TypeVar("Key", str, int, Pair)


@dataclass(frozen=True, slots=True)
class Sums:
    """Of a whole plan, or of some sessions and some members."""

    tiers: Counter[str]
    """Cents; those of fairness without the balance between countries."""
    seats: Counter[int]
    covered: Counter[int]
    """By priority."""
    lent: Counter[Pair]
    """As ``goals.lending`` counts."""

    def with_part(self, before: Sums, now: Sums) -> Sums:
        """After one part of the plan has become another."""
        return Sums(
            _with_part(self.tiers, before.tiers, now.tiers),
            _with_part(self.seats, before.seats, now.seats),
            _with_part(self.covered, before.covered, now.covered),
            _with_part(self.lent, before.lent, now.lent),
        )

    def report(self, balance: int, broken: tuple[Violation, ...]) -> Report:
        """``balance`` is the price of a minute; ``at_most`` is not the referee's to say."""
        cents = self.tiers.copy()
        cents["fairness"] += balance * sum(map(abs, self.lent.values()))
        priorities = sorted(p for p, seats in self.seats.items() if seats)
        return Report(
            broken,
            cents.total(),
            tuple(Tier(name, cents[name]) for name in TIERS),
            tuple(Coverage(p, self.seats[p], self.covered[p], self.seats[p]) for p in priorities),
            self.seats.total(),
            self.covered.total(),
        )


def _with_part(whole: Counter[Key], before: Counter[Key], now: Counter[Key]) -> Counter[Key]:
    found = whole.copy()
    found.subtract(before)
    found.update(now)
    return found


def sums(sessions: View, members: View) -> Sums:
    """Of the sessions of one view and the members of another."""
    tiers = {name: tier(sessions) for name, tier in goals.OF_SESSIONS.items()}
    tiers |= {name: tier(members) for name, tier in goals.OF_MEMBERS.items()}
    asked = [(goals.priority(sessions, s), s.id) for s in goals.counted(sessions)]
    return Sums(
        Counter(tiers),
        Counter(p for p, _ in asked),
        Counter(p for p, seat in asked if covered(sessions, seat)),
        goals.lending(members),
    )
