"""Rules about one member's day. Each yields violations for one shift."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from scheduler.check.report import Violation
from scheduler.check.served import Served
from scheduler.check.shift import Shift
from scheduler.check.view import View

Found = Iterator[Violation]
NOON = 720
DayRule = Callable[[View, Shift], Found]


def _wrong(rule: str, shift: Shift, message: str, *served: Served) -> Violation:
    seats = tuple(s.seat.id for s in served or shift.served)
    return Violation(rule, f"{shift.member.id}: {message}", seats, (shift.member.id,))


def _pairs(shift: Shift) -> Iterator[tuple[Served, Served]]:
    return zip(shift.served, shift.served[1:], strict=False)


def no_overlap(_view: View, shift: Shift) -> Found:
    """Nobody is in two seats at once."""
    for a, b in _pairs(shift):
        if b.busy_from < a.busy_until:
            yield _wrong("no_overlap", shift, "two seats overlap", a, b)


def travel(view: View, shift: Shift) -> Found:
    """There is a way, and time for it and the buffer, between consecutive places."""
    if any(way is None for way in shift.ways):
        yield _wrong("travel", shift, "there is no way between two places")
    for (a, b), way in zip(_pairs(shift), shift.ways[1:], strict=False):
        buffer = view.buffer(a.place, b.place)
        if way is None or b.busy_from < a.busy_until:
            continue
        if way.arrives + buffer > b.busy_from:
            yield _wrong(
                "travel",
                shift,
                f"arrives {way.arrives + buffer - b.busy_from} minutes late at {b.place}",
                a,
                b,
            )


def breaks(view: View, shift: Shift) -> Found:
    """A pause between two seats."""
    pause = view.problem.policy.break_minutes
    for a, b in _pairs(shift):
        if a.busy_until <= b.busy_from < a.busy_until + pause:
            yield _wrong("breaks", shift, f"has no {pause} minutes between two seats", a, b)


def one_way(view: View, shift: Shift) -> Found:
    """No way to a seat takes longer than the limit without a night before it."""
    limit = view.problem.policy.max_one_way
    for s, way in zip(shift.served, shift.ways, strict=False):
        if limit is not None and way is not None and way.minutes > limit:
            yield _wrong("one_way", shift, f"travels {way.minutes} minutes to {s.place}", s)


def lodging(view: View, shift: Shift) -> Found:
    """Who sleeps away is far from home, is there in time and begins the next work there."""
    home, limit = shift.member.home, view.problem.policy.max_one_way
    if shift.served and shift.starts_at not in (home, shift.served[0].place):
        yield _wrong("lodging", shift, f"wakes at {shift.starts_at} and begins elsewhere")
    if shift.sleeps_at == home:
        return
    way = view.roads.row(home, shift.sleeps_at)
    if limit is None or way is None or way[0] <= limit:
        yield _wrong("lodging", shift, f"sleeps at {shift.sleeps_at}, which is not far from home")
    by = view.days[shift.day].lodging_by
    if by is not None and shift.returns > by:
        yield _wrong("lodging", shift, f"reaches {shift.sleeps_at} after the latest hour")


def free_day_way(view: View, shift: Shift) -> Found:
    """A way on a day without seats begins at noon, ends that day, and is from or to home."""
    day, home = view.days[shift.day], shift.member.home
    if (
        not shift.served
        and shift.starts_at != shift.sleeps_at
        and home not in (shift.starts_at, shift.sleeps_at)
    ):
        yield _wrong("free_day_way", shift, "moves between lodgings on a day without seats")
    if not shift.served and not (shift.leaves == day.start + NOON and shift.returns <= day.end):
        yield _wrong("free_day_way", shift, "a way without seats must begin at noon")


def span(view: View, shift: Shift) -> Found:
    """From leaving to returning."""
    limit = view.problem.policy.max_span
    if limit is not None and shift.returns - shift.leaves > limit:
        yield _wrong("span", shift, f"is away {shift.returns - shift.leaves} minutes")


def daily_minutes(view: View, shift: Shift) -> Found:
    """Net interpreting minutes of one day, commitments of that date included."""
    m, date = shift.member, view.days[shift.day].date
    limit = view.problem.policy.max_day_minutes if m.max_day_minutes is None else m.max_day_minutes
    fixed = sum(c.minutes for c in view.fixed.get((m.id, date), ()))
    total = sum(s.minutes for s in shift.served) + fixed
    if limit is not None and shift.served and total > limit:
        yield _wrong("daily_minutes", shift, f"interprets {total} minutes, limit {limit}")


def trauma_day(view: View, shift: Shift) -> Found:
    """Trauma-heavy seats of one day."""
    limit, m, date = view.problem.policy.max_trauma_day, shift.member, view.days[shift.day].date
    heavy = [s for s in shift.served if s.session.trauma]
    fixed = sum(c.trauma for c in view.fixed.get((m.id, date), ()))
    if limit is not None and heavy and len(heavy) + fixed > limit:
        yield _wrong("trauma_day", shift, f"has {len(heavy) + fixed} trauma-heavy seats", *heavy)


def continuous_remote(view: View, shift: Shift) -> Found:
    """Remote minutes in a row of two or more seats without a real pause."""
    limit, reset = view.problem.policy.max_continuous_remote, view.problem.policy.remote_reset
    if limit is None:
        return
    run: list[Served] = []
    for s in shift.served:
        goes_on = run and s.remote and s.start - run[-1].end < reset
        run = [*run, s] if goes_on else [s] if s.remote else []
        if len(run) > 1 and sum(r.minutes for r in run) > limit:
            yield _wrong("continuous_remote", shift, "works remotely too long in a row", *run)


def lunch(view: View, shift: Shift) -> Found:
    """Free time for lunch when the day's work covers the lunch window."""
    window, need = view.days[shift.day].lunch, view.problem.policy.lunch_minutes
    if need is None or window is None or not shift.served:
        return
    covers = shift.leaves <= window[0] and shift.returns >= window[1]
    if not covers or any(s.session.has_lunch for s in shift.served):
        return
    gaps = zip(_pairs(shift), shift.ways[1:], strict=False)
    if not any(_free(view, a, b, way.arrives, window) >= need for (a, b), way in gaps if way):
        yield _wrong("lunch", shift, f"has no {need} minutes for lunch")


def _free(view: View, a: Served, b: Served, arrives: int, window: tuple[int, int]) -> int:
    """Minutes free inside the window between two seats, the way between them taken out."""
    inside = min(b.busy_from, window[1]) - max(a.busy_until, window[0])
    return min(inside, b.busy_from - view.buffer(a.place, b.place) - arrives)


DAY_RULES: tuple[DayRule, ...] = (
    no_overlap,
    travel,
    breaks,
    one_way,
    lodging,
    free_day_way,
    span,
    daily_minutes,
    trauma_day,
    continuous_remote,
    lunch,
)
