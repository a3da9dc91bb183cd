"""What a language needs to speak with members: every text of SMS and of their pages."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.leave import LeaveFault
from app.domain.offers import Standing
from app.domain.procedures import ProcedureCode
from app.domain.states import LeaveState, TimesheetState
from app.domain.timesheets import Activity, TimesFault
from app.domain.vocabulary import AbsenceKind, DeclineReason, Modality, Outcome


@dataclass(frozen=True)
class SmsWords:
    """Pieces of texts. ``{job}`` is the job with its number, ``{when}`` a day and time.

    ``handshake_remote`` is for who takes part from where they are, and names the page's ``ready``
    as ``handshake`` names its ``on_my_way``. ``{days}`` are the first and the last day of leave.
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
    urgent: str
    held: str
    released: str
    late: str
    thanks: str
    leave_approved: str
    leave_refused: str
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
    still_free: str
    other_languages: str
    broken_title: str
    broken_text: str
    standings: Mapping[Standing, tuple[str, str]]
    reasons: Mapping[DeclineReason, str]


@dataclass(frozen=True)
class DayWords:
    """What the pages say on the day of a session and after it, and of leave.

    ``outcomes`` are those that a member may report; ``{time}`` is a time of day.
    """

    late: str
    late_question: str
    late_hint: str
    late_minutes: str
    late_noted: str
    arrived: str
    arrived_noted: str
    begun: str
    begun_noted: str
    problem: str
    problem_question: str
    problem_wait: str
    problem_noted: str
    send: str
    taken: str
    outcomes: Mapping[Outcome, str]
    times: str
    times_question: str
    times_hint: str
    times_starts: str
    times_ends: str
    times_break: str
    times_until: str
    times_waited: str
    times_read_back: str
    times_states: Mapping[TimesheetState, str]
    times_faults: Mapping[TimesFault, str]
    activities: Mapping[Activity, str]
    minutes: str
    leave: str
    leave_hint: str
    leave_first: str
    leave_last: str
    leave_kind: str
    leave_kinds: Mapping[AbsenceKind, str]
    leave_states: Mapping[LeaveState, str]
    leave_faults: Mapping[LeaveFault, str]
    leave_take_back: str


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
    day: DayWords
