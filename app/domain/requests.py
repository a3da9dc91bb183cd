"""What an officer asks for, and what the policy makes of it: seats, and who decides."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from app.domain.local_time import to_utc
from app.domain.procedures import PolicyTerms, ProcedureCode
from app.domain.vocabulary import (
    Gender,
    Modality,
    Outcome,
    Role,
    RoleRule,
    Strength,
    TrainingTopic,
)

#: Later than this before the start a cancellation is late (domain C5, E).
LATE_NOTICE = timedelta(hours=48)


@dataclass(frozen=True)
class NewRequest:
    """A request as it is filed. Times are the wall clock of the site, without a zone.

    ``latest_start`` None: the start is fixed. ``minutes`` None: the policy's typical length.
    ``target_dialect`` None: the authority's own. ``roles`` empty: what the policy provides.
    ``embargoed_until`` is wall clock too. ``form_token`` with the same content files once.
    """

    authority_id: int
    site_id: int
    procedure: ProcedureCode
    case_ref: str
    dialect: str
    start: datetime
    latest_start: datetime | None = None
    minutes: int | None = None
    target_dialect: str | None = None
    modalities: frozenset[Modality] = frozenset({Modality.ON_SITE})
    remote_justification: str = ""
    roles: frozenset[Role] = frozenset()
    gender: Gender | None = None
    gender_strength: Strength | None = None
    consent: bool = False
    consent_reason: str = ""
    trainings: frozenset[TrainingTopic] = frozenset()
    is_trauma_heavy: bool = False
    priority: int = 3
    deadline_on: date | None = None
    deadline_reason: str = ""
    embargoed_until: datetime | None = None
    officer_id: int | None = None
    form_token: str | None = None


@dataclass(frozen=True)
class Place:
    """The site asked for, as far as a request depends on it."""

    name: str
    country: str
    is_of_authority: bool
    is_active: bool
    video_ok: bool


@dataclass(frozen=True)
class Setting:
    """What is known around a request. None: there is no such site, procedure, dialect or policy.

    ``dialect`` and ``target`` are codes; ``terms`` is the policy valid on the day.
    """

    country: str
    country_name: str
    zone: ZoneInfo
    place: Place | None
    procedure_name: str | None
    dialect: str | None
    target: str | None
    terms: PolicyTerms | None

    @property
    def valid_terms(self) -> PolicyTerms:
        """The policy of a request that kept the rules. LookupError where there is none."""
        if self.terms is None:
            raise LookupError(f"{self.country} has no policy for {self.procedure_name}")
        return self.terms


@dataclass(frozen=True)
class Window:
    """First and last moment at which the session may start, in UTC."""

    earliest: datetime
    latest: datetime

    @property
    def is_fixed(self) -> bool:
        return self.earliest == self.latest


def window_of(new: NewRequest, zone: ZoneInfo) -> Window:
    """Raises InvalidError, naming the field, for a time that a clock change skips or repeats."""
    earliest = to_utc(new.start, zone, "start")
    if new.latest_start is None:
        return Window(earliest, earliest)
    return Window(earliest, to_utc(new.latest_start, zone, "latest_start"))


def length_of(new: NewRequest, terms: PolicyTerms) -> int:
    """Minutes asked for, or the policy's typical length."""
    return terms.typical_minutes if new.minutes is None else new.minutes


def default_roles(terms: PolicyTerms) -> frozenset[Role]:
    """Who comes when nobody is named: an interpreter where the policy has one, else a mediator."""
    if terms.interpreter_rule is not RoleRule.NO:
        return frozenset({Role.INTERPRETER})
    return frozenset({Role.MEDIATOR})


def seats_of(new: NewRequest, terms: PolicyTerms) -> list[Role]:
    """The seats to fill, in order: one interpreter or a team of two, then the mediator."""
    roles = new.roles or default_roles(terms)
    remote_only = Modality.ON_SITE not in new.modalities
    team = terms.interpreters_needed(length_of(new, terms), remote_only=remote_only)
    interpreters = team if Role.INTERPRETER in roles else 0
    return [Role.INTERPRETER] * interpreters + [Role.MEDIATOR] * (Role.MEDIATOR in roles)


def outcome_of_cancelling(starts_at: datetime, now: datetime) -> Outcome:
    """Whether the authority cancelled in time for the member to take other work."""
    return Outcome.CANCELLED_LATE if starts_at - now < LATE_NOTICE else Outcome.CANCELLED_TIMELY


class DecisionReason(StrEnum):
    """Why a coordinator has to decide before a request is planned."""

    REMOTE = "remote"
    SUBSTITUTE = "substitute"
    EMBARGO = "embargo"


def reasons_to_decide(new: NewRequest, terms: PolicyTerms) -> list[DecisionReason]:
    """Empty where the policy itself accepts the request."""
    return list(_reasons(new, terms))


def _reasons(new: NewRequest, terms: PolicyTerms) -> Iterator[DecisionReason]:
    if terms.remote_needs_reason and any(modality.is_remote for modality in new.modalities):
        yield DecisionReason.REMOTE
    if new.consent and terms.minimum_score_with_consent < terms.minimum_score:
        yield DecisionReason.SUBSTITUTE
    if new.embargoed_until is not None:
        yield DecisionReason.EMBARGO


def trainings_of(new: NewRequest, terms: PolicyTerms) -> frozenset[TrainingTopic]:
    """What the members must be trained in: by the policy, and by what the request says."""
    return terms.trainings | new.trainings
