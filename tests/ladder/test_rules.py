"""The rules of a search: waves, quiet times, relaxations, ends. Properties of every course."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.calendars import WorkingCalendar
from app.domain.ladder.acceptance import (
    PRIOR_CHANCE,
    Acceptance,
    Answer,
    Hour,
    chance_of_one,
    hour_of,
    wave_size,
)
from app.domain.ladder.bands import BANDS, may_ring
from app.domain.ladder.course import (
    AskWave,
    Candidate,
    EndCovered,
    EndUncovered,
    Mend,
    Relax,
    Situation,
    Wait,
    next_move,
)
from app.domain.ladder.model import RELAXATIONS, Consenter, EndReason, StepKind
from app.domain.ladder.quiet import Preferences, free_from, is_ramadan, rests
from app.domain.offers import Lead, lead_of, reply_deadline
from app.domain.procedures import ProcedureCode
from app.domain.vocabulary import DeclineReason

BELGRADE = ZoneInfo("Europe/Belgrade")
SERBIA = WorkingCalendar("RS")
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=BELGRADE)


def at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, BELGRADE)


# Acceptance


def answers(member: int, yes: int, no: int, **more: object) -> list[Answer]:
    reason = more.get("reason")
    assert reason is None or isinstance(reason, DeclineReason)
    return [Answer(member, "INT", Hour.DAY, True)] * yes + [
        Answer(member, "INT", Hour.DAY, False, reason)
    ] * no


def test_without_an_answer_the_prior_speaks() -> None:
    estimate = Acceptance([]).of(1, "INT", Hour.DAY)
    assert estimate.chance == pytest.approx(PRIOR_CHANCE)


def test_who_says_yes_more_often_is_likelier_to_say_yes() -> None:
    model = Acceptance([*answers(1, 9, 1), *answers(2, 1, 9)])
    eager, reluctant = (model.of(m, "INT", Hour.DAY).chance for m in (1, 2))
    newcomer = model.of(3, "INT", Hour.DAY).chance
    assert reluctant < newcomer < eager


@given(st.integers(0, 30))
def test_conflict_and_wellbeing_never_count_against_anybody(times: int) -> None:
    for reason in (DeclineReason.CONFLICT, DeclineReason.WELLBEING):
        plain = Acceptance(answers(1, 3, 2))
        model = Acceptance([*answers(1, 3, 2), *answers(1, 0, times, reason=reason)])
        assert model.of(1, "INT", Hour.DAY) == plain.of(1, "INT", Hour.DAY)
        assert model.of(2, "INT", Hour.DAY) == plain.of(2, "INT", Hour.DAY)


def test_another_kind_or_hour_teaches_half_as_much() -> None:
    model = Acceptance(answers(1, 4, 0))
    same, other = model.of(1, "INT", Hour.DAY), model.of(1, "MED", Hour.WEEKEND)
    assert (same.answers, other.answers) == (4, 2)
    assert same.chance > other.chance > PRIOR_CHANCE


@given(st.lists(st.tuples(st.integers(1, 4), st.booleans()), max_size=60))
def test_a_chance_is_never_certain(rows: list[tuple[int, bool]]) -> None:
    model = Acceptance([Answer(m, "INT", Hour.DAY, yes) for m, yes in rows])
    for member in range(6):
        assert 0 < model.of(member, "INT", Hour.DAY).chance < 1


@pytest.mark.parametrize(
    ("local", "hour"),
    [
        (at(date(2026, 11, 23), time(9)), Hour.DAY),
        (at(date(2026, 11, 23), time(19)), Hour.EVENING_OR_NIGHT),
        (at(date(2026, 11, 28), time(9)), Hour.WEEKEND),
    ],
)
def test_hours(local: datetime, hour: Hour) -> None:
    assert hour_of(local) is hour


CHANCES = st.lists(st.floats(0.01, 0.99), min_size=1, max_size=12)


def test_five_with_a_chance_of_two_in_five_make_nine_in_ten() -> None:
    assert wave_size([0.4] * 9, 0.9, 1, 9) == 5


@given(CHANCES, st.floats(0.5, 0.99), st.integers(1, 5), st.integers(1, 10))
def test_a_wave_is_the_smallest_that_reaches_its_target(
    chances: list[float], target: float, least: int, most: int
) -> None:
    size = wave_size(chances, target, least, most)
    assert min(least, most, len(chances)) <= size <= min(most, len(chances))
    if size < min(most, len(chances)):
        assert chance_of_one(chances[:size]) >= target
    if size > min(least, most, len(chances)):
        assert chance_of_one(chances[: size - 1]) < target


# Quiet times

MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))
CLOCKS = st.times()
WISHES = st.builds(
    Preferences,
    st.booleans(),
    st.booleans(),
    st.none() | st.tuples(st.just(time(12)), st.just(time(15))) | st.just((time(22), time(8))),
)


@given(MOMENTS, st.sampled_from(list(Lead)), WISHES)
def test_nobody_is_written_to_while_they_rest(
    now: datetime, lead: Lead, wishes: Preferences
) -> None:
    found = free_from(now, lead, BELGRADE, SERBIA, wishes)
    local = found.astimezone(BELGRADE)
    assert found >= now
    assert not any(a <= local.time() < b for a, b in rests(local.date(), wishes))
    if lead in (Lead.LONG, Lead.MIDDLE, Lead.SHORT):
        assert SERBIA.is_working_day(local.date())


@pytest.mark.parametrize(
    ("now", "wishes", "expected"),
    [
        (at(date(2026, 11, 23), time(9)), Preferences(), at(date(2026, 11, 23), time(9))),
        (at(date(2026, 11, 23), time(22)), Preferences(), at(date(2026, 11, 24), time(7))),
        (at(date(2026, 11, 24), time(3)), Preferences(), at(date(2026, 11, 24), time(7))),
        # Friday noon
        (at(date(2026, 11, 27), time(12)), Preferences(True), at(date(2026, 11, 27), time(14))),
        (at(date(2026, 11, 27), time(12)), Preferences(), at(date(2026, 11, 27), time(12))),
        # Saturday, and Orthodox Christmas (Thursday 7 January)
        (at(date(2026, 11, 28), time(12)), Preferences(), at(date(2026, 11, 30), time(7))),
        (at(date(2027, 1, 7), time(12)), Preferences(), at(date(2027, 1, 8), time(7))),
        # The fast of 1447 (February and March 2026)
        (
            at(date(2026, 2, 25), time(17)),
            Preferences(False, True),
            at(date(2026, 2, 25), time(20, 30)),
        ),
        (at(date(2026, 2, 25), time(8)), Preferences(False, True), at(date(2026, 2, 25), time(10))),
    ],
)
def test_rest_ends_at(now: datetime, wishes: Preferences, expected: datetime) -> None:
    assert free_from(now, Lead.SHORT, BELGRADE, SERBIA, wishes) == expected


def test_ramadan_is_known() -> None:
    assert is_ramadan(date(2026, 2, 25))
    assert not is_ramadan(date(2026, 11, 23))


def test_what_is_short_goes_out_on_a_day_off_but_not_at_night() -> None:
    saturday = at(date(2026, 11, 28), time(12))
    assert free_from(saturday, Lead.SAME_DAY, BELGRADE, SERBIA) == saturday
    night = at(date(2026, 11, 28), time(23))
    assert free_from(night, Lead.SAME_DAY, BELGRADE, SERBIA) == at(date(2026, 11, 29), time(7))


def test_only_what_cannot_wait_rings_at_night() -> None:
    morning, late = MONDAY + timedelta(hours=1), MONDAY
    assert may_ring(Lead.ACUTE, ProcedureCode.INT, morning, late)
    assert may_ring(Lead.SHORT, ProcedureCode.ONC, morning, late)
    assert may_ring(Lead.SAME_DAY, ProcedureCode.INT, morning, late)
    assert not may_ring(Lead.SAME_DAY, ProcedureCode.INT, morning, morning + timedelta(1))
    assert not may_ring(Lead.SHORT, ProcedureCode.INT, morning, late)


# Windows

LEADS = st.timedeltas(timedelta(minutes=6), timedelta(days=45))


@given(MOMENTS, LEADS, st.timedeltas(timedelta(0), timedelta(hours=6)))
def test_no_window_passes_the_start(now: datetime, lead: timedelta, way: timedelta) -> None:
    starts_at = now + lead
    deadline = reply_deadline(now, starts_at, way, BELGRADE, SERBIA)
    assert now < deadline <= starts_at


@given(MOMENTS, LEADS)
def test_the_nearer_a_session_the_more_are_asked_at_once(now: datetime, lead: timedelta) -> None:
    near, far = (
        BANDS[lead_of(now, now + each, BELGRADE, SERBIA)] for each in (lead, lead + timedelta(9))
    )
    assert far.most <= near.most


# Courses


@dataclass
class World:
    """A pool that answers as it was drawn, and those who agree or do not."""

    now: datetime
    starts_at: datetime
    pool: list[tuple[float, bool, timedelta]]
    more: dict[StepKind, int]
    agrees: dict[StepKind, bool]
    may_mend: bool = False
    begun: datetime = field(init=False)
    asked: list[int] = field(default_factory=list)
    waves: list[tuple[datetime, tuple[int, ...]]] = field(default_factory=list)
    taken: list[StepKind] = field(default_factory=list)
    is_filled: bool = False
    open_until: datetime | None = None
    pending: StepKind | None = None
    pending_until: datetime | None = None
    short: int = 0
    mended: int = 0

    def __post_init__(self) -> None:
        self.begun = self.now

    def lead(self) -> Lead:
        return lead_of(self.now, self.starts_at, BELGRADE, SERBIA)

    def free(self, member: int) -> datetime:
        """When the member may be written to, as the services work it out."""
        away_until = self.begun + self.pool[member][2]
        found = free_from(max(self.now, away_until), self.lead(), BELGRADE, SERBIA)
        kind, until = ProcedureCode.INT, self.starts_at
        return self.now if may_ring(self.lead(), kind, found, until) else found

    def situation(self) -> Situation:
        return Situation(
            now=self.now,
            answer_until=self.starts_at,
            is_filled=self.is_filled,
            band=BANDS[self.lead()],
            target=0.9,
            largest=10,
            candidates=[
                Candidate(m, chance, self.free(m))
                for m, (chance, _, _) in enumerate(self.pool)
                if m not in self.asked
            ],
            open_until=self.open_until,
            pending_until=self.pending_until,
            taken=self.taken,
            helps=dict.fromkeys(self.more, False),
            asked=len(self.asked),
            mend_from=self.now if self.may_mend and BANDS[self.lead()].mends else None,
            short=self.short,
        )

    def deadline(self) -> datetime:
        return reply_deadline(self.now, self.starts_at, timedelta(0), BELGRADE, SERBIA)

    def live(self) -> EndCovered | EndUncovered:
        """Move after move until the end; a course that does not end fails the test."""
        for _ in range(400):
            move = next_move(self.situation())
            if isinstance(move, EndCovered | EndUncovered):
                return move
            self.do(move)
        raise AssertionError("the search does not end")

    def do(self, move: Wait | AskWave | Mend | Relax) -> None:
        if isinstance(move, Wait):
            assert self.now < move.until <= self.starts_at
            self.now = move.until
            self._close()
        elif isinstance(move, Mend):
            self._mend()
        elif isinstance(move, AskWave) and self.short:
            self.waves[-1] = (self.now, (*self.waves[-1][1], *move.members))
            self.asked += move.members
            self.short = 0
        elif isinstance(move, AskWave):
            self.waves.append((self.now, move.members))
            self.asked += move.members
            self.open_until = self.deadline()
        else:
            assert move.kind not in self.taken
            self.taken.append(move.kind)
            if move.helps:
                self.pending, self.pending_until = move.kind, self.deadline()

    def _mend(self) -> None:
        """The plan has somebody new, or nobody; then it is not mended again."""
        assert self.open_until is None
        left = [m for m in range(len(self.pool)) if m not in self.asked]
        self.may_mend = bool(left)
        if left:
            self.mended += 1
            self.asked.append(left[-1])
            self.waves.append((self.now, (left[-1],)))
            self.open_until = self.deadline()
            self.short = max(0, BANDS[self.lead()].least - 1)

    def _close(self) -> None:
        """Windows close: the last wave has answered, and whoever was to agree."""
        if self.open_until is not None and self.open_until <= self.now:
            last = self.waves[-1][1]
            self.is_filled = any(self.pool[member][1] for member in last)
            self.open_until, self.short = None, 0
        if self.pending is not None and self.pending_until and self.pending_until <= self.now:
            if self.agrees.get(self.pending, False):
                self.pool += [(0.4, False, timedelta(0))] * self.more[self.pending]
            self.pending = self.pending_until = None


MEMBERS = st.tuples(
    st.floats(0.05, 0.95), st.booleans(), st.timedeltas(timedelta(0), timedelta(hours=30))
)
KINDS = st.sampled_from(list(RELAXATIONS))
WORLDS = st.builds(
    lambda now, lead, *rest: World(now, now + lead, *rest),
    MOMENTS,
    LEADS,
    st.lists(MEMBERS, max_size=12),
    st.dictionaries(KINDS, st.integers(0, 3)),
    st.dictionaries(KINDS, st.booleans()),
)


@settings(max_examples=400)
@given(WORLDS)
def test_every_search_ends(world: World) -> None:
    end = world.live()
    assert isinstance(end, EndCovered) is world.is_filled


@settings(max_examples=400)
@given(WORLDS)
def test_nobody_is_asked_twice_at_night_or_too_late(world: World) -> None:
    world.live()
    assert len(world.asked) == len(set(world.asked))
    for moment, members in world.waves:
        assert members
        assert moment < world.starts_at
        local = moment.astimezone(BELGRADE).time()
        lead = lead_of(moment, world.starts_at, BELGRADE, SERBIA)
        if lead not in (Lead.ACUTE, Lead.SAME_DAY):
            assert time(7) <= local < time(21)
        assert len(members) <= BANDS[lead].most


@settings(max_examples=400)
@given(WORLDS)
def test_relaxations_come_in_order_and_after_everybody(world: World) -> None:
    world.live()
    order = list(RELAXATIONS)
    assert world.taken == sorted(world.taken, key=order.index)


def test_who_is_likeliest_for_the_plan_is_asked_first() -> None:
    pool = [Candidate(7, 0.2, MONDAY), Candidate(3, 0.9, MONDAY)]
    seen = Situation(MONDAY, MONDAY + timedelta(30), False, BANDS[Lead.LONG], 0.9, 10, pool)
    move = next_move(seen)
    assert isinstance(move, AskWave)
    assert move.members == (7,)


def test_why_a_search_found_nobody() -> None:
    over = Situation(MONDAY, MONDAY, False, BANDS[Lead.ACUTE], 0.9, 10)
    assert next_move(over) == EndUncovered(EndReason.TIME_IS_OVER)
    tried = Situation(
        MONDAY, MONDAY + timedelta(1), False, BANDS[Lead.SHORT], 0.9, 10, taken=set(RELAXATIONS)
    )
    assert next_move(tried) == EndUncovered(EndReason.NOBODY_ALLOWED)


def test_each_relaxation_says_who_must_agree() -> None:
    assert RELAXATIONS[StepKind.DIALECT] is Consenter.OFFICER
    assert RELAXATIONS[StepKind.OTHER_COUNTRY] is Consenter.HOST
    assert Consenter.NOBODY not in RELAXATIONS.values()
