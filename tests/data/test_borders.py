"""Waiting at the border by direction, season, weekday, holiday week and override."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.borders import BorderBook, Season, Wait, WaitOverride, season_of
from app.domain.intervals import Interval

EVERY_DAY, MONDAY_TO_THURSDAY, FRIDAY_TO_SUNDAY = 0b1111111, 0b0001111, 0b1110000


def wait(season: Season, weekdays: int, minutes: int, crossing: str = "X") -> Wait:
    return Wait(crossing, "RS", "MK", season, weekdays, minutes)


BOOK = BorderBook(
    [
        wait(Season.OFF_SEASON, MONDAY_TO_THURSDAY, 15),
        wait(Season.OFF_SEASON, FRIDAY_TO_SUNDAY, 25),
        wait(Season.JULY, MONDAY_TO_THURSDAY, 40),
        wait(Season.JULY, FRIDAY_TO_SUNDAY, 90),
        wait(Season.HOLIDAY_WEEKS, EVERY_DAY, 60),
        Wait("X", "MK", "RS", Season.JULY, EVERY_DAY, 30),
    ]
)


@pytest.mark.parametrize(
    ("moment", "minutes"),
    [
        (datetime(2026, 11, 24, 9, tzinfo=UTC), 15),
        (datetime(2026, 11, 27, 9, tzinfo=UTC), 25),
        (datetime(2026, 7, 8, 9, tzinfo=UTC), 40),
        (datetime(2026, 7, 10, 9, tzinfo=UTC), 90),
        (datetime(2026, 12, 29, 9, tzinfo=UTC), 60),
        # In local time it is already Friday.
        (datetime(2026, 7, 9, 22, 30, tzinfo=UTC), 90),
    ],
)
def test_the_wait_follows_season_weekday_and_holiday_week(moment: datetime, minutes: int) -> None:
    assert BOOK.minutes("RS", "MK", moment) == minutes


def test_each_direction_waits_for_itself() -> None:
    moment = datetime(2026, 7, 11, 9, tzinfo=UTC)
    assert BOOK.minutes("RS", "MK", moment) == 90
    assert BOOK.minutes("MK", "RS", moment) == 30


def test_an_unknown_border_has_no_crossing_and_no_wait() -> None:
    assert BOOK.crossings("RS", "BG") == []
    assert BOOK.minutes("RS", "BG", datetime(2026, 7, 11, tzinfo=UTC)) == 0


def test_an_override_comes_first_and_ends_by_itself() -> None:
    start = datetime(2026, 11, 24, 10, tzinfo=UTC)
    period = Interval(start, start + timedelta(hours=2))
    book = BorderBook(BOOK.waits, [WaitOverride("X", "RS", "MK", period, 120)])
    assert book.minutes("RS", "MK", start - timedelta(minutes=1)) == 15
    assert book.minutes("RS", "MK", start) == 120
    assert book.minutes("RS", "MK", period.end) == 15
    steps = book.steps("RS", "MK", date(2026, 11, 24), date(2026, 11, 24))
    assert [minutes for _, minutes in steps] == [15, 120, 15]


def test_of_two_crossings_one_takes_the_quicker() -> None:
    book = BorderBook([*BOOK.waits, wait(Season.JULY, EVERY_DAY, 20, crossing="Y")])
    assert book.minutes("RS", "MK", datetime(2026, 7, 11, 9, tzinfo=UTC)) == 20


@given(st.dates(date(2015, 1, 1), date(2035, 12, 31)))
def test_every_day_has_a_season(day: date) -> None:
    assert season_of(day) in Season


@given(
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    st.integers(0, 10),
    st.integers(0, 24 * 60 - 1),
)
def test_steps_say_the_same_as_the_wait_at_any_moment(day: date, span: int, minute: int) -> None:
    last = day + timedelta(days=span)
    steps = BOOK.steps("RS", "MK", day, last)
    moment = steps[0][0] + timedelta(days=span, minutes=minute)
    if moment < steps[0][0] + timedelta(days=span + 1) - timedelta(hours=1):
        current = [minutes for start, minutes in steps if start <= moment][-1]
        assert current == BOOK.minutes("RS", "MK", moment)
