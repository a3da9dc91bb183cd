"""Members join the pool, leave it, and are away; each act leaves an audit row."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.db.models import AuditEntry, Member
from app.domain.actors import Actor, system
from app.domain.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError
from app.domain.member_rules import find_faults
from app.domain.members import (
    Away,
    Clearance,
    Completed,
    NewMember,
    Permit,
    Price,
    Qualification,
    Skill,
    Weekly,
)
from app.domain.procedures import ProcedureCode
from app.domain.vocabulary import (
    AbsenceKind,
    ActorKind,
    Channel,
    Direction,
    Gender,
    Modality,
    Role,
    TrainingTopic,
    UserRole,
)
from app.services import joining, pool
from tests.support.database import Database

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
TODAY = NOW.date()
SYSTEM = system(Channel.COMMAND)
GOOD = NewMember(
    legal_name="زرغونه احمدزی",
    gender=Gender.FEMALE,
    birth_date=date(1991, 3, 1),
    phone="+447700900123",
    page_language="ps",
    home_site="RS-PRE",
    employer_site="RS-BUJ",
    roles=frozenset({Role.INTERPRETER}),
    skills=[
        Skill("pbu", Direction.BOTH, 4, reads_script=True),
        Skill("srp", Direction.INTO, 3, reads_script=False),
    ],
    modalities=frozenset({Modality.PHONE, Modality.ON_SITE}),
    weekly=[Weekly(0, 480, 720), Weekly(0, 720, 1440)],
    undertaking_version="2026-01",
    undertaking_signed_on=date(2026, 1, 5),
    qualifications=[Qualification(ProcedureCode.INT, date(2025, 1, 1))],
    trainings=[Completed(TrainingTopic.CONDUCT, date(2025, 1, 1), provider="Pool")],
    clearances=[Clearance("RS", date(2026, 1, 1), date(2028, 1, 1))],
    permits=[Permit("RS")],
    prices=[Price(date(2026, 1, 1), 1500, 500, 30)],
)


def add(db: Session, **changes: Any) -> Member:
    return joining.add_member(db, SYSTEM, NOW, replace(GOOD, **changes))


def test_a_member_joins_with_all_that_is_known_of_them(db: Session) -> None:
    member = add(db)
    db.expire_all()
    stored = db.get_one(Member, member.id)
    assert stored.legal_name == "زرغونه احمدزی"
    assert stored.number > 100
    for part, count in (
        (stored.__class__.languages, 2),
        (stored.__class__.availabilities, 2),
        (stored.__class__.vettings, 1),
        (stored.__class__.permits, 1),
        (stored.__class__.rates, 1),
        (stored.__class__.trainings, 1),
        (stored.__class__.procedures, 1),
        (stored.__class__.modalities, 2),
    ):
        query = select(func.count()).select_from(Member).join(part).where(Member.id == member.id)
        assert db.scalar(query) == count


def test_joining_leaves_an_audit_row_without_name_or_phone(db: Session) -> None:
    member = add(db)
    entry = db.scalars(select(AuditEntry).filter_by(subject="member", subject_id=member.id)).one()
    assert entry.act == "member.added"
    assert entry.details == {"number": member.number}


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("legal_name", {"legal_name": "  "}),
        ("birth_date", {"birth_date": date(2010, 1, 1)}),
        ("birth_date", {"birth_date": date(1850, 1, 1)}),
        ("phone", {"phone": "060 123 456"}),
        ("roles", {"roles": frozenset()}),
        ("modalities", {"modalities": frozenset()}),
        ("languages", {"skills": []}),
        ("languages", {"skills": [Skill("pbu", Direction.BOTH, 5, reads_script=True)]}),
        ("languages", {"skills": [GOOD.skills[0], GOOD.skills[0]]}),
        ("languages", {"skills": [Skill("xyz", Direction.BOTH, 4, reads_script=True)]}),
        ("home_site", {"home_site": "RS-XXX"}),
        ("employer_site", {"employer_site": "RS-XXX"}),
        ("undertaking_signed_on", {"undertaking_version": None}),
        ("undertaking_signed_on", {"undertaking_signed_on": date(2030, 1, 1)}),
        ("vettings", {"clearances": [Clearance("RS", TODAY, TODAY)]}),
        ("vettings", {"clearances": [Clearance("XX", TODAY, date(2028, 1, 1))]}),
        ("vettings", {"clearances": [*GOOD.clearances, *GOOD.clearances]}),
        ("permits", {"permits": [Permit("XX")]}),
        ("permits", {"permits": [Permit("RS"), Permit("RS")]}),
        ("rates", {"prices": [Price(TODAY, -1, 0, 0)]}),
        ("availability", {"weekly": [Weekly(0, 480, 720), Weekly(0, 700, 800)]}),
        ("availability", {"weekly": [Weekly(0, 720, 480)]}),
        ("availability", {"weekly": [Weekly(7, 480, 720)]}),
    ],
)
def test_a_faulty_field_is_named_and_nothing_is_kept(
    db: Session, field: str, changes: dict[str, Any]
) -> None:
    with pytest.raises(InvalidError) as refused:
        add(db, **changes)
    assert field in refused.value.fields
    assert db.scalars(select(Member)).first() is None


def test_all_faults_are_named_at_once(db: Session) -> None:
    with pytest.raises(InvalidError) as refused:
        add(db, legal_name="", phone="0", home_site="RS-XXX")
    assert set(refused.value.fields) == {"legal_name", "phone", "home_site"}


def test_one_comes_of_age_on_the_birthday() -> None:
    born = date(TODAY.year - 18, TODAY.month, TODAY.day)
    assert find_faults(replace(GOOD, birth_date=born), TODAY) == {}
    assert "birth_date" in find_faults(replace(GOOD, birth_date=born + timedelta(days=1)), TODAY)


def test_a_phone_belongs_to_one_member(db: Session) -> None:
    add(db)
    with pytest.raises(ConflictError, match="belongs to another member") as refused:
        add(db, legal_name="Somebody else")
    assert "phone" in refused.value.fields


def test_of_two_who_add_the_same_phone_at_once_one_is_told(committed_db: Database) -> None:
    start, answers = Barrier(2), []

    def join() -> None:
        start.wait()
        try:
            with committed_db.session_factory.begin() as session:
                add(session)
            answers.append("added")
        except ConflictError:
            answers.append("told")

    threads = [Thread(target=join) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == ["added", "told"]


def test_an_absence_is_approved_once(db: Session) -> None:
    member = add(db)
    away = Away(NOW, NOW + timedelta(days=3), AbsenceKind.LEAVE)
    absence = pool.approve_absence(db, SYSTEM, NOW, member.id, away)
    assert absence.approved_at == NOW
    later = replace(away, start=NOW + timedelta(days=2), end=NOW + timedelta(days=5))
    with pytest.raises(ConflictError, match="away then already"):
        pool.approve_absence(db, SYSTEM, NOW, member.id, later)


def test_an_absence_needs_a_length_and_a_member(db: Session) -> None:
    member = add(db)
    with pytest.raises(InvalidError) as refused:
        pool.approve_absence(db, SYSTEM, NOW, member.id, Away(NOW, NOW, AbsenceKind.ILL))
    assert "end" in refused.value.fields
    away = Away(NOW, NOW + timedelta(days=1), AbsenceKind.ILL)
    with pytest.raises(NotFoundError):
        pool.approve_absence(db, SYSTEM, NOW, member.id + 1, away)


def test_who_left_the_pool_cannot_leave_again(db: Session) -> None:
    member = add(db)
    assert not pool.deactivate_member(db, SYSTEM, NOW, member.id).is_active
    with pytest.raises(ConflictError, match="has left the pool already"):
        pool.deactivate_member(db, SYSTEM, NOW, member.id)


def test_an_officer_may_not_change_the_pool(db: Session) -> None:
    officer = Actor(ActorKind.USER, Channel.WEB, roles=frozenset({UserRole.OFFICER}))
    with pytest.raises(ForbiddenError):
        joining.add_member(db, officer, NOW, GOOD)
