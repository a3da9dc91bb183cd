"""The day's clocks as rules: silent, late, absent, thanked; silence alone blames nobody."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.on_the_day import (
    CLOSED_AFTER,
    DayFacts,
    Presence,
    WaitingTerms,
    is_no_show,
    is_overdue,
    is_taken_as_held,
    is_thanked,
    may_arrive,
    may_begin,
    may_say_late,
    needs_standby,
    presence,
    wait_until,
)
from tests.factories import NOW

TERMS = WaitingTerms(*(timedelta(minutes=each) for each in (10, 15, 30)))
START, END = NOW, NOW + timedelta(hours=2)
minutes = st.integers(-12 * 60, 40 * 60).map(lambda each: timedelta(minutes=each))
moments = st.none() | st.integers(-240, 60).map(lambda each: START + timedelta(minutes=each))


@st.composite
def facts(draw: st.DrawFn) -> DayFacts:
    return DayFacts(
        START,
        END,
        timedelta(minutes=draw(st.sampled_from([0, 30, 31, 240]))),
        TERMS,
        on_my_way_at=draw(moments),
        late_minutes=draw(st.none() | st.integers(1, 240)),
        arrived_at=draw(moments),
        began_at=draw(moments),
    )


@given(facts(), minutes)
def test_who_has_said_a_word_is_neither_absent_nor_stood_in_for(
    known: DayFacts, since: timedelta
) -> None:
    now = START + since
    if known.has_spoken:
        assert not is_no_show(known, now)
        assert not needs_standby(known, now)
    else:
        assert is_no_show(known, now) is (since >= TERMS.absent_after)
        assert not is_thanked(known, now)
        assert not is_taken_as_held(known, now)


@given(facts(), minutes)
def test_nobody_who_is_there_is_asked_where_they_are(known: DayFacts, since: timedelta) -> None:
    now = START + since
    if is_overdue(known, now):
        assert known.arrived_at is None
        assert known.began_at is None
        assert known.expected_at + TERMS.late_after <= now < END
    if presence(known, now) in (Presence.ARRIVED, Presence.BEGUN):
        assert not is_overdue(known, now)


@given(facts(), minutes)
def test_a_session_is_taken_as_held_a_day_after_its_end_at_the_earliest(
    known: DayFacts, since: timedelta
) -> None:
    now = START + since
    if is_taken_as_held(known, now):
        assert now >= END + CLOSED_AFTER
    assert not (is_taken_as_held(known, now) and is_no_show(known, now))


def silent(way: int) -> DayFacts:
    return DayFacts(START, END, timedelta(minutes=way), TERMS)


def test_a_stand_in_is_looked_for_two_hours_before_or_one_near_home() -> None:
    for way, lead in ((240, 120), (30, 60), (0, 60)):
        due = START - timedelta(minutes=lead)
        assert not needs_standby(silent(way), due - timedelta(seconds=1))
        assert needs_standby(silent(way), due)


def test_silence_is_told_from_the_time_before_the_handshake() -> None:
    for way, lead in ((240, 180), (30, 90)):
        due = START - timedelta(minutes=lead)
        assert presence(silent(way), due - timedelta(seconds=1)) is Presence.EXPECTED
        assert presence(silent(way), due) is Presence.SILENT


def test_who_says_how_late_they_are_is_overdue_only_after_that() -> None:
    known = DayFacts(START, END, timedelta(0), TERMS, late_minutes=30)
    assert presence(known, START + timedelta(minutes=39)) is Presence.SAID_LATE
    assert presence(known, START + timedelta(minutes=40)) is Presence.OVERDUE
    assert presence(silent(0), START + timedelta(minutes=10)) is Presence.OVERDUE
    assert presence(silent(0), END) is Presence.OVER


def test_buttons_open_when_they_mean_something() -> None:
    known = silent(0)
    assert not may_say_late(known, START - timedelta(hours=7))
    assert may_say_late(known, START + timedelta(minutes=5))
    assert not may_arrive(known, START - timedelta(minutes=61))
    assert may_arrive(known, START - timedelta(minutes=60))
    assert not may_begin(known, START)
    there = DayFacts(START, END, timedelta(0), TERMS, arrived_at=START)
    assert may_begin(there, START)
    assert not may_say_late(there, START)
    assert not may_arrive(there, START)
    assert wait_until(known) == START + TERMS.wait
