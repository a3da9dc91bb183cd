"""Who can be asked: members, what they can do, when, and at what price."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.problem.places import Window


@dataclass(frozen=True, slots=True)
class Skill:
    """One dialect (or written language) a member works in."""

    dialect: str
    direction: str = "both"
    """``from`` (understands the applicant), ``into`` (speaks to the office) or ``both``."""
    level: int = 100
    """0 to 100."""


@dataclass(frozen=True, slots=True)
class Training:
    topic: str
    until: int | None = None
    """Last minute it is valid; ``None`` means it does not expire."""


@dataclass(frozen=True, slots=True)
class Vetting:
    country: str
    since: int | None = None
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """One person of the pool. A field that is ``None`` does not bind."""

    id: str
    roles: tuple[str, ...] | None = None
    skills: tuple[Skill, ...] | None = None
    scripts: tuple[str, ...] | None = None
    procedures: tuple[str, ...] | None = None
    trainings: tuple[Training, ...] = ()
    vettings: tuple[Vetting, ...] = ()
    undertaking_at: int | None = None
    """When the undertaking of confidentiality was signed; ``None`` means never."""
    gender: str = ""
    home: str = ""
    country: str = ""
    """The country whose pool lends this member; used for the balance between countries."""
    on_site_countries: tuple[str, ...] | None = None
    remote_countries: tuple[str, ...] | None = None
    modalities: tuple[str, ...] | None = None
    host_sites: tuple[str, ...] | None = None
    """Sites whose host rooms this member may travel to for remote work."""
    tied_sites: tuple[str, ...] = ()
    """Sites of the member's employer or dwelling: barred where a session asks for independence."""
    available: tuple[Window, ...] | None = None
    """Availability with absences already taken out; a session must lie inside one window."""
    max_day_minutes: int | None = None
    max_week_minutes: int | None = None
    hourly_rate: int = 0
    """Cents for one hour of interpreting."""
    travel_rate: int = 0
    """Cents for one hour on the way."""
    km_rate: int = 0
    """Cents for one kilometre."""
    day_fee: int = 0
    """Cents for each day with at least one seat (call-out fee)."""
    hire_fee: int = 0
    """Cents once, when the member is used at all within the horizon."""
    lodging: int = 0
    """Cents for one night away."""
    fair_minutes: int | None = None
    """Minutes a week that would be this member's fair share; more costs fairness."""
    unsocial_load: int = 100
    """Unsocial hours served lately for each available hour, in percent of the pool's mean."""
    trip_load: int = 100
    """The same for trips across a border."""
    trauma_load: int = 100
    """The same for trauma-heavy sessions."""


@dataclass(frozen=True, slots=True)
class Commitment:
    """Work already fixed outside this problem; it counts for rest, weeks and days in a row."""

    member: str
    start: int
    """Leaves home, minutes since the start of the horizon (may be negative)."""
    end: int
    """Back at home."""
    minutes: int = 0
    """Net interpreting minutes."""
    trauma: int = 0
    """Number of trauma-heavy sessions in it."""
    date: str = ""
    """Local date, ``YYYY-MM-DD``."""
    week: str = ""
    """ISO week, ``YYYY-Www``."""


@dataclass(frozen=True, slots=True)
class Recusal:
    """This member must not serve this case, officer, authority, site or session."""

    member: str
    scope: str
    """``case``, ``officer``, ``authority``, ``site`` or ``session``."""
    id: str


@dataclass(frozen=True, slots=True)
class Pairing:
    """How often a member and an officer met lately, and how often they still may."""

    member: str
    officer: str
    recent: int = 0
    at_most: int | None = None
    """Seats this plan may still give the pair; ``None`` means no cap."""
