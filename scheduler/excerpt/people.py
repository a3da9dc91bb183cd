"""Members of the small problem: open on some days, committed on the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import replace

from scheduler.check.view import View
from scheduler.problem import Commitment, Member, Window

Slot = tuple[str, int]
"""Member and number of the day."""


def members(view: View, slots: Collection[Slot], hired: Collection[str]) -> Iterator[Member]:
    """Available on the open days only; who is hired already is hired for nothing."""
    days: dict[str, list[int]] = defaultdict(list)
    for who, day in sorted(slots):
        days[who].append(day)
    for member in view.problem.members:
        if member.id in days:
            yield replace(
                member,
                available=_within(member.available, _stretches(view, days[member.id])),
                hire_fee=0 if member.id in hired else member.hire_fee,
            )


def _stretches(view: View, days: list[int]) -> list[Window]:
    """The days, those that follow each other joined."""
    found: list[Window] = []
    for day in days:
        start, end = view.days[day].start, view.days[day].end
        if found and found[-1][1] == start:
            start = found.pop()[0]
        found.append((start, end))
    return found


def _within(windows: tuple[Window, ...] | None, stretches: list[Window]) -> tuple[Window, ...]:
    if windows is None:
        return tuple(stretches)
    pairs = [(max(a, x), min(b, y)) for a, b in windows for x, y in stretches]
    return tuple((a, b) for a, b in pairs if a < b)


def commitments(
    view: View, slots: Collection[Slot], names: Collection[str]
) -> Iterator[Commitment]:
    """Those of the problem, and every day of these members that stays as it is."""
    yield from (c for c in view.problem.commitments if c.member in names)
    for duty in view.plan.duties:
        if duty.member not in names or (duty.member, duty.day) in slots:
            continue
        day = view.days[duty.day]
        served = [view.served[x] for x in duty.seats]
        yield Commitment(
            duty.member,
            duty.leaves,
            duty.returns,
            sum(s.minutes for s in served),
            sum(s.session.trauma for s in served),
            day.date if served else "",
            day.week,
        )
