"""What a language needs to speak with members: every text of SMS and of their pages."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.offers import Standing
from app.domain.procedures import ProcedureCode
from app.domain.vocabulary import DeclineReason, Modality


@dataclass(frozen=True)
class SmsWords:
    """Pieces of texts. ``{job}`` is the job with its number, ``{when}`` a day and time.

    ``handshake_remote`` is for who takes part from where they are, and names the page's ``ready``
    as ``handshake`` names its ``on_my_way``.
    """

    job: str
    answer_by: str
    caution: str
    confirmed: str
    received: str
    filled: str
    expired: str
    changed: str
    cancelled: str
    reminder: str
    passport: str
    if_not: str
    handshake: str
    handshake_remote: str
    help: str


@dataclass(frozen=True)
class PageWords:
    """What the pages behind an offer's link say."""

    question: str
    answer_until: str
    caution: str
    accept: str
    decline: str
    labels: Mapping[str, str]
    map: str
    place_later: str
    place_by_coordinator: str
    host_room: str
    from_anywhere: str
    travel: str
    passport: str
    why: str
    why_hint: str
    send: str
    back: str
    calendar: str
    cannot_come: str
    why_not_come: str
    give_back: str
    on_my_way: str
    ready: str
    on_my_way_noted: str
    ready_noted: str
    my_jobs: str
    jobs_theirs: str
    jobs_open: str
    no_jobs: str
    other_languages: str
    broken_title: str
    broken_text: str
    standings: Mapping[Standing, tuple[str, str]]
    reasons: Mapping[DeclineReason, str]


@dataclass(frozen=True)
class Words:
    """A language: its tag in HTML and in CLDR, its direction, its words.

    ``dialects`` are the names that CLDR lacks or that the field says otherwise, by dialect code.
    """

    tag: str
    cldr: str
    direction: str
    own_name: str
    comma: str
    weekdays: tuple[str, ...]
    modalities: Mapping[Modality, str]
    procedures: Mapping[ProcedureCode, str]
    dialects: Mapping[str, str]
    belgrade: str
    sms: SmsWords
    page: PageWords
