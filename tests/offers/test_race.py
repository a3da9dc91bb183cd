"""Fifty members are asked for one seat and say yes at once."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import func, select

from app.db.models import Assignment, AuditEntry, Message, Offer
from app.db.unit_of_work import make_engine, make_session_factory
from app.domain.actors import member, system
from app.domain.errors import ConflictError
from app.domain.messages import MessageKind
from app.domain.states import AssignmentState, OfferState
from app.domain.vocabulary import Channel
from app.services import offers
from tests import factories as make
from tests.factories import NOW
from tests.support.database import Database

COUNT = 50


def ask_all(database: Database) -> list[tuple[int, int]]:
    """The offer and the member of each who is asked for the one seat."""
    with database.session_factory.begin() as session:
        seat = make.make_request(session).sessions[0].seats[0]
        rows = [
            make.make_assignment(
                session,
                seat,
                make.make_member(session),
                state=AssignmentState.PROPOSED,
                plan=make.make_plan(session),
            )
            for _ in range(COUNT)
        ]
        made = offers.open_offers(session, system(), NOW, rows)
        return [(offer.id, offer.member_id) for offer in made]


def test_one_of_fifty_has_the_seat_and_the_others_are_told_at_once(
    committed_db: Database,
) -> None:
    asked = ask_all(committed_db)
    engine = make_engine(committed_db.url, pool_size=COUNT)
    factory, ready = make_session_factory(engine), Barrier(COUNT)

    def say_yes(offer_id: int, member_id: int) -> str:
        with factory() as session:
            session.connection()
            ready.wait()
            try:
                offers.accept(session, member(member_id, Channel.LINK), NOW, offer_id)
                session.commit()
            except ConflictError as error:
                session.rollback()
                return error.message
            return ""

    with ThreadPoolExecutor(COUNT) as pool:
        answers = list(pool.map(lambda each: say_yes(*each), asked))
    engine.dispose()

    assert answers.count("") == 1
    assert {text.split(": ")[1] for text in answers if text} == {"the seat is already filled."}
    winner = asked[answers.index("")][0]
    with committed_db.session_factory() as session:
        confirmed = session.scalars(
            select(Offer.id)
            .join(Offer.assignment)
            .where(Assignment.state == AssignmentState.CONFIRMED)
        ).all()
        states = Counter(session.scalars(select(Offer.state)))
        told = session.scalars(select(Message.kind).where(Message.kind != MessageKind.OFFER)).all()
        accepted = session.scalar(
            select(func.count()).select_from(AuditEntry).where(AuditEntry.act == "offer.accepted")
        )
    assert confirmed == [winner]
    assert states == {OfferState.ACCEPTED: 1, OfferState.WITHDRAWN: COUNT - 1}
    assert (told.count(MessageKind.FILLED), told.count(MessageKind.CONFIRMED)) == (COUNT - 1, 1)
    assert accepted == 1
