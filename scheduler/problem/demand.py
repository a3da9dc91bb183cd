"""What is asked for: sessions and their seats, and what is already promised."""

from __future__ import annotations

from dataclasses import dataclass

MODALITIES = ("on_site", "video", "phone")
REMOTE = ("video", "phone")


@dataclass(frozen=True, slots=True)
class Session:
    """One meeting that needs interpretation. All its seats start together."""

    id: str
    start: int
    """Earliest start, minutes since the start of the horizon."""
    duration: int
    latest_start: int | None = None
    """``None``: the start is fixed."""
    start_step: int = 15
    """Starts allowed are ``start``, ``start + start_step`` and so on up to ``latest_start``."""
    site: str = ""
    country: str = ""
    procedure: str = ""
    modalities: tuple[str, ...] | None = None
    preferred_modality: str = ""
    priority: int = 1
    """0 is the most urgent; the index into ``Goals.coverage``."""
    statutory: bool = False
    """A deadline set by law; comes before every priority."""
    trauma: bool = False
    has_lunch: bool = False
    """The session contains its own meal break (a half-day or whole-day shift)."""
    needs_room: bool = False
    """Remote work only from a host room."""
    room_equipment: tuple[str, ...] = ()
    independent: bool = False
    """Nobody tied to the site may serve (detention, medical documentation)."""
    case: str = ""
    officer: str = ""
    authority: str = ""
    side: str = ""
    """``applicant`` or ``authority``: nobody serves both sides of one case."""
    continuity_member: str = ""
    """Who served this applicant before, if there is no objection."""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A dialect the applicant accepts, best first."""

    dialect: str
    min_score: int = 100
    """Substitution score from which a member may serve freely, 0 to 100."""
    table: str = "mediation"
    """Which score counts: ``mediation`` or ``interview``."""
    consent: bool = False
    """The applicant has consented to a substitute."""
    consent_score: int = 60
    """With consent, this score is enough."""


@dataclass(frozen=True, slots=True)
class Target:
    """A language of the office; one of the listed ones must be met."""

    language: str
    min_level: int = 0


@dataclass(frozen=True, slots=True)
class Seat:
    """One place to fill in a session. An empty requirement does not bind."""

    id: str
    session: str
    role: str = ""
    also_roles: tuple[str, ...] = ()
    """Further roles the member must hold (dual qualification)."""
    accepts: tuple[Acceptance, ...] = ()
    into: tuple[Target, ...] = ()
    script: str = ""
    gender: str = ""
    preferred_gender: str = ""
    trainings: tuple[str, ...] = ()
    preferred_trainings: tuple[str, ...] = ()
    qualification: str = ""
    """Procedure the member must be qualified for."""
    vetting: str = ""
    """Country whose vetting must be valid now and on the day."""
    modalities: tuple[str, ...] | None = None
    duration: int | None = None
    """``None``: the session's, lengthened by the relay factor for a leg of a chain."""
    beside: str = ""
    """A seat that must be covered too: a mediator only beside an interpreter."""
    chain: str = ""
    """Relay: the seats of one chain are covered all or none."""
    leg: int = 0
    instead_of: str = ""
    """The direct seat this chain stands in for; at most one of the two is used."""
    candidates: tuple[str, ...] | None = None
    """Only these members may serve."""


@dataclass(frozen=True, slots=True)
class Pin:
    """What the solver may not move. What is left empty is free."""

    seat: str
    member: str
    start: int | None = None
    modality: str = ""
    room: str = ""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """An assignment already promised: giving the seat to another or moving it is a change."""

    seat: str
    member: str
    start: int | None = None
    modality: str = ""
