"""SMS from phones: understood ones are answers, all others wait for a coordinator."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.db.models import InboxMessage, Member
from app.db.queries import messages as queries
from app.db.queue import defer
from app.domain import permissions
from app.domain.actors import Actor
from app.domain.errors import NotFoundError
from app.domain.messages import InboxState, MessageKind
from app.domain.permissions import Act
from app.domain.said import said
from app.services import audit
from app.services.messages import NewMessage, write_messages
from app.services.replies import LEAVES, STRANGER, answer

LONGEST_BODY = 1600
#: The job that reads what is kept.
READ = "messages:read"


@dataclass(frozen=True)
class Inbound:
    """An SMS as the provider hands it to us. ``ref`` is the provider's, once a text.

    ``sent_at`` is None for one that comes as it is sent.
    """

    ref: str
    from_number: str
    body: str
    sent_at: datetime | None = None


def receive(session: Session, now: datetime, inbound: Inbound) -> bool:
    """Keep an SMS and do what it says; False when it was here before."""
    key = _keep(session, now, inbound)
    if key is None:
        return False
    _read(session, now, session.get_one(InboxMessage, key), inbound.sent_at or now)
    return True


def keep(session: Session, now: datetime, inbound: Inbound) -> bool:
    """Keep an SMS and leave it to a job to do what it says; False when it was here before.

    So the provider has its answer at once, and a text that makes trouble is not lost.
    """
    if _keep(session, now, inbound) is None:
        return False
    defer(session, READ, {})
    return True


def read_next(session: Session, now: datetime) -> bool:
    """Do what the oldest kept SMS says; False when none waits."""
    row = queries.kept_reply(session)
    if row is None:
        return False
    _read(session, now, row, row.received_at)
    return True


def _keep(session: Session, now: datetime, inbound: Inbound) -> int | None:
    values = {
        "provider_ref": inbound.ref,
        "from_number": inbound.from_number,
        "body": inbound.body[:LONGEST_BODY],
        "received_at": now,
        "state": InboxState.KEPT,
    }
    once = insert(InboxMessage).values(values).on_conflict_do_nothing().returning(InboxMessage.id)
    return session.scalar(once)


def _read(session: Session, now: datetime, row: InboxMessage, said_at: datetime) -> None:
    member = queries.member_by_phone(session, row.from_number)
    outcome = answer(session, now, member, row, said_at) if member else STRANGER
    row.member_id = member.id if member else None
    row.state, row.remark, row.offer_id = outcome.state, outcome.remark, outcome.offer_id
    if member and outcome is not LEAVES and outcome.state is InboxState.UNCLEAR:
        _say_not_understood(session, now, member)


def mark_handled(session: Session, actor: Actor, now: datetime, message_id: int) -> None:
    """A coordinator has dealt with a text. Doing so twice changes nothing."""
    permissions.require(actor, Act.ANSWER_ON_BEHALF)
    row = session.get(InboxMessage, message_id, with_for_update=True)
    if row is None:
        raise NotFoundError(said("There is no such text."))
    if row.state is InboxState.UNCLEAR:
        row.state, row.handled_by_id = InboxState.HANDLED, actor.user_id
        audit.record(session, actor, now, "inbox.handled", "inbox_message", row.id)


def _say_not_understood(session: Session, now: datetime, member: Member) -> None:
    """One text of help a day at most: two machines must not talk to each other for ever."""
    key = f"help:{member.id}:{now:%Y-%m-%d}"
    write_messages(session, now, [NewMessage(member.id, MessageKind.HELP, key)])
