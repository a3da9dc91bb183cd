"""Local wall clock to moments, across both clock changes."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import InvalidError
from app.domain.local_time import at_minute, days_between, local_day, to_utc

ZONES = [ZoneInfo("Europe/Belgrade"), ZoneInfo("Europe/Skopje")]
SPRING, AUTUMN = date(2027, 3, 28), date(2027, 10, 31)


@pytest.mark.parametrize("zone", ZONES, ids=str)
def test_a_time_that_the_spring_night_skips_is_refused_with_a_remedy(zone: ZoneInfo) -> None:
    with pytest.raises(InvalidError, match="does not exist") as refused:
        to_utc(datetime(2027, 3, 28, 2, 30), zone, "starts_at")
    assert "choose a time" in refused.value.fields["starts_at"]


@pytest.mark.parametrize("zone", ZONES, ids=str)
def test_a_time_that_the_autumn_night_repeats_is_refused_with_a_remedy(zone: ZoneInfo) -> None:
    with pytest.raises(InvalidError, match="happens twice") as refused:
        to_utc(datetime(2027, 10, 31, 2, 30), zone, "starts_at")
    assert "choose a time" in refused.value.fields["starts_at"]


@pytest.mark.parametrize(
    ("local", "moment"),
    [
        (datetime(2027, 3, 28, 1, 59), datetime(2027, 3, 28, 0, 59, tzinfo=UTC)),
        (datetime(2027, 3, 28, 3, 0), datetime(2027, 3, 28, 1, 0, tzinfo=UTC)),
        (datetime(2027, 10, 31, 1, 59), datetime(2027, 10, 30, 23, 59, tzinfo=UTC)),
        (datetime(2027, 10, 31, 3, 0), datetime(2027, 10, 31, 2, 0, tzinfo=UTC)),
    ],
)
def test_times_beside_a_clock_change_are_plain(local: datetime, moment: datetime) -> None:
    assert to_utc(local, ZONES[0]) == moment


@given(st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2035, 1, 1)))
def test_an_accepted_time_reads_the_same_on_the_local_clock(local: datetime) -> None:
    try:
        moment = to_utc(local, ZONES[0])
    except InvalidError:
        return
    assert moment.tzinfo is UTC
    assert moment.astimezone(ZONES[0]).replace(tzinfo=None) == local


@pytest.mark.parametrize(("day", "hours"), [(SPRING, 23), (AUTUMN, 25), (date(2027, 6, 1), 24)])
def test_a_local_day_is_as_long_as_it_is(day: date, hours: int) -> None:
    assert local_day(day, ZONES[0]).length == timedelta(hours=hours)


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.integers(0, 1439))
def test_minutes_of_a_day_never_run_backwards(day: date, minute: int) -> None:
    assert at_minute(day, minute, ZONES[0]) <= at_minute(day, minute + 1, ZONES[0])


def test_minute_1440_is_the_next_midnight() -> None:
    assert at_minute(SPRING, 1440, ZONES[0]) == local_day(SPRING, ZONES[0]).end


def test_days_between_has_both_ends() -> None:
    assert list(days_between(SPRING, SPRING)) == [SPRING]
    assert len(list(days_between(SPRING, AUTUMN))) == (AUTUMN - SPRING).days + 1
