"""What searches may change in a plan by themselves."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.db.queries import ladder_members, ladder_policies
from app.db.queries import repairs as repair_queries
from app.db.queries.calendars import working_calendars
from app.db.queries.ladder_members import Reachable
from app.domain.calendars import WorkingCalendar
from app.domain.ladder.quiet import free_from
from app.domain.offers import ACUTE_WINDOW, lead_of
from app.services.planning import Proposal
from scheduler.plan import Assignment


def is_within(session: Session, now: datetime, proposal: Proposal) -> bool:
    """Whether every seat that would change is one that searches may mend, and everybody who would
    be asked may be written to now, can still come, and is of the seat's own country or of one that
    lets its searches go on by themselves, which is to lend."""
    seats = proposal.touches
    if ladder_policies.that_mend(session, seats) != seats:
        return False
    policies = ladder_policies.policies(session)
    lenders = {code for code, policy in policies.items() if policy.moves_on}
    people = ladder_members.reachable(session, {int(a.member) for a in proposal.asks})
    calendars = working_calendars(session, {who.country for who in people.values()})
    for a in proposal.asks:
        who = people[int(a.member)]
        country = repair_queries.country_of_seat(session, int(a.seat))
        if who.country not in {country, *lenders}:
            return False
        if not _may_come(now, proposal, a, who, calendars[who.country]):
            return False
    return True


def _may_come(
    now: datetime, proposal: Proposal, a: Assignment, who: Reachable, calendar: WorkingCalendar
) -> bool:
    """Whether they may be written to now and be there in time."""
    start = proposal.standing.snapshot.horizon.moment(a.start)
    lead = lead_of(now, start, who.zone, calendar)
    can_come = now + ACUTE_WINDOW + timedelta(minutes=a.travel_minutes) <= start
    return can_come and free_from(now, lead, who.zone, calendar, who.wishes) <= now
