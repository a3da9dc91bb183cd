"""The text of a message as it is true at the moment it is sent."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from app.db.models import LeaveRequest, Message, Offer
from app.db.queries import messages as message_queries
from app.db.queries import offers as queries
from app.db.queries.dialects import dialect_with_language
from app.domain.disclosure import town_in_sms
from app.domain.job_details import Job, Voice
from app.domain.language_names import language_name
from app.domain.links import OfferLinks
from app.domain.messages import MessageKind
from app.domain.offers import SHORT_WINDOW, Standing
from app.domain.sms_text import compose, compose_leave, voice_of
from app.domain.words import Words
from app.services.offers import standing_of

#: What an offer must stand at for a text of that kind to be true.
_TRUE_WHEN = {
    MessageKind.OFFER: {Standing.OPEN},
    MessageKind.CONFIRMED: {Standing.YOURS},
    MessageKind.CHANGED: {Standing.YOURS},
    MessageKind.REMINDER: {Standing.YOURS},
    MessageKind.HANDSHAKE: {Standing.YOURS},
    MessageKind.LATE: {Standing.YOURS},
    MessageKind.THANKS: {Standing.YOURS},
    MessageKind.HELD: {Standing.HELD},
    MessageKind.RELEASED: {Standing.WITHDRAWN, Standing.EXPIRED},
    MessageKind.RECEIVED: {Standing.DECLINED},
    MessageKind.FILLED: {Standing.FILLED, Standing.WITHDRAWN},
    MessageKind.EXPIRED: {Standing.EXPIRED, Standing.FILLED},
    MessageKind.CANCELLED: {Standing.CANCELLED},
}
#: Ends that are news only to who was told of the offer, or answered it.
_ENDS = {MessageKind.FILLED, MessageKind.EXPIRED, MessageKind.CANCELLED}


def text_of(
    session: Session,
    message: Message,
    links: OfferLinks,
    now: datetime,
    *,
    can_reply: bool = False,
) -> str | None:
    """The text in the member's language; None where it is not, or no longer, true.

    ``can_reply``: an answer by SMS would reach us, so the text may say how to give one.
    """
    if is_late(message, now):
        return None
    voice = voice_of(message.member.page_language, message.member.sms_script)
    if message.leave_request_id is not None:
        return _about_leave(session, message, voice)
    if message.offer_id is None:
        return compose(message.kind, voice, None)
    offer = queries.offer_with_parts(session, message.offer_id)
    if offer is None or not is_true(session, message.kind, offer, now):
        return None
    job = replace(job_of(session, offer, voice.words, now), can_reply=can_reply)
    return compose(message.kind, voice, job, links.url(offer.id))


def is_late(message: Message, now: datetime) -> bool:
    """Whether the message would help nobody any more."""
    is_useless = message.useless_after is not None and now >= message.useless_after
    return is_useless or not message.member.is_active


def _about_leave(session: Session, message: Message, voice: Voice) -> str:
    leave = session.get_one(LeaveRequest, message.leave_request_id)
    return compose_leave(message.kind, voice, leave.first_day, leave.last_day)


def is_true(session: Session, kind: MessageKind, offer: Offer, now: datetime) -> bool:
    """Whether a message of that kind would be true of the offer now."""
    if standing_of(session, offer, now) not in _TRUE_WHEN[kind]:
        return False
    if kind is MessageKind.HANDSHAKE and offer.assignment.on_my_way_at is not None:
        return False
    was_told = offer.answered_at is not None or message_queries.was_told(session, offer.id)
    return was_told or kind not in _ENDS


def job_of(session: Session, offer: Offer, words: Words, now: datetime) -> Job:
    """What a message may tell of the offer's job, in these words."""
    assignment = offer.assignment
    seat = assignment.seat
    request = seat.session.request
    zone = ZoneInfo(request.site.country.timezone)
    dialect = dialect_with_language(session, seat.from_dialect)
    return Job(
        number=offer.number,
        language=language_name(words, dialect.code, dialect.language_code, dialect.language.name),
        starts=assignment.span.start.astimezone(zone),
        ends=assignment.span.end.astimezone(zone),
        town=town_in_sms(request.site.town, request.site.disclosure, request.embargoed_until, now),
        modality=assignment.modality,
        answer_by=offer.expires_at.astimezone(zone),
        is_gone_to=assignment.is_gone_to,
        crosses_border=assignment.crosses_border,
        is_urgent=offer.expires_at - offer.opens_at <= SHORT_WINDOW,
    )
