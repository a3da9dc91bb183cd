"""Doing what a member's text says."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.db.models import InboxMessage, Member, Offer
from app.db.models.delivery import OptOutBy
from app.db.queries import offers as offer_queries
from app.db.queries.dialects import languages_of_dialects
from app.domain import actors
from app.domain.errors import ConflictError
from app.domain.messages import InboxState
from app.domain.replies import Meaning, Reply, parse
from app.domain.said import Sentence, said
from app.domain.vocabulary import Channel
from app.services import offers
from app.services.opt_outs import opt_in, opt_out


@dataclass(frozen=True)
class Outcome:
    """What became of a text; ``remark`` says it to the coordinator."""

    state: InboxState
    remark: Sentence
    offer_id: int | None = None


STRANGER = Outcome(InboxState.UNCLEAR, said("The number belongs to nobody in the pool."))
LEAVES = Outcome(
    InboxState.UNCLEAR,
    said("Asks for no more SMS, and gets none. The member stays available: call them."),
)
_RETURNS = Outcome(InboxState.UNDERSTOOD, said("Wants SMS again."))


def answer(
    session: Session, now: datetime, member: Member, row: InboxMessage, said_at: datetime
) -> Outcome:
    """Do what the text says, which was sent at ``said_at``."""
    reply = parse(row.body, _languages(session, member))
    if reply.meaning is Meaning.STOP:
        opt_out(session, now, row.from_number, member, OptOutBy.WORD)
        return LEAVES
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
