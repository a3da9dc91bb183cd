"""What follows when the provider says that a message did not arrive."""

import random
from datetime import datetime

from sqlalchemy.orm import Session

from app.db.models import Member, Message
from app.db.models.delivery import OptOutBy
from app.domain.sending import OPTED_OUT, PASSING, again_at
from app.services.messages import NewMessage, write_messages
from app.services.opt_outs import opt_out


def after_failure(session: Session, now: datetime, message: Message, code: str) -> None:
    """Once more, later, where that may help; no more texts where none are wanted.

    A number that cannot be reached is left to the coordinator and, about an offer, to a call.
    """
    if code == OPTED_OUT:
        member = session.get_one(Member, message.member_id)
        opt_out(session, now, member.phone, member, OptOutBy.PROVIDER)
    elif code in PASSING:
        _once_more(session, now, message)


def _once_more(session: Session, now: datetime, message: Message) -> None:
    again = message.again + 1
    spread = random.random()  # noqa: S311 -- it only keeps tries apart
    due_at = again_at(now, again, message.useless_after, spread)
    if due_at is None:
        return
    same = NewMessage(
        member_id=message.member_id,
        kind=message.kind,
        dedupe_key=f"{message.dedupe_key.partition('|')[0]}|{again}",
        offer_id=message.offer_id,
        useless_after=message.useless_after,
        channel=message.channel,
        again=again,
        due_at=due_at,
    )
    write_messages(session, now, [same])
