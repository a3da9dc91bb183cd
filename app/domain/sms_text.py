"""The texts of SMS: job number first, digits for dates, town at most, link last.

A text never has a name, a nationality or a procedure, and nothing of a place that may not be
told. Of several wordings the fullest is taken that fits one segment of GSM-7 or two of UCS-2.
"""

from collections.abc import Iterator
from datetime import date

from app.domain.job_details import Job, Voice, brief_details, details_of, start_of
from app.domain.messages import MessageKind
from app.domain.reply_hints import brief_hint, reply_hint
from app.domain.scripts import latin, macedonian_cyrillic, serbian_cyrillic, without_diacritics
from app.domain.segments import size_of
from app.domain.vocabulary import Script
from app.domain.words import words_of

#: Short texts that end in a link, because something is to be done behind it.
_WITH_LINK = frozenset({MessageKind.LATE, MessageKind.THANKS})


def voice_of(page_language: str, script: Script) -> Voice:
    """Serbian is in Latin without diacritics unless Cyrillic is asked for, as is all Latin."""
    words = words_of(page_language)
    if words.cldr.startswith("sr"):
        wants_cyrillic = script is Script.CYRILLIC
        words = words_of("sr-Cyrl" if wants_cyrillic else "sr-Latn")
        if wants_cyrillic:
            return Voice(words, serbian_cyrillic, _as_it_is)
    if words.tag == "mk" and script is not Script.LATIN:
        return Voice(words, macedonian_cyrillic, _as_it_is)
    if words.direction == "rtl":
        # A name in the letters of the road signs can be shown to a driver.
        return Voice(words, _as_it_is, _as_it_is)
    return Voice(words, _as_it_is, lambda text: without_diacritics(latin(text)))


def _as_it_is(text: str) -> str:
    return text


def compose(kind: MessageKind, voice: Voice, job: Job | None, link: str = "") -> str:
    """The text of a kind. Raises ValueError for a text about a job without one, and for one
    about leave."""
    if kind is MessageKind.HELP:
        return voice.finish(voice.words.sms.help)
    if job is None:
        raise ValueError(f"a text of kind {kind} is about a job")
    text = ""
    for wording in _wordings(kind, voice, job, link):
        text = voice.finish(wording)
        if size_of(text).is_small:
            break
    return text


def compose_leave(kind: MessageKind, voice: Voice, first: date, last: date) -> str:
    """What a member reads of leave that was decided about."""
    templates = {
        MessageKind.LEAVE_APPROVED: voice.words.sms.leave_approved,
        MessageKind.LEAVE_REFUSED: voice.words.sms.leave_refused,
    }
    days = f"{first:%d.%m.}" if first == last else f"{first:%d.%m.}-{last:%d.%m.}"
    return voice.finish(templates[kind].format(days=days))


def _wordings(kind: MessageKind, voice: Voice, job: Job, link: str) -> Iterator[str]:
    """From the fullest to the shortest."""
    sms = voice.words.sms
    name = sms.job.format(number=job.number)
    if kind is MessageKind.OFFER:
        yield from _offers(voice, job, name, link)
    elif kind in (MessageKind.CONFIRMED, MessageKind.CHANGED):
        template = sms.confirmed if kind is MessageKind.CONFIRMED else sms.changed
        for details in details_of(voice, job):
            yield f"{template.format(job=name, details=details)}:\n{link}"
    elif kind is MessageKind.REMINDER:
        yield from _reminders(voice, job, name, link)
    elif kind is MessageKind.HANDSHAKE:
        template = sms.handshake if job.is_gone_to else sms.handshake_remote
        for details in details_of(voice, job):
            yield f"{template.format(job=name, details=details)}:\n{link}"
    elif kind is MessageKind.CANCELLED:
        for details in details_of(voice, job):
            yield sms.cancelled.format(job=name, details=details)
    else:
        template = {
            MessageKind.RECEIVED: sms.received,
            MessageKind.HELD: sms.held,
            MessageKind.FILLED: sms.filled,
            MessageKind.RELEASED: sms.released,
            MessageKind.EXPIRED: sms.expired,
            MessageKind.LATE: sms.late,
            MessageKind.THANKS: sms.thanks,
        }[kind]
        text = template.format(job=name, when=start_of(voice.words, job))
        yield f"{text}:\n{link}" if kind in _WITH_LINK else text


def _offers(voice: Voice, job: Job, name: str, link: str) -> Iterator[str]:
    sms = voice.words.sms
    # The minutes that an urgent offer waits need no date.
    deadline = f"{job.answer_by:%H:%M}" if job.is_urgent else f"{job.answer_by:%d.%m. %H:%M}"
    answer_by = sms.answer_by.format(deadline=deadline)
    if job.is_urgent:
        name = sms.urgent.format(job=name)
    fullest = next(details_of(voice, job, job.language))
    if job.can_reply:
        hint = reply_hint(voice.words.tag, job.number)
        for details in details_of(voice, job, job.language):
            yield f"{name}: {details}. {answer_by}{voice.words.comma}{hint}:\n{link}"
        brief = brief_hint(voice.words.tag, job.number, deadline)
        for details in brief_details(voice, job):
            yield f"{name}: {details.removesuffix('.')}. {brief}:\n{link}"
    yield f"{name}: {fullest}. {answer_by}. {sms.caution}:\n{link}"
    for details in details_of(voice, job, job.language):
        yield f"{name}: {details}. {answer_by}:\n{link}"


def _reminders(voice: Voice, job: Job, name: str, link: str) -> Iterator[str]:
    sms = voice.words.sms
    passport = f". {sms.passport}" if job.crosses_border else ""
    texts = [
        sms.reminder.format(job=name, details=details) + passport
        for details in details_of(voice, job)
    ]
    yield f"{texts[0]}. {sms.if_not}:\n{link}"
    for text in texts:
        yield f"{text}:\n{link}"
