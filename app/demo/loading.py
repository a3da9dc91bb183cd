"""Putting a demonstration into the database, through the same services that people use."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.db import locks
from app.db.models import AuditEntry, Authority, Member, Site, User
from app.db.unit_of_work import SessionFactory
from app.demo.accounts import add_users
from app.demo.generate import generate
from app.demo.model import Asked, Demonstration
from app.demo.past import add_history, add_objections
from app.demo.weekly import ZONE
from app.domain.actors import Actor, system
from app.domain.requests import NewRequest
from app.domain.vocabulary import Channel
from app.services import audit, joining, pool, reference, requests

LOADED = "demonstration.loaded"
#: The latest moment at which a request of the week came in.
JUST_NOW = timedelta(minutes=1)


@dataclass(frozen=True)
class Keys:
    """What the codes of the generator are in the database."""

    authorities: Mapping[str, int]
    sites: Mapping[str, int]
    users: Mapping[str, int]


def load(session_factory: SessionFactory, seed: int, now: datetime) -> None:
    """Load the region, the pool and the coming week, or nothing that is there already.

    The coming week is loaded, not the present one: nothing of it has passed, whatever day it is,
    and members have days to answer. A demonstration opened again in another week gets that week
    too. All of it or nothing is kept.
    """
    monday = coming_monday(now)
    with session_factory.begin() as session:
        session.execute(select(func.pg_advisory_xact_lock(locks.DEMONSTRATION)))
        reference.load(session)
        loaded = _loaded_weeks(session)
        if monday.isoformat() not in loaded:
            _load_week(session, now, generate(seed, monday), is_first=not loaded)


def coming_monday(now: datetime) -> date:
    """The Monday after the local day on which ``now`` falls."""
    today = now.astimezone(ZONE).date()
    return today + timedelta(days=7 - today.weekday())


def _loaded_weeks(session: Session) -> set[str]:
    query = select(AuditEntry.details).where(AuditEntry.act == LOADED)
    return {details["monday"] for details in session.scalars(query)}


def _load_week(session: Session, now: datetime, week: Demonstration, *, is_first: bool) -> None:
    actor = system(Channel.COMMAND)
    if is_first:
        _load_pool(session, actor, now, week)
    keys = _keys(session)
    for filed_at, asked in sorted(((_filed_at(a, now), a) for a in week.requests), key=_moment):
        requests.file_request(session, actor, filed_at, new_request(asked, keys))
    audit.record(session, actor, now, LOADED, "demonstration", None, monday=week.monday.isoformat())


def _load_pool(session: Session, actor: Actor, now: datetime, week: Demonstration) -> None:
    """Users, members, what was served in the weeks before, and who must not serve whom."""
    add_users(session, actor, now)
    members: list[Member] = []
    for joined in week.members:
        member = joining.add_member(session, actor, now, joined.member)
        for away in joined.absences:
            pool.approve_absence(session, actor, now, member.id, away)
        members.append(member)
    keys = _keys(session)
    held = [s for s in week.history if _start(s.asked) + timedelta(minutes=s.asked.minutes) <= now]
    add_history(session, actor, [(s, new_request(s.asked, keys)) for s in held], members)
    add_objections(session, actor, now, week.objections, members)


def _keys(session: Session) -> Keys:
    return Keys(
        authorities=dict(session.execute(select(Authority.code, Authority.id)).all()),
        sites=dict(session.execute(select(Site.code, Site.id)).all()),
        users=dict(session.execute(select(User.username, User.id)).all()),
    )


def _moment(pair: tuple[datetime, Asked]) -> datetime:
    return pair[0]


def _filed_at(asked: Asked, now: datetime) -> datetime:
    """Its lead time before the session; the latest ones came in just now."""
    return min(_start(asked) - asked.lead, now - JUST_NOW)


def _start(asked: Asked) -> datetime:
    return asked.start.replace(tzinfo=ZONE).astimezone(UTC)


def new_request(asked: Asked, keys: Keys) -> NewRequest:
    return NewRequest(
        authority_id=keys.authorities[asked.authority],
        site_id=keys.sites[asked.site],
        procedure=asked.procedure,
        case_ref=asked.case_ref,
        dialect=asked.dialect,
        start=asked.start,
        latest_start=asked.latest_start,
        minutes=asked.minutes,
        modalities=asked.modalities,
        remote_justification=asked.remote_justification,
        roles=asked.roles,
        gender=asked.gender,
        gender_strength=asked.gender_strength,
        consent=asked.consent,
        consent_reason=asked.consent_reason,
        trainings=asked.trainings,
        is_trauma_heavy=asked.is_trauma_heavy,
        priority=asked.priority,
        deadline_on=asked.deadline_on,
        deadline_reason=asked.deadline_reason,
        embargoed_until=asked.embargoed_until,
        officer_id=keys.users[asked.officer] if asked.officer else None,
    )
