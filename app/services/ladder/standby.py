"""Stand-ins: looked for quietly while a member who has said yes is silent."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.db.models import Assignment, Ladder
from app.db.queries import ladder_members, ladder_seats, locks
from app.db.queries import ladders as queries
from app.domain.actors import Actor
from app.domain.states import LadderState, OfferState
from app.services.ladder.starting import begin, end
from app.services.offers import holding


def begin_standby_search(session: Session, actor: Actor, now: datetime, seat_id: int) -> Ladder:
    """Look for somebody to stand in for the member who has the seat and does not answer.

    Returns the search, the running one where there is one already. Call it in the transaction of
    the act that found the silence; nothing is sent by it, a job takes the steps at once. Members
    are asked as for any job; the member who is silent is not told and keeps the seat. A stand-in's
    yes is held until 30 minutes after the start and confirmed by ``settle_standby``, or by the
    job within a few seconds once nobody has the seat any more (given back, withdrawn, no-show).
    """
    return queries.live_of_seat(session, seat_id) or begin(
        session, actor, now, seat_id, is_standby=True
    )


def settle_standby(
    session: Session, actor: Actor, now: datetime, seat_id: int, *, comes: bool
) -> bool:
    """The silence is over: the member comes after all, or certainly does not.

    ``comes``: the search ends, and whoever is asked or was ready to stand in is let go with a
    text. Otherwise the first who was ready gets the seat, which the caller has freed before;
    where nobody is ready the search goes on, for the seat itself. Whether a stand-in has it now.
    Where no stand-in was looked for nothing happens.
    """
    locks.lock_seats(session, [seat_id])
    if comes:
        _stand_down(session, actor, now, seat_id)
        return False
    ready = [o for o in ladder_members.standbys(session, seat_id) if o.state is OfferState.HELD]
    if ladder_seats.is_filled(session, seat_id):
        return False
    if ready:
        holding.promote(session, actor, now, ready[0])
        _stand_down(session, actor, now, seat_id)
        return True
    _look_for_the_seat(session, now, seat_id)
    return False


def _stand_down(session: Session, actor: Actor, now: datetime, seat_id: int) -> None:
    """End the search for a stand-in, and let go whoever is asked or ready."""
    holding.release(session, actor, now, ladder_members.standbys(session, seat_id))
    ladder = queries.live_of_seat(session, seat_id)
    if ladder is not None and ladder.is_standby:
        end(session, actor, now, ladder, LadderState.STOPPED)


def _look_for_the_seat(session: Session, now: datetime, seat_id: int) -> None:
    """Who was asked to stand in is now asked for the seat."""
    asked = [o.assignment_id for o in ladder_members.standbys(session, seat_id)]
    session.execute(update(Assignment).where(Assignment.id.in_(asked)).values(is_standby=False))
    session.expire_all()
    ladder = queries.live_of_seat(session, seat_id)
    if ladder is not None:
        ladder.is_standby = False
        queries.nudge(session, now, [seat_id])
