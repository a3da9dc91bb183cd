"""A whole search lived through with the clock of a test, step after step (domain E4)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from app.db.models import Assignment, ContactPreference, Offer
from app.domain.actors import member, system
from app.domain.ladder.model import Consent, EndReason, StepKind
from app.domain.states import AssignmentState, LadderState, OfferState
from app.domain.vocabulary import Channel, Modality
from app.services import ladder, offers
from tests import factories as make
from tests.factories import NOW
from tests.ladder.support import Searching
from tests.support.offers import ask

BELGRADE = ZoneInfo("Europe/Belgrade")


def seat_of(db: Session, **request: Any) -> int:
    return make.make_request(db, **request).sessions[0].seats[0].id


def test_members_are_asked_wave_after_wave_until_one_says_yes(
    db: Session, searching: Searching
) -> None:
    members = [make.make_member(db) for _ in range(6)]
    seat = seat_of(db)
    searching.begin(seat)
    searching.step()
    first = searching.open_offers(seat)
    assert len(first) == 3, "six working days ahead two or three are asked"
    assert {o.expires_at for o in first} == {
        datetime(2026, 11, 24, 15, 0, tzinfo=BELGRADE).astimezone(UTC)
    }
    for offer in first[:2]:
        searching.decline(offer)
    searching.step()
    assert searching.open_offers(seat) == first[2:], "the third may still answer"

    searching.decline(first[2])
    searching.step()
    second = searching.open_offers(seat)
    assert len(second) == 3
    assert {o.member_id for o in first} | {o.member_id for o in second} == {m.id for m in members}

    searching.accept(second[1])
    searching.step()
    found = searching.ladder(seat)
    assert found.state is LadderState.COVERED
    assert [s.kind for s in found.steps] == [StepKind.WAVE, StepKind.WAVE]


def test_nobody_left_ends_uncovered_after_every_relaxation_and_proposes_another_time(
    db: Session, searching: Searching
) -> None:
    make.make_member(db)
    seat = seat_of(db)
    searching.begin(seat)
    searching.step()
    (offer,) = searching.open_offers(seat)
    searching.decline(offer)
    searching.step()
    steps = {s.kind: s for s in searching.steps(seat)}
    assert steps[StepKind.BY_HAND].consent is Consent.ASKED
    assert steps[StepKind.DIALECT].details == {"found": 0}

    searching.at(steps[StepKind.BY_HAND].until)
    assert searching.steps(seat)[-1].kind is StepKind.END
    found = searching.ladder(seat)
    assert (found.state, found.end_reason) == (LadderState.UNCOVERED, EndReason.ALL_SAID_NO)


def test_nobody_is_asked_on_a_day_off_or_at_night(db: Session, searching: Searching) -> None:
    """Begun on a Saturday night: the wave goes out on Monday at seven."""
    make.make_member(db)
    seat = seat_of(db, starts_at=datetime(2026, 12, 8, 10, 0, tzinfo=BELGRADE))
    searching.now = datetime(2026, 11, 28, 22, 0, tzinfo=BELGRADE)
    searching.begin(seat)
    searching.step()
    assert searching.open_offers(seat) == []
    monday = datetime(2026, 11, 30, 7, 0, tzinfo=BELGRADE)
    assert searching.ladder(seat).next_at == monday

    searching.at(monday - timedelta(minutes=1))
    assert searching.open_offers(seat) == []
    searching.at(monday)
    (offer,) = searching.open_offers(seat)
    assert offer.expires_at == datetime(2026, 12, 1, 15, 0, tzinfo=BELGRADE)


def test_over_a_public_holiday_the_window_is_longer(db: Session, searching: Searching) -> None:
    """Asked on the eve of Orthodox Christmas, a Wednesday: until Friday."""
    make.make_member(db)
    seat = seat_of(db, starts_at=datetime(2027, 1, 14, 10, 0, tzinfo=BELGRADE))
    searching.now = datetime(2027, 1, 6, 9, 0, tzinfo=BELGRADE)
    searching.begin(seat)
    searching.step()
    (offer,) = searching.open_offers(seat)
    assert offer.expires_at == datetime(2027, 1, 8, 15, 0, tzinfo=BELGRADE)


def test_who_keeps_friday_is_asked_after_the_prayer_and_others_before(
    db: Session, searching: Searching
) -> None:
    devout, other = make.make_member(db), make.make_member(db)
    db.add(ContactPreference(member_id=devout.id, keeps_friday=True))
    seat = seat_of(db, starts_at=datetime(2026, 12, 4, 10, 0, tzinfo=BELGRADE))
    searching.now = datetime(2026, 11, 27, 12, 0, tzinfo=BELGRADE)
    searching.begin(seat)
    searching.step()
    (first,) = searching.open_offers(seat)
    assert first.member_id == other.id
    searching.decline(first)
    searching.step()
    assert searching.open_offers(seat) == []
    searching.at(datetime(2026, 11, 27, 14, 0, tzinfo=BELGRADE))
    (second,) = searching.open_offers(seat)
    assert second.member_id == devout.id


def test_a_session_today_is_offered_to_everybody_for_minutes_and_at_night_only_if_acute(
    db: Session, searching: Searching
) -> None:
    members = [make.make_member(db) for _ in range(7)]
    seat = seat_of(db, starts_at=datetime(2026, 11, 23, 15, 0, tzinfo=BELGRADE))
    searching.begin(seat)
    searching.step()
    first = searching.open_offers(seat)
    assert len(first) == 5, "enough for nine in ten"
    assert {o.expires_at - NOW for o in first} == {timedelta(minutes=20)}
    searching.at(NOW + timedelta(minutes=20))
    second = searching.open_offers(seat)
    assert {o.member_id for o in (*first, *second)} == {m.id for m in members}
    assert searching.ladder(seat).state is LadderState.RUNNING


def test_after_a_no_the_search_begins_by_itself_only_where_that_is_allowed(
    db: Session, searching: Searching
) -> None:
    asked = ask(db)
    other = make.make_member(db)
    seat = asked.assignment.seat_id
    db.commit()
    searching.decline(asked.offer)
    searching.step()
    assert searching.open_offers(seat) == []
    with searching.sessions.begin() as session:
        ladder.allow(session, system(), searching.now, "RS", moves_on=True)
    searching.step()
    (offer,) = searching.open_offers(seat)
    assert offer.member_id == other.id


def test_an_authority_may_be_excepted(db: Session, searching: Searching) -> None:
    asked = ask(db)
    make.make_member(db)
    seat, office = asked.assignment.seat_id, asked.request.authority_id
    db.commit()
    with searching.sessions.begin() as session:
        ladder.allow(session, system(), searching.now, "RS", moves_on=True)
        ladder.except_authority(session, system(), searching.now, office, moves_on=False)
    searching.decline(asked.offer)
    searching.step()
    assert searching.open_offers(seat) == []


def test_a_member_who_may_not_serve_is_never_asked(db: Session, searching: Searching) -> None:
    """No clearance on the day, the wrong dialect, another session: hard rules stay hard."""
    make.make_member(db, vetted_until=date(2026, 11, 25))
    make.make_member(db, dialects=("arb",))
    busy = make.make_member(db)
    taken = make.make_request(db).sessions[0].seats[0]
    make.make_assignment(db, taken, busy, state=AssignmentState.CONFIRMED)
    seat = seat_of(db)
    searching.begin(seat)
    searching.step()
    assert searching.open_offers(seat) == []
    assert searching.steps(seat)[0].kind is not StepKind.WAVE


def test_a_remote_session_is_agreed_by_the_officer_and_then_offered(
    db: Session, searching: Searching
) -> None:
    one = make.make_member(db, modalities=(Modality.PHONE,))
    seat = seat_of(db)
    searching.begin(seat)
    searching.step()
    asked = searching.steps(seat)[-1]
    assert (asked.kind, asked.consent) == (StepKind.REMOTE, Consent.ASKED)
    with searching.sessions.begin() as session:
        ladder.agree(session, system(), searching.now, asked.id, "The room is being painted")
    searching.step()
    (offer,) = searching.open_offers(seat)
    assert offer.member_id == one.id


def test_another_time_is_proposed_and_the_session_moved(db: Session, searching: Searching) -> None:
    one = make.make_member(db)
    busy = make.make_request(db).sessions[0].seats[0]
    make.make_assignment(db, busy, one, state=AssignmentState.CONFIRMED)
    seat = seat_of(db)
    searching.begin(seat)
    searching.step()
    by_hand = searching.steps(seat)[-1]
    searching.at(by_hand.until)
    step = searching.steps(seat)[-1]
    assert step.kind is StepKind.ANOTHER_TIME
    assert step.proposed_start is not None
    with searching.sessions.begin() as session:
        ladder.agree(session, system(), searching.now, step.id)
    searching.step()
    (offer,) = searching.open_offers(seat)
    row = db.get_one(Assignment, offer.assignment_id)
    assert (offer.member_id, row.span.start) == (one.id, step.proposed_start)


def test_a_stand_in_is_found_quietly_and_has_the_seat_once_the_other_is_gone(
    db: Session, searching: Searching
) -> None:
    asked = ask(db, starts_at=NOW + timedelta(hours=2))
    stand_in = make.make_member(db)
    seat = asked.assignment.seat_id
    db.commit()
    searching.accept(asked.offer)
    with searching.sessions.begin() as session:
        ladder.begin_standby_search(session, system(), searching.now, seat)
    searching.step()
    (offer,) = searching.open_offers(seat)
    assert offer.member_id == stand_in.id
    assert searching.accept(offer).state is OfferState.HELD
    searching.step()
    assert searching.ladder(seat).state is LadderState.COVERED

    with searching.sessions.begin() as session:
        by = member(asked.member.id, Channel.LINK)
        offers.give_back(session, by, searching.now, asked.offer.id)
    searching.step()
    db.rollback()
    assert db.get_one(Offer, offer.id).state is OfferState.ACCEPTED


def test_a_stand_in_is_let_go_when_the_other_comes_after_all(
    db: Session, searching: Searching
) -> None:
    asked = ask(db, starts_at=NOW + timedelta(hours=2))
    make.make_member(db)
    seat = asked.assignment.seat_id
    db.commit()
    searching.accept(asked.offer)
    with searching.sessions.begin() as session:
        ladder.begin_standby_search(session, system(), searching.now, seat)
    searching.step()
    (offer,) = searching.open_offers(seat)
    with searching.sessions.begin() as session:
        ladder.settle_standby(session, system(), searching.now, seat, comes=True)
    db.rollback()
    assert db.get_one(Offer, offer.id).state is OfferState.EXPIRED
    assert searching.ladder(seat).state is LadderState.STOPPED


def test_two_workers_take_a_step_once(db: Session, searching: Searching) -> None:
    for _ in range(4):
        make.make_member(db)
    seat = seat_of(db)
    key = searching.begin(seat).id
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda _: ladder.step(searching.sessions, NOW, key), range(4)))
    assert done.count(True) == 1
    assert len(searching.steps(seat)) == 1
