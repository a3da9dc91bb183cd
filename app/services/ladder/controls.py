"""What a coordinator may do with a search: skip to its next step, pause it, go on, stop it."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.db.models import Authority, Country, Ladder, LadderException, LadderPolicy
from app.db.queries import ladders as queries
from app.db.queries import locks
from app.db.queue import defer
from app.db.transitions import move
from app.domain import permissions
from app.domain.actors import Actor
from app.domain.errors import ConflictError, ForbiddenError, NotFoundError
from app.domain.ladder.model import Consent
from app.domain.lifecycles import LADDER
from app.domain.permissions import Act
from app.domain.said import said
from app.domain.states import LadderState
from app.domain.vocabulary import ActorKind
from app.services import audit
from app.services.ladder.starting import end
from app.services.offers.changes import STEP


def skip(session: Session, actor: Actor, now: datetime, ladder_id: int) -> Ladder:
    """Do not wait for the present step: the next one is taken at once. Those who are asked may
    still answer; who was asked to agree has not."""
    ladder = _locked(session, actor, ladder_id)
    if ladder.state is not LadderState.RUNNING:
        raise ConflictError(said("The search is not under way; go on with it first."))
    for step in ladder.steps:
        if step.until is not None and step.until > now:
            step.until = now
            if step.consent is Consent.ASKED:
                step.consent = Consent.LAPSED
    ladder.next_at = now
    _record(session, actor, now, ladder, "skipped")
    defer(session, STEP, {})
    return ladder


def pause(session: Session, actor: Actor, now: datetime, ladder_id: int) -> Ladder:
    """Take no further step until somebody goes on. Pausing twice changes nothing."""
    ladder = _locked(session, actor, ladder_id)
    if ladder.state is not LadderState.PAUSED:
        move(session, ladder, LADDER, LadderState.PAUSED, next_at=None)
        _record(session, actor, now, ladder, "paused")
    return ladder


def go_on(session: Session, actor: Actor, now: datetime, ladder_id: int) -> Ladder:
    """Go on with a paused search. Going on twice changes nothing."""
    ladder = _locked(session, actor, ladder_id)
    if ladder.state is not LadderState.RUNNING:
        move(session, ladder, LADDER, LadderState.RUNNING, next_at=now)
        _record(session, actor, now, ladder, "running")
        defer(session, STEP, {})
    return ladder


def stop(session: Session, actor: Actor, now: datetime, ladder_id: int) -> Ladder:
    """End the search; it does not begin again by itself. Those who are asked may still answer.
    Stopping twice changes nothing."""
    ladder = _locked(session, actor, ladder_id)
    if ladder.state is not LadderState.STOPPED:
        end(session, actor, now, ladder, LadderState.STOPPED)
    return ladder


def allow(
    session: Session,
    actor: Actor,
    now: datetime,
    country: str,
    *,
    moves_on: bool,
    mends: bool = False,
) -> LadderPolicy:
    """Let searches for a country's seats begin and go on by themselves, or not; ``mends``: where
    they do, mend the plan of the day first."""
    permissions.require(actor, Act.PUBLISH)
    if actor.kind is not ActorKind.SYSTEM and country not in actor.countries:
        raise ForbiddenError(said("That is for the coordinator of {country}.", country=country))
    if session.get(Country, country) is None:
        raise NotFoundError(said("There is no country {country}.", country=country))
    policy = session.get(LadderPolicy, country) or LadderPolicy(country_code=country)
    policy.moves_on, policy.mends = moves_on, moves_on and mends
    session.add(policy)
    details = {"country": country, "moves_on": moves_on, "mends": policy.mends}
    audit.record(session, actor, now, "ladder.allowed", "country", None, **details)
    session.flush()
    return policy


def except_authority(
    session: Session, actor: Actor, now: datetime, authority_id: int, *, moves_on: bool | None
) -> None:
    """Decide otherwise for one authority; None: as its country does."""
    permissions.require(actor, Act.PUBLISH)
    authority = session.get(Authority, authority_id)
    if authority is None:
        raise NotFoundError(said("There is no such authority."))
    special = session.get(LadderException, authority_id)
    if moves_on is None and special is not None:
        session.delete(special)
    elif moves_on is not None:
        session.merge(LadderException(authority_id=authority_id, moves_on=moves_on))
    details = {"moves_on": moves_on}
    audit.record(session, actor, now, "ladder.allowed", "authority", authority_id, **details)
    session.flush()


def _locked(session: Session, actor: Actor, ladder_id: int) -> Ladder:
    permissions.require(actor, Act.PUBLISH)
    if (seat_id := queries.seat_of(session, ladder_id)) is None:
        raise NotFoundError(said("There is no such search."))
    locks.lock_seats(session, [seat_id])
    found = queries.with_parts(session, ladder_id)
    if found is None:
        raise NotFoundError(said("There is no such search."))
    return found


def _record(session: Session, actor: Actor, now: datetime, ladder: Ladder, what: str) -> None:
    details = {"seat": ladder.seat_id}
    audit.record(session, actor, now, f"ladder.{what}", "ladder", ladder.id, **details)
