"""Changing how members are reached: the table of numbers, the policy, and messages that a
limit holds."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.db.models import DeliveryPolicy, Message, NumberCapability
from app.db.queue import defer
from app.domain import capabilities, permissions
from app.domain import delivery as rules
from app.domain.actors import Actor
from app.domain.delivery import Policy
from app.domain.errors import ConflictError, InvalidError, NotFoundError
from app.domain.numbers import ELSEWHERE, Capability
from app.domain.permissions import Act
from app.domain.said import said
from app.domain.states import MessageState
from app.services import audit
from app.services.messages import RELAY

_ONLY = 1


def save_capability(
    session: Session, actor: Actor, now: datetime, new: Capability, row_id: int | None = None
) -> int:
    """Write a row of the table of numbers, a new one where ``row_id`` is None; returns its id.

    Raises InvalidError naming every faulty field, ConflictError for a country and prefix that
    another row has.
    """
    permissions.require(actor, Act.MANAGE_CHANNELS)
    if faults := capabilities.find_faults(new):
        raise InvalidError(said("The row cannot be saved as it is."), faults)
    row = NumberCapability() if row_id is None else _row(session, row_id)
    for name, value in asdict(new).items():
        setattr(row, name, value)
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError as error:
        message = said(
            "{country} {prefix} has a row already; change that one.",
            country=new.country,
            prefix=new.prefix,
        )
        raise ConflictError(message, {"prefix": message}) from error
    details = {"country": new.country, "prefix": new.prefix, "two_way": new.two_way}
    details |= {"voice": new.voice}
    audit.record(session, actor, now, "numbers.saved", "number_capability", row.id, **details)
    return row.id


def remove_capability(session: Session, actor: Actor, now: datetime, row_id: int) -> None:
    """Take a row out; its numbers go by their country's row, else by that for elsewhere."""
    permissions.require(actor, Act.MANAGE_CHANNELS)
    row = _row(session, row_id)
    if row.country == ELSEWHERE:
        raise ConflictError(said("The row for all other countries stays; change it instead."))
    session.execute(delete(NumberCapability).where(NumberCapability.id == row_id))
    details = {"country": row.country, "prefix": row.prefix}
    audit.record(session, actor, now, "numbers.removed", "number_capability", row_id, **details)


def save_policy(session: Session, actor: Actor, now: datetime, new: Policy) -> None:
    """Set the policy of delivery. Raises InvalidError naming every faulty field."""
    permissions.require(actor, Act.MANAGE_CHANNELS)
    if faults := rules.find_faults(new):
        raise InvalidError(said("The settings cannot be saved as they are."), faults)
    values = asdict(new)
    upsert = insert(DeliveryPolicy).values(id=_ONLY, **values)
    session.execute(upsert.on_conflict_do_update(index_elements=["id"], set_=values))
    audit.record(session, actor, now, "delivery.saved", "delivery_policy", _ONLY, **values)


def release_held(session: Session, actor: Actor, now: datetime, message_id: int) -> None:
    """Let a message go in spite of the limit that holds it. Raises ConflictError when none does."""
    permissions.require(actor, Act.MANAGE_CHANNELS)
    message = session.get(Message, message_id, with_for_update=True)
    if message is None or message.state is not MessageState.QUEUED or message.held is None:
        raise ConflictError(said("The message does not wait any more."))
    details = {"held": message.held}
    message.may_exceed, message.held, message.due_at = True, None, now
    audit.record(session, actor, now, "message.released", "message", message.id, **details)
    defer(session, RELAY, {})


def _row(session: Session, row_id: int) -> NumberCapability:
    row = session.get(NumberCapability, row_id, with_for_update=True)
    if row is None:
        raise NotFoundError(said("There is no such row."))
    return row
