"""Actual times as rules: a slip is a partition of the whole time, whatever was entered."""

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.domain.timesheets import (
    FARTHEST_START,
    LONGEST,
    LONGEST_WAIT,
    MINUTE,
    Activity,
    Times,
    TimesFault,
    entries_of,
    fault_of,
    first_from,
    last_until,
    minutes_by_activity,
    nearest,
)

BOOKED = datetime(2026, 12, 30, 9, 0, tzinfo=UTC)
LATER = BOOKED + timedelta(days=2)
ZONE = ZoneInfo("Europe/Belgrade")


def at(minutes: int) -> datetime:
    return BOOKED + minutes * MINUTE


@st.composite
def times(draw: st.DrawFn) -> Times:
    """Times without a fault: breaks in order between start and end, waiting before."""
    start = draw(st.integers(-120, 120))
    length = draw(st.integers(1, 600))
    cuts = draw(st.lists(st.integers(0, length), unique=True, max_size=6))
    cuts = sorted(cuts)[: len(cuts) // 2 * 2]
    breaks = tuple(
        (at(start + one), at(start + other))
        for one, other in zip(cuts[::2], cuts[1::2], strict=True)
    )
    waited = draw(st.none() | st.integers(0, 300))
    read_back = draw(st.none() | st.integers(0, length))
    return Times(
        at(start),
        at(start + length),
        breaks,
        None if waited is None else at(start - waited),
        None if read_back is None else at(start + read_back),
    )


@given(times())
def test_the_pieces_of_a_slip_touch_and_cover_all_of_it(entered: Times) -> None:
    assert fault_of(entered, BOOKED, LATER) is None
    entries = entries_of(entered)
    first = entered.waited_from or entered.starts
    assert entries[0].starts == min(first, entered.starts)
    assert entries[-1].ends == entered.ends
    for one, other in pairwise(entries):
        assert one.ends == other.starts
    whole = (entered.ends - entries[0].starts) // MINUTE
    assert sum(minutes_by_activity(entries).values()) == whole


@given(times())
def test_every_minute_is_what_was_entered(entered: Times) -> None:
    sums = minutes_by_activity(entries_of(entered))
    breaks = sum((end - start) // MINUTE for start, end in entered.breaks)
    assert sums.get(Activity.BREAK, 0) == breaks
    waited = entered.starts - (entered.waited_from or entered.starts)
    assert sums.get(Activity.WAITING, 0) == waited // MINUTE
    assert (Activity.READ_BACK in sums) <= (entered.read_back_from is not None)


@pytest.mark.parametrize(
    ("entered", "fault"),
    [
        (Times(at(0), at(0)), TimesFault.END_FIRST),
        (Times(at(60), at(0)), TimesFault.END_FIRST),
        (Times(at(0) + FARTHEST_START + MINUTE, LATER), TimesFault.OTHER_TIME),
        (Times(at(0), at(0) + LONGEST + MINUTE), TimesFault.TOO_LONG),
        (Times(at(0), at(60), ((at(-5), at(5)),)), TimesFault.BREAK_OUTSIDE),
        (Times(at(0), at(60), ((at(50), at(61)),)), TimesFault.BREAK_OUTSIDE),
        (Times(at(0), at(60), ((at(20), at(10)),)), TimesFault.BREAK_OUTSIDE),
        (Times(at(0), at(60), ((at(10), at(20)), (at(19), at(30)))), TimesFault.BREAKS_OVERLAP),
        (Times(at(0), at(60), (), at(1)), TimesFault.WAITED_WRONG),
        (Times(at(0), at(60), (), at(0) - LONGEST_WAIT - MINUTE), TimesFault.WAITED_WRONG),
        (Times(at(0), at(60), (), None, at(61)), TimesFault.READ_BACK_OUTSIDE),
        (Times(at(0), at(60), (), None, at(-1)), TimesFault.READ_BACK_OUTSIDE),
    ],
)
def test_times_that_cannot_be_are_refused(entered: Times, fault: TimesFault) -> None:
    assert fault_of(entered, BOOKED, LATER) is fault


def test_times_ahead_are_refused_until_they_are_over() -> None:
    entered = Times(at(0), at(60))
    assert fault_of(entered, BOOKED, at(59)) is TimesFault.NOT_YET
    assert fault_of(entered, BOOKED, at(60)) is None


clocks = st.times().map(lambda clock: time(clock.hour, clock.minute))
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(
    lambda naive: naive.replace(second=0, microsecond=0, tzinfo=UTC)
)


@given(clocks, moments)
def test_a_time_of_day_is_the_moment_that_is_meant(clock: time, moment: datetime) -> None:
    """The nearest is half a day off at most; the next, and the last, a day."""
    found = [rule(clock, moment, ZONE) for rule in (nearest, first_from, last_until)]
    # The night in which clocks go forward has no half past two.
    assume(all(each.astimezone(ZONE).time() == clock for each in found))
    near, following, before = found
    assert abs(near - moment) <= timedelta(hours=13)
    assert timedelta(0) <= following - moment <= timedelta(hours=25)
    assert timedelta(0) <= moment - before <= timedelta(hours=25)
