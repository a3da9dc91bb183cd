"""The rules of offers: deadlines, numbers, nights, and where an offer stands."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.calendars import WorkingCalendar
from app.domain.ladder.quiet import rest_ends
from app.domain.offers import (
    ACUTE_WINDOW,
    FIRST_NUMBER,
    LAST_TWO_DIGITS,
    PACKING_TIME,
    OfferFacts,
    Standing,
    next_number,
    reply_deadline,
    standing,
)
from app.domain.sending import LONGEST_WAIT, MOST_TRIES, next_try
from app.domain.states import AssignmentState, OfferState
from tests.factories import NOW

BELGRADE = ZoneInfo("Europe/Belgrade")
CALENDAR = WorkingCalendar("RS", {})
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))
FACTS = OfferFacts(
    state=OfferState.OPEN,
    assignment=AssignmentState.OFFERED,
    expires_at=NOW + timedelta(days=1),
    starts_at=NOW + timedelta(days=2),
    is_filled_by_other=False,
    is_cancelled=False,
    is_vetted=True,
    is_absent=False,
)


def local(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=BELGRADE)


def deadline(now: datetime, starts_at: datetime, travel: timedelta = timedelta(0)) -> datetime:
    return reply_deadline(now, starts_at, travel, BELGRADE, CALENDAR)


@pytest.mark.parametrize(
    ("now", "starts_at", "expected"),
    [
        # More than 20 working days ahead: two working days.
        (local(23, 9), local(23, 9) + timedelta(days=40), local(25, 9)),
        # More than 10: one.
        (local(23, 9), local(23, 9) + timedelta(days=18), local(24, 9)),
        # Two or more: the next working day at 15:00.
        (local(23, 9), local(26, 9), local(24, 15)),
        # The next day, asked before 14:00: the same day at 16:30; after it, 20 minutes.
        (local(23, 9), local(24, 12), local(23, 16, 30)),
        (local(23, 14, 30), local(24, 12), local(23, 14, 50)),
        # Within two hours: five minutes.
        (local(23, 9), local(23, 10, 30), local(23, 9, 5)),
        # A Friday's question about Tuesday may be answered on Monday.
        (local(20, 9), local(24, 12), local(23, 15)),
    ],
)
def test_the_time_to_answer_follows_the_lead_time(
    now: datetime, starts_at: datetime, expected: datetime
) -> None:
    assert deadline(now, starts_at) == expected


def test_an_answer_must_come_before_the_member_has_to_set_out() -> None:
    now, starts_at, travel = local(23, 9), local(24, 12), timedelta(hours=22)
    assert deadline(now, starts_at, travel) == starts_at - travel - PACKING_TIME


@given(MOMENTS, st.integers(1, 60 * 24 * 60), st.integers(0, 600))
def test_a_deadline_is_never_past_never_after_the_start_and_leaves_five_minutes(
    now: datetime, minutes_ahead: int, travel: int
) -> None:
    starts_at = now + timedelta(minutes=minutes_ahead)
    until = deadline(now, starts_at, timedelta(minutes=travel))
    assert now < until <= starts_at
    assert until >= min(now + ACUTE_WINDOW, starts_at)


@given(st.none() | st.integers(10, 9999), st.sets(st.integers(10, 99)))
def test_a_number_is_free_and_short_while_a_short_one_is_free(
    last: int | None, taken: set[int]
) -> None:
    number = next_number(last, taken)
    assert number not in taken
    assert number >= FIRST_NUMBER
    assert number <= LAST_TWO_DIGITS or len(taken) == LAST_TWO_DIGITS - FIRST_NUMBER + 1


def test_a_number_is_not_used_again_at_once() -> None:
    assert next_number(47, set()) == 48
    assert next_number(99, {10}) == 11


@given(MOMENTS)
def test_a_night_ends_at_seven_there_and_no_text_goes_before(now: datetime) -> None:
    local_time = now.astimezone(BELGRADE).time()
    morning = rest_ends(now, BELGRADE)
    if time(7) <= local_time < time(21):
        assert morning is None
    else:
        assert morning is not None
        assert morning.astimezone(BELGRADE).time() == time(7)
        assert timedelta(0) < morning - now <= timedelta(hours=11)


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 3, 28), 9), (date(2026, 10, 24), 11), (date(2026, 11, 23), 10)]
)
def test_a_night_in_which_clocks_change_is_an_hour_shorter_or_longer(day: date, hours: int) -> None:
    evening = datetime.combine(day, time(21), BELGRADE).astimezone(UTC)
    morning = rest_ends(evening, BELGRADE)
    assert morning is not None
    assert morning.astimezone(UTC) - evening == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (FACTS, Standing.OPEN),
        (replace(FACTS, state=OfferState.QUEUED), Standing.OPEN),
        (replace(FACTS, expires_at=NOW), Standing.EXPIRED),
        (replace(FACTS, state=OfferState.EXPIRED), Standing.EXPIRED),
        (replace(FACTS, starts_at=NOW), Standing.BEGUN),
        (replace(FACTS, is_vetted=False), Standing.NOT_VETTED),
        (replace(FACTS, is_absent=True), Standing.ABSENT),
        (replace(FACTS, is_filled_by_other=True), Standing.FILLED),
        (replace(FACTS, is_cancelled=True, is_filled_by_other=True), Standing.CANCELLED),
        (replace(FACTS, state=OfferState.WITHDRAWN), Standing.WITHDRAWN),
        (replace(FACTS, state=OfferState.WITHDRAWN, is_filled_by_other=True), Standing.FILLED),
        (replace(FACTS, state=OfferState.DECLINED, is_cancelled=True), Standing.DECLINED),
        (
            replace(FACTS, state=OfferState.ACCEPTED, assignment=AssignmentState.CONFIRMED),
            Standing.YOURS,
        ),
        (
            replace(FACTS, state=OfferState.ACCEPTED, assignment=AssignmentState.CANCELLED),
            Standing.CANCELLED,
        ),
        (
            replace(FACTS, state=OfferState.ACCEPTED, assignment=AssignmentState.RELEASED),
            Standing.WITHDRAWN,
        ),
        (
            replace(FACTS, state=OfferState.ACCEPTED, assignment=AssignmentState.WITHDRAWN),
            Standing.GIVEN_BACK,
        ),
    ],
)
def test_where_an_offer_stands(facts: OfferFacts, expected: Standing) -> None:
    assert standing(facts, NOW) is expected


@given(st.integers(1, MOST_TRIES - 1), st.floats(0, 1))
def test_waits_grow_to_a_limit_and_end(tries: int, spread: float) -> None:
    again = next_try(NOW, tries, None, spread)
    assert again is not None
    assert timedelta(seconds=2) < again - NOW <= LONGEST_WAIT * 1.5
    assert next_try(NOW, MOST_TRIES, None, spread) is None
    assert next_try(NOW, tries, again, spread) is None
