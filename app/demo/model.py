"""What the generator makes: plain values, in codes, without a database."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from app.domain.members import Away, NewMember
from app.domain.procedures import ProcedureCode
from app.domain.vocabulary import Gender, Modality, RecusalScope, Role, Strength, TrainingTopic


@dataclass(frozen=True)
class Asked:
    """A request by codes; ``start`` is the site's wall clock, ``lead`` how long before it came."""

    authority: str
    site: str
    procedure: ProcedureCode
    case_ref: str
    dialect: str
    start: datetime
    minutes: int
    modalities: frozenset[Modality]
    roles: frozenset[Role]
    lead: timedelta
    latest_start: datetime | None = None
    gender: Gender | None = None
    gender_strength: Strength | None = None
    trainings: frozenset[TrainingTopic] = frozenset()
    is_trauma_heavy: bool = False
    priority: int = 3
    remote_justification: str = ""
    consent: bool = False
    consent_reason: str = ""
    deadline_on: date | None = None
    deadline_reason: str = ""
    embargoed_until: datetime | None = None
    officer: str | None = None


@dataclass(frozen=True)
class Joined:
    """A member and the times they are away."""

    member: NewMember
    absences: Sequence[Away] = ()


@dataclass(frozen=True)
class Served:
    """A session of an earlier week, held by the member at this place of the pool's list."""

    asked: Asked
    member: int


@dataclass(frozen=True)
class Objection:
    """A recusal: of the member at this place of the list, from a case, officer or authority."""

    member: int
    scope: RecusalScope
    value: str
    country: str


@dataclass(frozen=True)
class Demonstration:
    """All there is to load for the week that begins on ``monday``."""

    monday: date
    members: Sequence[Joined]
    requests: Sequence[Asked]
    history: Sequence[Served] = ()
    objections: Sequence[Objection] = field(default=())
