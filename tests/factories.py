"""Rows for tests. Each function adds one whole thing on top of the reference data."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import count

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.orm import Session

from app.db.models import (
    Assignment,
    Authority,
    AuthoritySite,
    Availability,
    InterpretingSession,
    Member,
    MemberLanguage,
    MemberModality,
    MemberProcedure,
    MemberRole,
    Plan,
    PlanRun,
    Rate,
    RoleGrant,
    Seat,
    ServiceRequest,
    Site,
    Training,
    User,
    Vetting,
    WorkPermit,
)
from app.domain.procedures import ProcedureCode
from app.domain.states import AssignmentState, PlanRunState, PlanState, RequestState
from app.domain.vocabulary import (
    AuthorityKind,
    Direction,
    Gender,
    Modality,
    Role,
    Strength,
    TrainingTopic,
    UserRole,
)

#: A Monday morning, in winter time, far from a clock change.
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
_numbers = count(1)


def site(session: Session, code: str) -> Site:
    """A site of the reference data, by its code."""
    return session.scalars(select(Site).where(Site.code == code)).one()


def make_authority(session: Session, site_code: str = "RS-PRE", country: str = "RS") -> Authority:
    """An authority that works at one site."""
    authority = Authority(
        code=f"{country}-TEST-{next(_numbers)}",
        name="Asylum office under test",
        country_code=country,
        kind=AuthorityKind.ASYLUM_OFFICE,
        target_dialect="srp" if country == "RS" else "mkd",
    )
    session.add(authority)
    session.flush()
    place = site(session, site_code)
    session.add(AuthoritySite(authority_id=authority.id, site_id=place.id, country_code=country))
    session.flush()
    return authority


def make_user(session: Session, *grants: RoleGrant, username: str | None = None) -> User:
    """A user with these grants and a password hash that matches nothing."""
    user = User(
        username=username or f"user{next(_numbers)}",
        display_name="User under test",
        password_hash="!",
        grants=list(grants),
    )
    session.add(user)
    session.flush()
    return user


def make_officer(session: Session, authority: Authority) -> User:
    return make_user(session, RoleGrant(role=UserRole.OFFICER, authority_id=authority.id))


def make_coordinator(session: Session, countries: Iterable[str] = ("RS", "MK")) -> User:
    return make_user(
        session,
        *(RoleGrant(role=UserRole.COORDINATOR, country_code=country) for country in countries),
    )


def make_member(
    session: Session,
    *,
    dialects: Iterable[str] = ("pbu",),
    targets: Iterable[str] = ("srp", "mkd"),
    roles: Iterable[Role] = (Role.INTERPRETER,),
    gender: Gender = Gender.MALE,
    home: str = "RS-PRE",
    countries: Iterable[str] = ("RS", "MK"),
    modalities: Iterable[Modality] = tuple(Modality),
    page_language: str = "ps",
    vetted_until: date = date(2028, 1, 1),
    phone: str | None = None,
) -> Member:
    """A vetted, trained member who is free every day from 06:00 to 22:00."""
    number = next(_numbers)
    member = Member(
        legal_name=f"Member {number}",
        gender=gender,
        birth_date=date(1990, 1, 1),
        phone=phone or f"+38160{1_000_000 + number}",
        page_language=page_language,
        home_site_id=site(session, home).id,
        undertaking_version="2026-01",
        undertaking_signed_on=date(2026, 1, 5),
        roles=[MemberRole(role=role) for role in roles],
        languages=[
            MemberLanguage(dialect_code=code, direction=Direction.BOTH, level=4, reads_script=True)
            for code in (*dialects, *targets)
        ],
        procedures=[
            MemberProcedure(procedure_code=code, qualified_on=date(2025, 1, 1))
            for code in ProcedureCode
        ],
        trainings=[Training(topic=topic, completed_on=date(2025, 1, 1)) for topic in TrainingTopic],
        vettings=[
            Vetting(country_code=code, vetted_on=date(2026, 1, 1), expires_on=vetted_until)
            for code in ("RS", "MK")
        ],
        permits=[WorkPermit(country_code=code) for code in countries],
        modalities=[MemberModality(modality=modality) for modality in modalities],
        availabilities=[
            Availability(weekday=weekday, start_minute=360, end_minute=1320) for weekday in range(7)
        ],
        rates=[
            Rate(
                valid_from=date(2026, 1, 1),
                hourly_cents=1500,
                call_out_cents=2000,
                kilometre_cents=30,
            )
        ],
    )
    session.add(member)
    session.flush()
    return member


def make_request(
    session: Session,
    *,
    authority: Authority | None = None,
    site_code: str = "RS-PRE",
    country: str = "RS",
    procedure: ProcedureCode = ProcedureCode.REG,
    dialect: str = "pbu",
    starts_at: datetime = NOW + timedelta(days=8, hours=1),
    minutes: int = 30,
    window: timedelta = timedelta(0),
    modalities: Iterable[Modality] = (Modality.ON_SITE,),
    gender: Gender | None = None,
    case_ref: str = "AZ-1/26",
    state: RequestState = RequestState.ACCEPTED,
) -> ServiceRequest:
    """An accepted request for one session with one interpreter's seat."""
    authority = authority or make_authority(session, site_code, country)
    target = "srp" if country == "RS" else "mkd"
    seat = Seat(
        position=1,
        role=Role.INTERPRETER,
        from_dialect=dialect,
        into_dialect=target,
        minimum_score=0.6,
        minimum_level=2,
    )
    meeting = InterpretingSession(
        earliest_start=starts_at,
        latest_start=starts_at + window,
        minutes=minutes,
        starts_at=None if window else starts_at,
        seats=[seat],
    )
    request = ServiceRequest(
        state=state,
        authority_id=authority.id,
        site_id=site(session, site_code).id,
        country_code=country,
        procedure_code=procedure,
        case_ref=case_ref,
        dialect_code=dialect,
        target_dialect=target,
        gender=gender,
        gender_strength=Strength.REQUIRED if gender else None,
        modalities=[str(modality) for modality in modalities],
        trainings=[],
        filed_at=NOW,
        sessions=[meeting],
    )
    session.add(request)
    session.flush()
    return request


def make_plan(
    session: Session, state: PlanState = PlanState.DRAFT, first_day: date = date(2026, 11, 30)
) -> Plan:
    """An empty plan of a week, from a run that has ended."""
    run = PlanRun(
        state=PlanRunState.SOLVED,
        first_day=first_day,
        last_day=first_day + timedelta(days=6),
        seconds=5,
        seed=1,
        requested_at=NOW,
        finished_at=NOW,
    )
    plan = Plan(
        run=run,
        state=state,
        value=0,
        bound=0,
        seats=0,
        seats_covered=0,
        tiers=[],
        solve_milliseconds=0,
        document=b"",
        published_at=NOW if state in {PlanState.PUBLISHED, PlanState.SUPERSEDED} else None,
    )
    session.add(plan)
    session.flush()
    return plan


def make_assignment(
    session: Session,
    seat: Seat,
    member: Member,
    *,
    starts_at: datetime = NOW + timedelta(days=8, hours=1),
    minutes: int = 30,
    state: AssignmentState = AssignmentState.OFFERED,
    modality: Modality = Modality.ON_SITE,
    plan: Plan | None = None,
) -> Assignment:
    """The member in the seat for that time."""
    assignment = Assignment(
        seat_id=seat.id,
        member_id=member.id,
        plan_id=plan.id if plan else None,
        state=state,
        modality=modality,
        period=Range(starts_at, starts_at + timedelta(minutes=minutes)),
        travel_minutes=0,
        travel_kilometres=0,
        cost_cents=0,
        state_changed_at=NOW,
    )
    session.add(assignment)
    session.flush()
    return assignment
