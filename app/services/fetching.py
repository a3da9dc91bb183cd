"""Texts from phones whose call to us was lost: found in the provider's list."""

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from app.adapters.sms import Gateway, SmsError
from app.db.queries import messages as queries
from app.db.unit_of_work import SessionFactory
from app.services.inbox import Inbound, receive

#: How far back the list is read: longer than our webhooks may be away unnoticed.
WINDOW = timedelta(days=1)

log = structlog.get_logger(__name__)


def fetch_replies(
    session_factory: SessionFactory, gateway: Gateway, now: Callable[[], datetime]
) -> int:
    """Take in what the provider has and the inbox lacks, each in a transaction; returns how many.

    A webhook that brings the same text meanwhile does no harm: each counts once.
    """
    try:
        listed = gateway.received(now() - WINDOW)
    except SmsError as error:
        log.warning("replies cannot be fetched", error=error.code)
        return 0
    with session_factory() as session:
        kept = queries.kept_replies(session, [each.ref for each in listed])
    lost = sorted((each for each in listed if each.ref not in kept), key=lambda each: each.sent_at)
    for each in lost:
        inbound = Inbound(each.ref, each.from_number, each.body, each.sent_at)
        with session_factory.begin() as session:
            receive(session, now(), inbound)
    return len(lost)
