"""Limits of spending: what would break one waits, where the coordinator sees it."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from app.db.models import Message
from app.db.queries import delivery as queries
from app.domain.delivery import Hold, day_of, hold_of

#: The priority of requests with a statutory deadline.
STATUTORY = 1


def must_wait(session: Session, message: Message, now: datetime, cost_tenths: int) -> bool:
    """Hold the message until the next day where a limit would be broken.

    Two relays at once may go over by the one message that each has in hand.
    """
    if message.may_exceed or not cost_tenths:
        return False
    today, tomorrow = day_of(now, ZoneInfo(message.member.home_site.country.timezone))
    person, everybody = queries.spent_tenths(session, today, message.member_id)
    policy = queries.policy(session)
    hold = hold_of(policy, cost_tenths, person, everybody, is_urgent=False)
    if hold is None or (policy.urgent_passes and _is_urgent(session, message, tomorrow)):
        return False
    message.held, message.due_at = Hold(hold), tomorrow
    return True


def _is_urgent(session: Session, message: Message, tomorrow: datetime) -> bool:
    """Whether it cannot wait for the next day, or is for a statutory deadline."""
    if message.useless_after is not None and message.useless_after <= tomorrow:
        return True
    if message.offer_id is None:
        return False
    return queries.priority_of_offer(session, message.offer_id) == STATUTORY
