"""Living through a search, step after step, with a clock that is moved."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from app.db.models import Assignment, Ladder, LadderStep, Offer
from app.db.queries import ladders as queries
from app.domain import actors
from app.domain.actors import Actor
from app.domain.states import OfferState
from app.domain.vocabulary import Channel, DeclineReason
from app.services import ladder, offers
from tests.factories import NOW


class Searching:
    """Searches and offers at ``now``, which only moves forward."""

    def __init__(self, db: Session, sessions: sessionmaker[Session]) -> None:
        self.db, self.sessions, self.now = db, sessions, NOW

    def begin(self, seat_id: int) -> Ladder:
        self.db.commit()
        with self.sessions.begin() as session:
            return ladder.begin(session, actors.system(), self.now, seat_id)

    def step(self) -> None:
        """What the jobs do now: end overdue offers, then take the steps that are due."""
        with self.sessions.begin() as session:
            offers.expire_due(session, actors.system(), self.now)
        ladder.step_due(self.sessions, lambda: self.now)

    def at(self, moment: datetime | None) -> None:
        self.now = max(self.now, moment or self.now)
        self.step()

    def ladder(self, seat_id: int) -> Ladder:
        self.db.rollback()
        return queries.newest_of_seats(self.db, [seat_id])[seat_id]

    def steps(self, seat_id: int) -> Sequence[LadderStep]:
        return self.ladder(seat_id).steps

    def open_offers(self, seat_id: int) -> list[Offer]:
        self.db.rollback()
        query = (
            select(Offer)
            .join(Assignment, Assignment.id == Offer.assignment_id)
            .where(Assignment.seat_id == seat_id, Offer.state == OfferState.OPEN)
        )
        return list(self.db.scalars(query.order_by(Offer.id)))

    def accept(self, offer: Offer) -> Offer:
        with self.sessions.begin() as session:
            return offers.accept(session, self._by(offer), self.now, offer.id)

    def decline(self, offer: Offer, reason: DeclineReason | None = None) -> Offer:
        with self.sessions.begin() as session:
            return offers.decline(session, self._by(offer), self.now, offer.id, reason)

    def _by(self, offer: Offer) -> Actor:
        return actors.member(offer.member_id, Channel.LINK)
