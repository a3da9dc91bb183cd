"""SMS from phones: understood ones are answers, all others wait for a coordinator."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.db.models import InboxMessage, Member, Offer
from app.db.models.delivery import OptOutBy
from app.db.queries import messages as queries
from app.db.queries import offers as offer_queries
from app.db.queries.dialects import languages_of_dialects
from app.db.queue import defer
from app.domain import actors, permissions
from app.domain.actors import Actor
from app.domain.errors import ConflictError, NotFoundError
from app.domain.messages import InboxState, MessageKind
from app.domain.permissions import Act
from app.domain.replies import Meaning, Reply, parse
from app.domain.said import Sentence, said
from app.domain.vocabulary import Channel
from app.services import audit, offers
from app.services.messages import NewMessage, write_messages
from app.services.opt_outs import opt_in, opt_out

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


@dataclass(frozen=True)
class Outcome:
    """What became of a text; ``remark`` says it to the coordinator."""

    state: InboxState
    remark: Sentence
    offer_id: int | None = None


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
    outcome = _answer(session, now, member, row, said_at) if member else _STRANGER
    row.member_id = member.id if member else None
    row.state, row.remark, row.offer_id = outcome.state, outcome.remark, outcome.offer_id
    if member and outcome is not _LEAVES and outcome.state is InboxState.UNCLEAR:
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


_STRANGER = Outcome(InboxState.UNCLEAR, said("The number belongs to nobody in the pool."))
_LEAVES = Outcome(
    InboxState.UNCLEAR,
    said("Asks for no more SMS, and gets none. The member stays available: call them."),
)
_RETURNS = Outcome(InboxState.UNDERSTOOD, said("Wants SMS again."))


def _answer(
    session: Session, now: datetime, member: Member, row: InboxMessage, said_at: datetime
) -> Outcome:
    reply = parse(row.body, _languages(session, member))
    if reply.meaning is Meaning.STOP:
        opt_out(session, now, row.from_number, member, OptOutBy.WORD)
        return _LEAVES
    if reply.meaning is Meaning.START:
        opt_in(session, now, row.from_number, member)
        return _RETURNS
    if reply.meaning is Meaning.UNCLEAR:
        return Outcome(InboxState.UNCLEAR, said("Not understood."))
    offer = _offer_meant(session, member, reply, said_at)
    if isinstance(offer, str):
        return Outcome(InboxState.UNCLEAR, offer)
    return _act(session, now, member, reply, offer)


def _languages(session: Session, member: Member) -> set[str]:
    """The codes by which words of a reply are read."""
    dialects = [each.dialect_code for each in member.languages]
    return {*dialects, *languages_of_dialects(session, dialects)}


def _offer_meant(
    session: Session, member: Member, reply: Reply, sent_at: datetime
) -> Offer | Sentence:
    """The offer that a reply is about, which must have been there before it, or why that is not
    clear."""
    if reply.number is not None:
        offer = offer_queries.latest_offer_of_number(session, member.id, reply.number, sent_at)
        return offer or said("There is no job {number} of this member.", number=reply.number)
    live = offer_queries.live_offers_of_member(session, member.id, sent_at)
    if len(live) == 1:
        return live[0]
    return (
        said("Gives no job number, and {count} offers are open.", count=len(live))
        if live
        else said("No open offer.")
    )


def _act(session: Session, now: datetime, member: Member, reply: Reply, offer: Offer) -> Outcome:
    actor = actors.member(member.id, Channel.SMS)
    act = offers.say_yes if reply.meaning is Meaning.YES else offers.decline
    try:
        # A refusal takes back what was tried, and leaves the text itself.
        with session.begin_nested():
            answered = act(session, actor, now, offer.id)
    except ConflictError as error:
        is_told = reply.meaning is Meaning.YES and _tell_filled(session, now, offer.id)
        state = InboxState.UNDERSTOOD if is_told else InboxState.UNCLEAR
        return Outcome(state, error.message, offer.id)
    if answered.id != offer.id:
        return Outcome(InboxState.UNDERSTOOD, _again(offer.number, answered.number), answered.id)
    return Outcome(InboxState.UNDERSTOOD, _understood(reply.meaning, offer.number), offer.id)


def _tell_filled(session: Session, now: datetime, offer_id: int) -> bool:
    found = offer_queries.offer_with_parts(session, offer_id)
    return found is not None and offers.tell_filled(session, now, found)


def _again(before: int, now: int) -> Sentence:
    return said(
        "Yes to job {before}, after its time; asked again as job {now}.", before=before, now=now
    )


def _understood(meaning: Meaning, number: int) -> Sentence:
    if meaning is Meaning.YES:
        return said("Yes to job {number}.", number=number)
    return said("No to job {number}.", number=number)


def _say_not_understood(session: Session, now: datetime, member: Member) -> None:
    """One text of help a day at most: two machines must not talk to each other for ever."""
    key = f"help:{member.id}:{now:%Y-%m-%d}"
    write_messages(session, now, [NewMessage(member.id, MessageKind.HELP, key)])
