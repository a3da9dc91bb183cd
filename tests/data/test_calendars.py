"""Working days of the two countries, and the weeks in which the region travels."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.calendars import WorkingCalendar, is_in_holiday_week

SERBIA, MACEDONIA = WorkingCalendar("RS"), WorkingCalendar("MK")
DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))
CALENDARS = st.sampled_from([SERBIA, MACEDONIA])


def test_the_countries_keep_different_holidays() -> None:
    clement = date(2026, 12, 8)
    assert SERBIA.is_working_day(clement)
    assert not MACEDONIA.is_working_day(clement)
    assert MACEDONIA.holiday_name(clement) == "Saint Clement of Ohrid Day"
    assert not SERBIA.is_working_day(date(2026, 2, 16))
    assert MACEDONIA.is_working_day(date(2026, 2, 16))


def test_the_holidays_of_2018_are_those_the_design_was_calibrated_on() -> None:
    expected = ["01-01", "01-08", "04-09", "05-01", "05-24", "06-15", "08-02"]
    expected += ["10-11", "10-23"]
    weekdays = [date(2018, 1, 1) + timedelta(days=n) for n in range(365)]
    off = [d for d in weekdays if d.weekday() < 5 and not MACEDONIA.is_working_day(d)]
    assert [day.strftime("%m-%d") for day in off] == expected


def test_an_exception_overrides_weekend_and_holiday() -> None:
    saturday, clement = date(2026, 12, 5), date(2026, 12, 8)
    calendar = WorkingCalendar("MK", {saturday: True, clement: True, date(2026, 12, 9): False})
    assert calendar.is_working_day(saturday)
    assert calendar.next_working_day(clement) == date(2026, 12, 10)


def test_the_next_working_day_skips_weekend_and_holiday() -> None:
    assert MACEDONIA.next_working_day(date(2026, 12, 4)) == date(2026, 12, 7)
    assert MACEDONIA.next_working_day(date(2026, 12, 7)) == date(2026, 12, 9)
    assert SERBIA.next_working_day(date(2026, 12, 31)) == date(2027, 1, 4)


@given(CALENDARS, DAYS)
def test_the_next_working_day_is_the_first_one_after(calendar: WorkingCalendar, day: date) -> None:
    following = calendar.next_working_day(day)
    assert calendar.is_working_day(following)
    assert calendar.working_days_between(day, following) == 1


@given(CALENDARS, DAYS, st.integers(0, 30))
def test_adding_working_days_is_the_reverse_of_counting_them(
    calendar: WorkingCalendar, day: date, count: int
) -> None:
    assert calendar.working_days_between(day, calendar.add_working_days(day, count)) == count


@given(CALENDARS, DAYS, st.integers(0, 20), st.integers(0, 20))
def test_working_days_add_up_over_adjacent_stretches(
    calendar: WorkingCalendar, day: date, first: int, second: int
) -> None:
    middle = day + timedelta(days=first)
    end = middle + timedelta(days=second)
    whole = calendar.working_days_between(day, end)
    parts = calendar.working_days_between(day, middle), calendar.working_days_between(middle, end)
    assert whole == sum(parts)


def test_no_working_days_lie_before_a_day() -> None:
    assert SERBIA.working_days_between(date(2026, 11, 27), date(2026, 11, 20)) == 0


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 4, 6), True),  # the Monday before Orthodox Easter
        (date(2026, 4, 12), True),
        (date(2026, 4, 5), False),  # western Easter
        (date(2026, 4, 27), True),
        (date(2026, 12, 21), True),
        (date(2027, 1, 10), True),
        (date(2027, 1, 11), False),
        (date(2026, 11, 23), False),
    ],
)
def test_holiday_weeks_run_from_monday_to_sunday_around_a_feast(day: date, expected: bool) -> None:
    assert is_in_holiday_week(day) is expected


@given(DAYS)
def test_all_days_of_a_week_are_in_a_holiday_week_or_none(day: date) -> None:
    monday = day - timedelta(days=day.weekday())
    assert is_in_holiday_week(day) == is_in_holiday_week(monday)
