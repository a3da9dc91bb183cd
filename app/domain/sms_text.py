"""The texts of SMS: job number first, digits for dates, town at most, link last.

A text never has a name, a nationality or a procedure, and nothing of a place that may not be
told. Of several wordings the fullest is taken that fits one segment of GSM-7 or two of UCS-2.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.messages import MessageKind
from app.domain.reply_hints import reply_hint
from app.domain.scripts import latin, macedonian_cyrillic, serbian_cyrillic, without_diacritics
from app.domain.segments import size_of
from app.domain.vocabulary import Modality, Script
from app.domain.words import Words, words_of


@dataclass(frozen=True)
class Job:
    """What a text may tell of an offer. Times are local to the site; ``town`` is None where the
    place may not be told; ``language`` is a name in the member's language; ``is_gone_to`` is
    False for who takes part from where they are. An urgent offer waits minutes for its answer.
    ``can_reply``: an answer by SMS would reach us."""

    number: int
    language: str
    starts: datetime
    ends: datetime
    town: str | None
    modality: Modality
    answer_by: datetime
    is_gone_to: bool = True
    crosses_border: bool = False
    is_urgent: bool = False
    can_reply: bool = False


#: Short texts that end in a link, because something is to be done behind it.
_WITH_LINK = frozenset({MessageKind.LATE, MessageKind.THANKS})


@dataclass(frozen=True)
class Voice:
    """A member's way to be written to: words, how towns are spelt, how the text ends up."""

    words: Words
    town: Callable[[str], str]
    finish: Callable[[str], str]


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
    texts = [voice.finish(text) for text in _wordings(kind, voice, job, link)]
    return next((text for text in texts if size_of(text).is_small), texts[-1])


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
        for details in _details(voice, job):
            yield f"{template.format(job=name, details=details)}:\n{link}"
    elif kind is MessageKind.REMINDER:
        yield from _reminders(voice, job, name, link)
    elif kind is MessageKind.HANDSHAKE:
        template = sms.handshake if job.is_gone_to else sms.handshake_remote
        for details in _details(voice, job):
            yield f"{template.format(job=name, details=details)}:\n{link}"
    elif kind is MessageKind.CANCELLED:
        for details in _details(voice, job):
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
        text = template.format(job=name, when=_start(voice.words, job))
        yield f"{text}:\n{link}" if kind in _WITH_LINK else text


def _offers(voice: Voice, job: Job, name: str, link: str) -> Iterator[str]:
    sms = voice.words.sms
    # The minutes that an urgent offer waits need no date.
    deadline = f"{job.answer_by:%H:%M}" if job.is_urgent else f"{job.answer_by:%d.%m. %H:%M}"
    answer_by = sms.answer_by.format(deadline=deadline)
    if job.is_urgent:
        name = sms.urgent.format(job=name)
    fullest = next(_details(voice, job, job.language))
    if job.can_reply:
        hint = reply_hint(voice.words.tag, job.number)
        for details in _details(voice, job, job.language):
            yield f"{name}: {details}. {answer_by}{voice.words.comma}{hint}:\n{link}"
    yield f"{name}: {fullest}. {answer_by}. {sms.caution}:\n{link}"
    for details in _details(voice, job, job.language):
        yield f"{name}: {details}. {answer_by}:\n{link}"


def _reminders(voice: Voice, job: Job, name: str, link: str) -> Iterator[str]:
    sms = voice.words.sms
    passport = f". {sms.passport}" if job.crosses_border else ""
    texts = [
        sms.reminder.format(job=name, details=details) + passport
        for details in _details(voice, job)
    ]
    yield f"{texts[0]}. {sms.if_not}:\n{link}"
    for text in texts:
        yield f"{text}:\n{link}"


def _details(voice: Voice, job: Job, language: str | None = None) -> Iterator[str]:
    """When, where and how, with less and less of what can be left to the page."""
    start = _start(voice.words, job)
    whole = f"{start}-{job.ends:%H:%M}"
    town = _town(voice, job)
    how = voice.words.modalities[job.modality]
    for parts in ((language, whole, town, how), (language, start, town, how), (start, town, how)):
        yield voice.words.comma.join(part for part in parts if part)
    yield voice.words.comma.join(part for part in (start, town) if part)


def _start(words: Words, job: Job) -> str:
    return f"{words.weekdays[job.starts.weekday()]} {job.starts:%d.%m. %H:%M}"


def _town(voice: Voice, job: Job) -> str | None:
    if job.town is None or job.modality is not Modality.ON_SITE:
        return None
    return voice.words.belgrade if job.town == "Belgrade" else voice.town(job.town)
