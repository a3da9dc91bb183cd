"""The demonstration in a real database, through the services that people use."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from threading import Thread

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from app import demo
from app.adapters import passwords
from app.db.models import (
    Absence,
    Assignment,
    AuditEntry,
    InterpretingSession,
    Member,
    Recusal,
    Seat,
    ServiceRequest,
    User,
)
from app.demo.loading import coming_monday
from app.demo.weekly import ZONE
from app.domain.procedures import ProcedureCode
from app.domain.states import AssignmentState, RequestState
from app.services import reference
from tests.support import database as databases
from tests.support.database import Database

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
MONDAY = date(2026, 11, 30)


@pytest.fixture(scope="module")
def demonstration(server_url: str, template: str) -> str:
    """The name of a database with the demonstration, which is loaded once a run."""

    def load(database: Database) -> None:
        demo.load(database.session_factory, 1, NOW)

    return databases.make_filled(server_url, "demonstration", template, load)


@pytest.fixture(scope="module")
def loaded(server_url: str, demonstration: str) -> Iterator[Database]:
    """The demonstration for all tests that only look at it."""
    with databases.new_database(server_url, demonstration) as database:
        yield database


@pytest.fixture
def loaded_again(server_url: str, demonstration: str) -> Iterator[Database]:
    """The demonstration for a test that adds to it."""
    with databases.new_database(server_url, demonstration) as database:
        yield database


@pytest.fixture
def session(loaded: Database) -> Iterator[Session]:
    with loaded.session_factory() as session:
        yield session


def counts(session: Session) -> dict[str, int]:
    models = (User, Member, ServiceRequest, Assignment, AuditEntry, Recusal, Absence)
    return {
        model.__name__: session.scalars(select(func.count()).select_from(model)).one()
        for model in models
    }


def test_the_pool_and_the_coming_week_are_there(session: Session) -> None:
    states = Counter(session.scalars(select(ServiceRequest.state)))
    assert counts(session)["Member"] == 60
    assert 330 <= states[RequestState.ACCEPTED] <= 430
    assert 1 <= states[RequestState.SUBMITTED] <= 12
    assert states[RequestState.CLOSED] > 30


def test_every_session_of_the_week_lies_in_it_and_ahead(session: Session) -> None:
    query = (
        select(InterpretingSession.earliest_start)
        .join(InterpretingSession.request)
        .where(ServiceRequest.state != RequestState.CLOSED)
    )
    for start in session.scalars(query):
        assert start > NOW
        assert MONDAY <= start.astimezone(ZONE).date() <= MONDAY + timedelta(days=6)


def test_the_users_of_the_console_can_log_in(session: Session) -> None:
    users = {user.username: user for user in session.scalars(select(User))}
    for login in demo.LOGINS:
        assert passwords.is_password(login.password, users[login.username].password_hash)
    coordinator = users["coordinator"]
    assert {grant.country_code for grant in coordinator.grants} == {"RS", "MK"}


def test_requests_were_filed_before_now_in_the_order_of_their_numbers(session: Session) -> None:
    query = select(ServiceRequest.filed_at).where(ServiceRequest.state == RequestState.ACCEPTED)
    filed = list(session.scalars(query.order_by(ServiceRequest.number)))
    assert filed == sorted(filed)
    assert filed[-1] < NOW


def test_read_backs_continue_the_interview_of_their_case(session: Session) -> None:
    query = (
        select(InterpretingSession)
        .join(InterpretingSession.request)
        .options(joinedload(InterpretingSession.request))
        .where(
            ServiceRequest.procedure_code.in_([ProcedureCode.RBK, ProcedureCode.DEL]),
            ServiceRequest.state != RequestState.CLOSED,
            InterpretingSession.continues_id.is_not(None),
        )
    )
    linked = list(session.scalars(query))
    assert len(linked) >= 3
    for meeting in linked:
        seats = select(Seat.id).where(Seat.session_id == meeting.continues_id)
        served = select(Assignment.state).where(Assignment.seat_id.in_(seats))
        assert list(session.scalars(served)) == [AssignmentState.SERVED]


def test_a_monitoring_visit_waits_for_the_coordinator(session: Session) -> None:
    query = select(ServiceRequest).where(ServiceRequest.procedure_code == ProcedureCode.MON)
    for request in session.scalars(query):
        assert request.embargoed_until is not None
        assert request.state is RequestState.SUBMITTED


def test_every_act_left_an_audit_row(session: Session) -> None:
    acts = Counter(session.scalars(select(AuditEntry.act)))
    found = counts(session)
    assert acts["member.added"] == 60
    assert acts["request.filed"] == found["ServiceRequest"]
    assert acts["user.created"] == found["User"]
    assert acts["recusal.noted"] == found["Recusal"] == 3
    assert acts["demonstration.loaded"] == 1


def test_loading_again_in_the_same_week_does_nothing(loaded: Database) -> None:
    with loaded.session_factory() as session:
        before = counts(session)
    demo.load(loaded.session_factory, 1, NOW + timedelta(days=3))
    with loaded.session_factory() as session:
        assert counts(session) == before


def test_a_later_start_adds_that_coming_week_to_the_same_pool(loaded_again: Database) -> None:
    with loaded_again.session_factory() as session:
        before = counts(session)
    demo.load(loaded_again.session_factory, 1, NOW + timedelta(weeks=2))
    with loaded_again.session_factory() as session:
        after = counts(session)
    assert after["Member"] == before["Member"]
    assert after["User"] == before["User"]
    assert after["ServiceRequest"] - before["ServiceRequest"] > 300


def test_two_that_start_at_once_load_one_demonstration(committed_db: Database) -> None:
    threads = [
        Thread(target=demo.load, args=(committed_db.session_factory, 1, NOW)) for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with committed_db.session_factory() as session:
        assert counts(session)["Member"] == 60


def test_a_load_that_fails_leaves_nothing(
    committed_db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("the power went off")

    monkeypatch.setattr("app.demo.loading.add_objections", fail)
    with pytest.raises(RuntimeError, match="power"):
        demo.load(committed_db.session_factory, 1, NOW)
    with committed_db.session_factory() as session:
        assert set(counts(session).values()) == {0}
        reference.load(session)


@pytest.mark.parametrize(
    ("now", "monday"),
    [
        (datetime(2026, 11, 23, 8, tzinfo=UTC), date(2026, 11, 30)),
        (datetime(2026, 11, 29, 20, tzinfo=UTC), date(2026, 11, 30)),
        # In Belgrade it is Monday already.
        (datetime(2026, 11, 29, 23, 30, tzinfo=UTC), date(2026, 12, 7)),
    ],
)
def test_the_coming_week_begins_on_the_next_local_monday(now: datetime, monday: date) -> None:
    assert coming_monday(now) == monday


def test_nothing_was_served_that_has_not_happened_yet(session: Session) -> None:
    last = session.scalar(
        select(func.max(func.upper(Assignment.period))).where(
            Assignment.state == AssignmentState.SERVED
        )
    )
    assert last is not None
    assert NOW - timedelta(days=5) < last <= NOW
