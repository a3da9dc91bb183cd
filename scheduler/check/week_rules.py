"""Rules about one member over several days: rest, weeks, days in a row, nights."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import defaultdict
from collections.abc import Iterator

from scheduler.check.report import Violation
from scheduler.check.shift import Shift
from scheduler.check.view import View

Found = Iterator[Violation]
Stretch = tuple[int, int, str]
"""Leaves, returns, local date."""


def by_member(view: View) -> dict[str, list[Shift]]:
    """Member id to shifts in order."""
    found: dict[str, list[Shift]] = defaultdict(list)
    for shift in view.shifts:
        found[shift.member.id].append(shift)
    return found


def rest(view: View) -> Found:
    """Rest between two days of work; commitments outside the problem count."""
    fixed: dict[str, list[Stretch]] = defaultdict(list)
    for c in view.problem.commitments:
        fixed[c.member].append((c.start, c.end, c.date))
    for member, shifts in by_member(view).items():
        planned = [(s.leaves, s.returns, view.days[s.day].date) for s in shifts]
        pairs = [*itertools.combinations(planned, 2), *itertools.product(planned, fixed[member])]
        for before, after in map(sorted, pairs):
            need = 0 if before[2] == after[2] else view.problem.policy.min_rest
            if after[0] - before[1] < need:
                yield Violation(
                    "rest",
                    f"{member} rests {after[0] - before[1]} minutes before {after[2]}",
                    (),
                    (member,),
                )


def nights(view: View) -> Found:
    """Each day starts where the member slept; a night away is followed by a day there."""
    for member, shifts in by_member(view).items():
        slept = {s.day: s.sleeps_at for s in shifts}
        woke = {s.day: s.starts_at for s in shifts}
        home = shifts[0].member.home
        for day in {*slept, *(d + 1 for d in slept)}:
            before, after = slept.get(day - 1, home), woke.get(day, home)
            if before != after:
                yield Violation(
                    "nights", f"{member} sleeps at {before!r} and wakes at {after!r}", (), (member,)
                )


def weekly_minutes(view: View) -> Found:
    """Net interpreting minutes of one ISO week."""
    for (member, week), minutes in minutes_by_week(view).items():
        m = view.members[member]
        limit = m.max_week_minutes
        limit = view.problem.policy.max_week_minutes if limit is None else limit
        if limit is not None and minutes > limit:
            yield Violation(
                "weekly_minutes",
                f"{member} interprets {minutes} minutes in {week or 'the week'}, limit {limit}",
                (),
                (member,),
            )


def minutes_by_week(view: View) -> dict[tuple[str, str], int]:
    """Minutes of every member who works in the plan, by ISO week, commitments included."""
    minutes: dict[tuple[str, str], int] = defaultdict(int)
    for s in view.served.values():
        minutes[s.member.id, view.days[s.day].week] += s.minutes
    for c in view.problem.commitments:
        if (c.member, c.week) in minutes:
            minutes[c.member, c.week] += c.minutes
    return minutes


def trauma_week(view: View) -> Found:
    """Trauma-heavy seats of one ISO week."""
    limit = view.problem.policy.max_trauma_week
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for s in view.served.values():
        if s.session.trauma:
            counts[s.member.id, view.days[s.day].week] += 1
    for c in view.problem.commitments:
        if (c.member, c.week) in counts:
            counts[c.member, c.week] += c.trauma
    for (member, week), n in counts.items():
        if limit is not None and n > limit:
            yield Violation(
                "trauma_week", f"{member} has {n} trauma-heavy seats in {week}", (), (member,)
            )


def consecutive_days(view: View) -> Found:
    """Days worked in a row."""
    limit = view.problem.policy.max_consecutive_days
    if limit is None:
        return
    planned: dict[str, set[int]] = defaultdict(set)
    for s in view.served.values():
        planned[s.member.id].add(_ordinal(view.days[s.day].date))
    worked = {m: set(days) for m, days in planned.items()}
    for c in view.problem.commitments:
        if c.member in worked and c.date:
            worked[c.member].add(_ordinal(c.date))
    for member, days in worked.items():
        longest = max(_run(days, d) for d in planned[member])
        if longest > limit:
            yield Violation(
                "consecutive_days", f"{member} works {longest} days in a row", (), (member,)
            )


def _run(days: set[int], day: int) -> int:
    """Length of the run of days that holds ``day``."""
    first, last = day, day
    while first - 1 in days:
        first -= 1
    while last + 1 in days:
        last += 1
    return last - first + 1


def _ordinal(date: str) -> int:
    return dt.date.fromisoformat(date).toordinal()


WEEK_RULES = (rest, nights, weekly_minutes, trauma_week, consecutive_days)
