"""What is written down of a member."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.procedures import ProcedureCode
from app.domain.vocabulary import (
    AbsenceKind,
    Direction,
    Gender,
    Modality,
    Role,
    Script,
    TrainingTopic,
)


@dataclass(frozen=True)
class Skill:
    """A dialect, in a direction, at a level from 1 (basic) to 4 (native)."""

    dialect: str
    direction: Direction
    level: int
    reads_script: bool


@dataclass(frozen=True)
class Qualification:
    procedure: ProcedureCode
    qualified_on: date
    expires_on: date | None = None


@dataclass(frozen=True)
class Completed:
    """A training that was finished."""

    topic: TrainingTopic
    completed_on: date
    expires_on: date | None = None
    provider: str = ""


@dataclass(frozen=True)
class Clearance:
    """A country's vetting: valid from its day up to, not on, ``expires_on``."""

    country: str
    vetted_on: date
    expires_on: date
    vetted_by: str = ""


@dataclass(frozen=True)
class Permit:
    """A country in which the member may work on site."""

    country: str
    expires_on: date | None = None


@dataclass(frozen=True)
class Weekly:
    """A weekly window in the home's time. Weekday 0 is Monday; minute 1440 is midnight."""

    weekday: int
    start_minute: int
    end_minute: int


@dataclass(frozen=True)
class Price:
    """Euro cents from a day on."""

    valid_from: date
    hourly_cents: int
    call_out_cents: int
    kilometre_cents: int


@dataclass(frozen=True)
class Away:
    """An absence, ``[start, end)`` in aware time."""

    start: datetime
    end: datetime
    kind: AbsenceKind


@dataclass(frozen=True)
class NewMember:
    """A person as they join the pool. Sites are codes; the phone number is E.164."""

    legal_name: str
    gender: Gender
    birth_date: date
    phone: str
    page_language: str
    home_site: str
    roles: frozenset[Role]
    skills: Sequence[Skill]
    modalities: frozenset[Modality]
    weekly: Sequence[Weekly]
    sms_script: Script = Script.DEFAULT
    employer_site: str | None = None
    undertaking_version: str | None = None
    undertaking_signed_on: date | None = None
    qualifications: Sequence[Qualification] = ()
    trainings: Sequence[Completed] = ()
    clearances: Sequence[Clearance] = ()
    permits: Sequence[Permit] = ()
    prices: Sequence[Price] = ()
