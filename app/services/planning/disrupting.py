"""A coordinator says what happened: each published plan that it meets gets a draft to mend it."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.db.models import PlanRun
from app.db.queries import repairs as queries
from app.db.unit_of_work import SessionFactory
from app.domain import disruptions
from app.domain.actors import Actor
from app.domain.borders import ZONE
from app.domain.disruptions import Disruption, MemberSick
from app.domain.errors import InvalidError
from app.domain.own_countries import require_own
from app.domain.permissions import Act
from app.domain.said import Sentence, joined, said
from app.services.planning.happening import happen
from app.services.planning.repairs import Repaired, repair_after

LONGEST = timedelta(days=60)


def answer_disruption(
    session_factory: SessionFactory,
    actor: Actor,
    now: datetime,
    disruption: Disruption,
    memory_mb: int,
) -> list[Repaired]:
    """The drafts; publishing one notes what happened. Where no published plan holds these days it
    is noted at once, and the list is empty.

    Raises InvalidError that names the field and the remedy, ForbiddenError for what belongs to
    the coordinator of another country, and what ``repair_after`` raises.
    """
    with session_factory() as session:
        _require_sensible(session, now, disruption)
        require_own(actor, Act.PUBLISH, _countries(session, disruption))
        moments = (max(disruption.span.start, now), disruption.span.end)
        first, last = (moment.astimezone(ZONE).date() for moment in moments)
        plans = queries.published_of_days(session, first, last)
        ids = [plan.id for plan in plans]
    found = [
        repair_after(
            session_factory, actor, now, plan_id, [disruption], publish=False, memory_mb=memory_mb
        )
        for plan_id in ids
    ]
    drafts = [repaired for repaired in found if repaired is not None]
    if not drafts:
        noted = PlanRun(disruptions=[disruptions.to_json(disruption)], lifted=[])
        with session_factory.begin() as session:
            happen(session, actor, now, noted)
    return drafts


def _require_sensible(session: Session, now: datetime, disruption: Disruption) -> None:
    faults: dict[str, Sentence] = {}
    if isinstance(disruption, MemberSick):
        if queries.home_country(session, disruption.member_id) is None:
            faults["member"] = said("No active member is chosen: choose one of the list.")
    elif not queries.crossings(session, disruption.countries):
        faults["border"] = said("There is no such border: choose one of the list.")
    if disruption.span.end <= now:
        faults["until"] = said("This is over: choose an end that is to come.")
    elif disruption.span.length > LONGEST:
        faults["until"] = said(
            "That is more than {most} days: choose an earlier end.", most=LONGEST.days
        )
    if faults:
        raise InvalidError(joined(" ", faults.values()), faults)


def _countries(session: Session, disruption: Disruption) -> list[str]:
    if isinstance(disruption, MemberSick):
        return [queries.home_country(session, disruption.member_id) or ""]
    return list(disruption.countries)
