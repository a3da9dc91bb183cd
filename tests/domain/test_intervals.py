"""Half-open intervals: laws that hold for any times."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.intervals import Interval, subtract, union

EPOCH = datetime(2026, 11, 23, tzinfo=UTC)
minutes = st.integers(min_value=0, max_value=300)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    start = draw(minutes)
    length = draw(st.integers(min_value=1, max_value=60))
    return _interval(start, start + length)


def _interval(start: int, end: int) -> Interval:
    return Interval(EPOCH + timedelta(minutes=start), EPOCH + timedelta(minutes=end))


def _minutes_of(pieces: list[Interval]) -> set[int]:
    return {
        minute
        for piece in pieces
        for minute in range(
            int((piece.start - EPOCH) / timedelta(minutes=1)),
            int((piece.end - EPOCH) / timedelta(minutes=1)),
        )
    }


@given(intervals(), intervals())
def test_two_intervals_overlap_when_they_share_a_minute(a: Interval, b: Interval) -> None:
    shared = _minutes_of([a]) & _minutes_of([b])
    assert a.overlaps(b) == b.overlaps(a) == bool(shared)
    clipped = a.clip(b)
    assert (_minutes_of([clipped]) if clipped else set()) == shared


@given(intervals(), intervals())
def test_an_interval_contains_another_when_it_has_all_its_minutes(a: Interval, b: Interval) -> None:
    assert a.contains(b) == (_minutes_of([b]) <= _minutes_of([a]))


@given(st.lists(intervals()))
def test_union_keeps_every_minute_once_and_leaves_gaps_between(pieces: list[Interval]) -> None:
    merged = union(pieces)
    assert _minutes_of(merged) == _minutes_of(pieces)
    assert sum((piece.length for piece in merged), timedelta()) == timedelta(
        minutes=len(_minutes_of(pieces))
    )
    assert all(a.end < b.start for a, b in itertools.pairwise(merged))


@given(st.lists(intervals()), st.lists(intervals()))
def test_subtract_leaves_the_minutes_outside_the_holes(
    pieces: list[Interval], holes: list[Interval]
) -> None:
    assert _minutes_of(subtract(pieces, holes)) == _minutes_of(pieces) - _minutes_of(holes)


def test_back_to_back_sessions_do_not_overlap() -> None:
    assert not _interval(0, 30).overlaps(_interval(30, 60))


@pytest.mark.parametrize("end", [EPOCH, EPOCH - timedelta(minutes=1)])
def test_an_interval_that_does_not_end_after_its_start_is_refused(end: datetime) -> None:
    with pytest.raises(ValueError, match="must end after its start"):
        Interval(EPOCH, end)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        Interval(EPOCH.replace(tzinfo=None), EPOCH)
