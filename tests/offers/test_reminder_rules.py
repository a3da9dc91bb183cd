"""When reminders are due: by hours that pass, also in nights in which clocks change."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.reminders import (
    BORDER_LEAD,
    HANDSHAKE_LEAD,
    LEAD,
    LONGEST_LEAD,
    SHORT_HANDSHAKE_LEAD,
    SHORT_WAY,
    WINDOWS,
    ComingJob,
    Notice,
    due_at,
    due_reminders,
    may_set_out,
    notices_of,
)

BELGRADE = ZoneInfo("Europe/Belgrade")
#: Any time of two years, and often one around the two nights in which clocks change.
CHANGES = (datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC))
STARTS = st.datetimes(
    datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)
) | st.builds(
    lambda change, minutes: change + timedelta(minutes=minutes),
    st.sampled_from(CHANGES),
    st.integers(-4 * 24 * 60, 4 * 24 * 60),
)
JOBS = st.builds(
    lambda start, ahead, way, crosses, zone: ComingJob(
        start.astimezone(zone), start - timedelta(minutes=ahead), timedelta(minutes=way), crosses
    ),
    STARTS,
    st.integers(0, 20 * 24 * 60),
    st.integers(0, 600),
    st.booleans(),
    st.sampled_from([UTC, BELGRADE]),
)


def due(job: ComingJob, now: datetime) -> list[Notice]:
    return [reminder.notice for reminder in due_reminders(job, now)]


@given(JOBS)
def test_a_text_is_due_so_many_real_hours_before(job: ComingJob) -> None:
    start = job.starts_at.astimezone(UTC)
    assert start - due_at(Notice.PASSPORT, job) == BORDER_LEAD <= LONGEST_LEAD
    assert start - due_at(Notice.REMINDER, job) == LEAD
    lead = SHORT_HANDSHAKE_LEAD if job.way <= SHORT_WAY else HANDSHAKE_LEAD
    assert start - due_at(Notice.HANDSHAKE, job) == lead
    assert (Notice.PASSPORT in notices_of(job)) is job.crosses_border


@given(JOBS, st.sampled_from(Notice), st.integers(-(10**6), 10**6))
def test_a_text_is_written_from_its_moment_until_its_window_ends(
    job: ComingJob, notice: Notice, seconds: int
) -> None:
    moment = due_at(notice, job)
    now = moment + timedelta(seconds=seconds)
    is_in_window = moment <= now < moment + WINDOWS[notice]
    knew_before = job.confirmed_at <= moment and notice in notices_of(job)
    assert (notice in due(job, now)) is (is_in_window and knew_before)


@given(JOBS)
def test_a_clock_that_ticks_each_minute_finds_every_text_and_none_after_the_start(
    job: ComingJob,
) -> None:
    found = set()
    for notice in Notice:
        for minute in (0, 1, 59):
            now = due_at(notice, job) + timedelta(seconds=minute)
            found.update(due(job, now))
    assert found == {each for each in notices_of(job) if job.confirmed_at <= due_at(each, job)}
    assert due(job, job.starts_at) == []


@given(JOBS, st.sampled_from(Notice))
def test_a_text_is_of_use_for_as_long_as_it_is_written(job: ComingJob, notice: Notice) -> None:
    last = due_at(notice, job) + WINDOWS[notice] - timedelta(microseconds=1)
    for reminder in due_reminders(job, last):
        assert last < reminder.useless_after <= job.starts_at


@pytest.mark.parametrize(
    ("day", "hours"), [(29, 23), (28, 24)], ids=["clocks go forward", "clocks stay"]
)
def test_a_days_notice_over_a_change_of_clocks_is_24_hours(day: int, hours: int) -> None:
    start = datetime(2026, 3, day, 10, 0, tzinfo=BELGRADE)
    job = ComingJob(start, start - timedelta(days=9), timedelta(0), crosses_border=False)
    told = due_at(Notice.REMINDER, job).astimezone(BELGRADE)
    on_the_clock = start.replace(tzinfo=None) - told.replace(tzinfo=None)
    assert on_the_clock == timedelta(hours=24 + (24 - hours))


@given(STARTS, st.integers(-(10**5), 10**5), st.sampled_from([UTC, BELGRADE]))
def test_one_sets_out_in_the_last_six_real_hours(
    start: datetime, seconds: int, zone: ZoneInfo
) -> None:
    now = start + timedelta(seconds=seconds)
    assert may_set_out(start.astimezone(zone), now) is (-6 * 3600 <= seconds < 0)
