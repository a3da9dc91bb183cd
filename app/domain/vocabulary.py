"""The closed lists of the field. Each enum answers one question."""

from enum import StrEnum


class Role(StrEnum):
    """What a member acts as in a seat. A mediator never replaces an interpreter in an interview."""

    INTERPRETER = "interpreter"
    MEDIATOR = "mediator"


class Modality(StrEnum):
    """How a member takes part."""

    ON_SITE = "on_site"
    VIDEO = "video"
    PHONE = "phone"

    @property
    def is_remote(self) -> bool:
        return self is not Modality.ON_SITE


class Gender(StrEnum):
    FEMALE = "female"
    MALE = "male"


class Strength(StrEnum):
    """How firmly a wish binds: a required one is never silently relaxed."""

    REQUIRED = "required"
    PREFERRED = "preferred"


class Disclosure(StrEnum):
    """What a message may say of a site."""

    OPEN = "open"
    TOWN_ONLY = "town_only"
    NEVER = "never"


class SiteKind(StrEnum):
    AUTHORITY = "authority"
    ASYLUM_CENTRE = "asylum_centre"
    RECEPTION_CENTRE = "reception_centre"
    TRANSIT_CENTRE = "transit_centre"
    DETENTION = "detention"
    NGO = "ngo"
    HUB = "hub"
    AIRPORT = "airport"
    BORDER_POINT = "border_point"
    BORDER_CROSSING = "border_crossing"
    POLICE = "police"
    SAFE_HOUSE = "safe_house"


class AuthorityKind(StrEnum):
    ASYLUM_OFFICE = "asylum_office"
    RECEPTION = "reception"
    POLICE = "police"
    COURT = "court"
    SOCIAL_WELFARE = "social_welfare"
    MONITORING = "monitoring"
    NGO = "ngo"
    INTERNATIONAL = "international"


class Direction(StrEnum):
    """Which way a member works with a language: out of it, into it, or both."""

    FROM = "from"
    INTO = "into"
    BOTH = "both"


class TrainingTopic(StrEnum):
    CONDUCT = "conduct"
    CHILDREN = "children"
    SGBV = "sgbv"
    TORTURE = "torture"
    VIDEO = "video"
    SIGHT_TRANSLATION = "sight_translation"
    LANGUAGE_ANALYSIS = "language_analysis"


class ScoreTable(StrEnum):
    """Which of the two substitution scores a procedure reads."""

    MEDIATION = "mediation"
    INTERVIEW = "interview"


class RoleRule(StrEnum):
    """May this role take a seat in the procedure (domain A3)?"""

    YES = "yes"
    QUALIFIED = "qualified"
    DUAL = "dual"
    BESIDE_INTERPRETER = "beside_interpreter"
    NO = "no"


class SignatureWay(StrEnum):
    """How the record may be signed (domain A6)."""

    NONE = "none"
    RECEIPT = "receipt"
    WET_AT_SITE = "wet_at_site"
    WET_AT_HOST = "wet_at_host"
    COURIER = "courier"
    QUALIFIED_ESIGN = "qualified_esign"
    AUDIO = "audio"


class UserRole(StrEnum):
    OFFICER = "officer"
    COORDINATOR = "coordinator"
    ADMINISTRATOR = "administrator"


class ActorKind(StrEnum):
    USER = "user"
    MEMBER = "member"
    SYSTEM = "system"


class Channel(StrEnum):
    """By which way an act reached the pool."""

    WEB = "web"
    LINK = "link"
    SMS = "sms"
    VOICE = "voice"
    ON_BEHALF = "on_behalf"
    COMMAND = "command"
    JOB = "job"


class DeclineReason(StrEnum):
    """Why a member says no. Conflict and wellbeing are never held against anybody."""

    BUSY = "busy"
    TOO_FAR = "too_far"
    ILL = "ill"
    CONFLICT = "conflict"
    WELLBEING = "wellbeing"
    OTHER = "other"


class AbsenceKind(StrEnum):
    LEAVE = "leave"
    ILL = "ill"
    TRAINING = "training"
    OTHER = "other"


class RecusalScope(StrEnum):
    CASE = "case"
    OFFICER = "officer"
    AUTHORITY = "authority"


class RecusalSource(StrEnum):
    APPLICANT = "applicant"
    LAWYER = "lawyer"
    MEMBER = "member"
    COORDINATOR = "coordinator"


class Script(StrEnum):
    """In which letters a member wants texts, where their language has a choice."""

    DEFAULT = "default"
    LATIN = "latin"
    CYRILLIC = "cyrillic"


class Outcome(StrEnum):
    """What became of a session (domain F). A cancellation is not a curtailment."""

    FULFILLED = "fulfilled"
    FULFILLED_PARTLY = "fulfilled_partly"
    REPLACED = "replaced"
    CANCELLED_TIMELY = "cancelled_by_requester_timely"
    CANCELLED_LATE = "cancelled_by_requester_late"
    CANCELLED_BY_POOL = "cancelled_by_pool"
    APPLICANT_ABSENT = "applicant_absent"
    APPLICANT_UNFIT = "applicant_unfit"
    REQUESTER_ABSENT = "requester_absent"
    INTERPRETER_ABSENT = "interpreter_absent"
    INTERPRETER_LATE = "interpreter_late"
    HOST_ABSENT = "host_absent"
    TECHNICAL_FAILURE = "technical_failure"
    DIALECT_MISMATCH = "dialect_mismatch"
    OBJECTION_UPHELD = "objection_upheld"
    NOT_FULFILLED = "not_fulfilled"
