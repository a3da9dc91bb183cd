"""Places that are filled together or not at all: a yes is held until all have come."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.db.models import Assignment, HostRoom, Message, Offer, Relay, RoomBooking, Seat
from app.db.unit_of_work import make_engine, make_session_factory
from app.domain import actors
from app.domain.errors import ConflictError
from app.domain.groups import Place, is_whole
from app.domain.messages import MessageKind
from app.domain.states import AssignmentState, OfferState
from app.domain.vocabulary import Channel, Modality, Role
from app.services import offers
from tests import factories as make
from tests.factories import NOW
from tests.support.database import Database


def make_seats(db: Session, *roles: Role, relay: int = 0) -> list[Seat]:
    """The seats of one session: the first role is a request's own, ``relay`` adds two legs."""
    meeting = make.make_request(db).sessions[0]
    seats = list(meeting.seats)
    for role in roles[1:]:
        seats.append(_seat(meeting.id, len(seats) + 1, role))
    if relay:
        chain = Relay(session_id=meeting.id, pivot_dialect="eng")
        db.add(chain)
        db.flush()
        for leg in (1, 2):
            seats.append(_seat(meeting.id, len(seats) + 1, Role.INTERPRETER, chain.id, leg))
    db.add_all(seats)
    db.flush()
    return seats


def _seat(
    meeting: int, position: int, role: Role, relay: int | None = None, leg: int | None = None
) -> Seat:
    return Seat(
        session_id=meeting,
        position=position,
        role=role,
        from_dialect="pbu",
        into_dialect="srp",
        minimum_score=0.6,
        minimum_level=2,
        relay_id=relay,
        relay_leg=leg,
    )


def ask(db: Session, seats: Sequence[Seat]) -> list[Offer]:
    plan = make.make_plan(db)
    rows = [
        make.make_assignment(
            db, seat, make.make_member(db), state=AssignmentState.PROPOSED, plan=plan
        )
        for seat in seats
    ]
    return offers.open_offers(db, actors.system(), NOW, rows)


def accept(db: Session, offer: Offer, minutes: int = 1) -> Offer:
    by = actors.member(offer.member_id, Channel.LINK)
    return offers.accept(db, by, NOW + timedelta(minutes=minutes), offer.id)


def states(db: Session, asked: Sequence[Offer]) -> list[OfferState]:
    db.expire_all()
    return [offer.state for offer in asked]


def told(db: Session, offer: Offer) -> list[MessageKind]:
    query = select(Message.kind).where(Message.offer_id == offer.id).order_by(Message.id)
    return list(db.scalars(query))


TEAM = (Role.INTERPRETER, Role.INTERPRETER)
BESIDE = (Role.INTERPRETER, Role.MEDIATOR)


@pytest.mark.parametrize("roles", [TEAM, BESIDE])
def test_the_first_yes_is_held_and_the_second_confirms_both(
    db: Session, roles: tuple[Role, ...]
) -> None:
    first, second = ask(db, make_seats(db, *roles))
    accept(db, second)
    assert states(db, [first, second]) == [OfferState.OPEN, OfferState.HELD]
    assert told(db, second) == [MessageKind.OFFER, MessageKind.HELD]
    accept(db, first, minutes=9)
    assert states(db, [first, second]) == [OfferState.ACCEPTED, OfferState.ACCEPTED]
    assert told(db, second)[-1] is MessageKind.CONFIRMED
    assert second.answered_at == NOW + timedelta(minutes=1), "the moment of the answer is kept"


def test_a_held_yes_said_again_changes_nothing_and_may_become_a_no(db: Session) -> None:
    first, second = ask(db, make_seats(db, *TEAM))
    accept(db, first)
    accept(db, first, minutes=2)
    assert told(db, first) == [MessageKind.OFFER, MessageKind.HELD]
    by = actors.member(first.member_id, Channel.LINK)
    offers.decline(db, by, NOW + timedelta(minutes=3), first.id)
    accept(db, second, minutes=4)
    assert states(db, [first, second]) == [OfferState.DECLINED, OfferState.HELD]


def test_a_hold_ends_with_a_text_and_the_time_is_free_again(db: Session) -> None:
    first, second = ask(db, make_seats(db, *TEAM))
    accept(db, first)
    db.refresh(first)
    offers.expire_due(db, actors.system(), first.expires_at)
    assert states(db, [first, second]) == [OfferState.EXPIRED, OfferState.EXPIRED]
    assert told(db, first)[-1] is MessageKind.RELEASED
    assert told(db, second)[-1] is MessageKind.EXPIRED
    assert db.get_one(Assignment, first.assignment_id).state is AssignmentState.RELEASED


def test_a_relay_is_confirmed_whole_instead_of_its_direct_seat(db: Session) -> None:
    direct, one, two = make_seats(db, Role.INTERPRETER, relay=1)
    first, second = ask(db, [one, two])
    accept(db, first)
    assert first.state is OfferState.HELD
    accept(db, second)
    assert states(db, [first, second]) == [OfferState.ACCEPTED, OfferState.ACCEPTED]
    assert direct.relay_id is None


def test_a_direct_yes_ends_the_offers_of_the_relay(db: Session) -> None:
    direct, one, two = make_seats(db, Role.INTERPRETER, relay=1)
    asked = ask(db, [direct, one, two])
    accept(db, asked[1])
    accept(db, asked[0])
    assert states(db, asked) == [
        OfferState.ACCEPTED,
        OfferState.WITHDRAWN,
        OfferState.WITHDRAWN,
    ]


def test_after_one_of_a_team_has_gone_the_next_yes_confirms_at_once(db: Session) -> None:
    seats = make_seats(db, *TEAM)
    first, second = ask(db, seats)
    accept(db, first)
    accept(db, second)
    by = actors.member(second.member_id, Channel.LINK)
    offers.give_back(db, by, NOW + timedelta(hours=1), second.id)
    (third,) = ask(db, [seats[1]])
    accept(db, third)
    assert states(db, [first, third]) == [OfferState.ACCEPTED, OfferState.ACCEPTED]


def test_the_database_refuses_half_a_group(db: Session) -> None:
    first, _ = ask(db, make_seats(db, *TEAM))
    row = update(Assignment).where(Assignment.id == first.assignment_id)
    db.execute(row.values(state=AssignmentState.CONFIRMED))
    with pytest.raises(IntegrityError, match="half a group"):
        db.connection().exec_driver_sql("set constraints all immediate")


def in_approved_room(db: Session) -> tuple[Offer, RoomBooking]:
    """An offer from a host room whose authority approves each use."""
    seat = make_seats(db, Role.INTERPRETER)[0]
    room = HostRoom(
        site_id=make.site(db, "MK-SA").id,
        name="Room 1",
        privacy_ok=True,
        link_ok=True,
        has_camera=True,
        has_document_camera=False,
        has_printer_scanner=False,
        has_esign_device=False,
        needs_approval=True,
    )
    db.add(room)
    db.flush()
    row = make.make_assignment(
        db,
        seat,
        make.make_member(db),
        state=AssignmentState.PROPOSED,
        plan=make.make_plan(db),
        modality=Modality.VIDEO,
    )
    row.host_room_id = room.id
    booking = RoomBooking(host_room_id=room.id, assignment_id=row.id, period=row.period)
    db.add(booking)
    (offer,) = offers.open_offers(db, actors.system(), NOW, [row])
    return offer, booking


def test_a_yes_waits_for_the_host_rooms_approval(db: Session) -> None:
    offer, booking = in_approved_room(db)
    accept(db, offer)
    assert offer.state is OfferState.HELD
    offers.approve_room(db, actors.system(), NOW + timedelta(minutes=5), booking.id)
    assert states(db, [offer]) == [OfferState.ACCEPTED]


def test_a_refused_host_room_lets_the_member_go(db: Session) -> None:
    offer, booking = in_approved_room(db)
    accept(db, offer)
    offers.refuse_room(db, actors.system(), NOW + timedelta(minutes=5), booking.id)
    assert states(db, [offer]) == [OfferState.EXPIRED]
    assert told(db, offer)[-1] is MessageKind.RELEASED


def test_an_approved_room_is_no_reason_to_wait(db: Session) -> None:
    offer, booking = in_approved_room(db)
    offers.approve_room(db, actors.system(), NOW, booking.id)
    accept(db, offer)
    assert offer.state is OfferState.ACCEPTED


@pytest.mark.parametrize(
    ("places", "whole"),
    [
        ([Place(1, Role.INTERPRETER, None, True)], True),
        ([Place(1, Role.INTERPRETER, None, False)], False),
        ([Place(1, Role.INTERPRETER, None, True), Place(2, Role.MEDIATOR, None, False)], False),
        ([Place(1, Role.INTERPRETER, 7, True), Place(2, Role.INTERPRETER, 7, True)], True),
        ([Place(1, Role.INTERPRETER, 7, True), Place(2, Role.INTERPRETER, 7, False)], False),
    ],
)
def test_whole_is_what_has_every_place_ready(places: list[Place], whole: bool) -> None:
    assert is_whole(places) is whole


def test_a_team_that_answers_at_once_is_confirmed_whole_every_time(
    committed_db: Database,
) -> None:
    """Two for each of two seats say yes, or no, at the same moment."""
    with committed_db.session_factory.begin() as session:
        seats = make_seats(session, *TEAM)
        plan = make.make_plan(session), make.make_plan(session)
        rows = [
            make.make_assignment(
                session, seat, make.make_member(session), state=AssignmentState.PROPOSED, plan=p
            )
            for seat in seats
            for p in plan
        ]
        asked = [
            (o.id, o.member_id) for o in offers.open_offers(session, actors.system(), NOW, rows)
        ]
    engine = make_engine(committed_db.url, pool_size=len(asked))
    factory, ready = make_session_factory(engine), Barrier(len(asked))

    def say_yes(offer_id: int, member_id: int) -> None:
        with factory() as session:
            session.connection()
            ready.wait()
            try:
                offers.accept(session, actors.member(member_id, Channel.LINK), NOW, offer_id)
                session.commit()
            except ConflictError:
                session.rollback()

    with ThreadPoolExecutor(len(asked)) as pool:
        list(pool.map(lambda each: say_yes(*each), asked))
    engine.dispose()
    with committed_db.session_factory() as session:
        found = session.scalars(
            select(Assignment.seat_id).where(Assignment.state == AssignmentState.CONFIRMED)
        ).all()
        held = session.scalars(select(Offer.id).where(Offer.state == OfferState.HELD)).all()
    assert sorted(found) == sorted(seat.id for seat in seats)
    assert held == []
