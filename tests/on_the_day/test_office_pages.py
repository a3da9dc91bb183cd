"""The day on the officer's and the coordinator's pages, and leave on the coordinator's."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.models import Absence, Authority, InterpretingSession, Member, Message, OutcomeRecord
from app.domain import actors
from app.domain.accounts import Grant
from app.domain.leave import LeaveDays
from app.domain.messages import MessageKind
from app.domain.timesheets import Times
from app.domain.vocabulary import AbsenceKind, Channel, Outcome, UserRole
from app.services import leave, on_the_day
from tests import factories as make
from tests.factories import NOW
from tests.on_the_day.conftest import accepted
from tests.support.counting import counted
from tests.support.database import Database
from tests.support.offers import Asked
from tests.support.web import FrozenClock, log_in

#: Soon enough that nobody has to log in anew.
START = NOW + timedelta(minutes=61)


@pytest.fixture
def job(rows: Session) -> Asked:
    asked = accepted(rows, starts_at=START)
    rows.commit()
    return asked


@pytest.fixture
def officer(app: Flask, committed_db: Database, rows: Session, job: Asked) -> FlaskClient:
    code = rows.get_one(Authority, job.request.authority_id).code
    return log_in(app, committed_db, "officer.one", Grant(UserRole.OFFICER, authority=code))


@pytest.fixture
def coordinator(app: Flask, committed_db: Database) -> FlaskClient:
    return log_in(app, committed_db, "coordinator", Grant(UserRole.COORDINATOR, country="RS"))


def page_of(client: FlaskClient, job: Asked) -> str:
    return client.get(f"/my-requests/{job.request.number}").text


def at(clock: FrozenClock, minutes: float) -> None:
    clock.time = START + timedelta(minutes=minutes)


def test_an_officer_notes_who_is_there_and_how_it_ended(
    officer: FlaskClient, rows: Session, clock: FrozenClock, job: Asked
) -> None:
    at(clock, 3)
    path = f"/jobs/{job.assignment.id}"
    assert f"{path}/arrived" in page_of(officer, job)
    back = {"back": f"/my-requests/{job.request.number}"}
    assert officer.post(f"{path}/arrived", data=back).location == back["back"]
    page = page_of(officer, job)
    assert "Is there" in page
    assert job.member.legal_name not in page
    at(clock, 40)
    officer.post(f"{path}/outcome", data=back | {"outcome": "fulfilled_partly"})
    assert "Say why in a few words." in page_of(officer, job)
    reason = {"outcome": "fulfilled_partly", "reason": "fire alarm"}
    officer.post(f"{path}/outcome", data=back | reason)
    page = page_of(officer, job)
    assert "Held in part" in page
    assert "fire alarm" in page
    assert rows.scalars(select(InterpretingSession.outcome)).all() == [Outcome.FULFILLED_PARTLY]


def test_what_the_clock_supposed_is_marked_until_it_is_confirmed(
    officer: FlaskClient, rows: Session, clock: FrozenClock, job: Asked
) -> None:
    on_the_day.watch(rows, actors.system(), START + timedelta(minutes=15))
    rows.commit()
    at(clock, 40)
    assert "please confirm or correct" in page_of(officer, job)
    data = {"outcome": "interpreter_absent"}
    officer.post(f"/jobs/{job.assignment.id}/outcome", data=data)
    assert "please confirm or correct" not in page_of(officer, job)


def test_times_are_signed_or_sent_back(
    officer: FlaskClient, rows: Session, clock: FrozenClock, job: Asked
) -> None:
    at(clock, 50)
    who = actors.member(job.member.id, Channel.LINK)
    times = Times(START, START + timedelta(minutes=31))
    on_the_day.enter_times(rows, who, clock.time, job.offer.id, times)
    rows.commit()
    path = f"/jobs/{job.assignment.id}/times"
    assert "interpreting 31 min" in page_of(officer, job)
    officer.post(f"{path}/back", data={"dispute": "It was <b>30</b>."})
    assert "It was &lt;b&gt;30&lt;/b&gt;." in page_of(officer, job)
    officer.post(f"{path}/sign")
    page = page_of(officer, job)
    assert "Signed" in page
    assert f"{path}/sign" not in page


def test_another_authority_cannot_say_anything(
    app: Flask, committed_db: Database, rows: Session, job: Asked, clock: FrozenClock
) -> None:
    grant = Grant(UserRole.OFFICER, authority="RS-AO")
    other = log_in(app, committed_db, "officer.two", grant)
    at(clock, 5)
    for act in ("arrived", "outcome", "times/sign", "times/back"):
        data = {"outcome": "fulfilled"}
        assert other.post(f"/jobs/{job.assignment.id}/{act}", data=data).status_code == 404
    assert rows.scalars(select(OutcomeRecord)).all() == []


def test_the_board_names_who_has_not_said_a_word(
    coordinator: FlaskClient, rows: Session, clock: FrozenClock, job: Asked
) -> None:
    at(clock, -59)
    on_the_day.watch(rows, actors.system(), clock.time)
    rows.commit()
    page = coordinator.get("/board").text
    for said in ("Today, now", job.member.legal_name, "No word yet", "A stand-in is looked for"):
        assert said in page
    at(clock, 12)
    assert "Late, no word" in coordinator.get("/board").text
    assert "Late, no word" in coordinator.get(f"/requests/{job.request.number}").text


def test_pages_ask_as_often_for_many_as_for_one(
    app: Flask,
    coordinator: FlaskClient,
    officer: FlaskClient,
    rows: Session,
    clock: FrozenClock,
    job: Asked,
) -> None:
    def queries() -> list[int]:
        counts = []
        for client, address in (
            (coordinator, "/board"),
            (coordinator, "/leave"),
            (officer, f"/my-requests/{job.request.number}"),
        ):
            with counted(app) as statements:
                client.get(address)
            counts.append(len(statements))
        return counts

    at(clock, 12)
    for _ in range(2):
        ask_for_leave(rows, make.make_member(rows))
    rows.commit()
    queries()  # The first look notes when the user was seen.
    before = queries()
    for _ in range(9):
        accepted(rows, starts_at=START)
        ask_for_leave(rows, make.make_member(rows))
    rows.commit()
    assert queries() == before


def ask_for_leave(session: Session, member: Member) -> int:
    who = actors.member(member.id, Channel.LINK)
    day = (START + timedelta(days=1)).date()
    days = LeaveDays(START.date(), day)
    found = session.get_one(Member, member.id, options=[])
    _load_home(session, found)
    return leave.ask(session, who, NOW, found, days, AbsenceKind.LEAVE).id


def _load_home(session: Session, member: Member) -> None:
    session.refresh(member, ["home_site"])
    session.refresh(member.home_site, ["country"])


def test_leave_is_approved_once_no_job_is_in_the_way(
    coordinator: FlaskClient, rows: Session, job: Asked
) -> None:
    leave_id = ask_for_leave(rows, job.member)
    rows.commit()
    page = coordinator.get("/leave").text
    assert "In the way" in page
    assert f"/leave/{leave_id}/approve" not in page
    coordinator.post(f"/leave/{leave_id}/approve")
    assert "has said yes to request" in coordinator.get("/leave").text
    assert rows.scalars(select(Absence)).all() == []
    rows.refresh(job.assignment)
    job.assignment.state = "released"  # type: ignore[assignment]
    rows.commit()
    coordinator.post(f"/leave/{leave_id}/approve")
    absence = rows.scalars(select(Absence)).one()
    assert absence.approved_at == NOW
    assert absence.period.lower is not None
    kinds = rows.scalars(select(Message.kind)).all()
    assert kinds.count(MessageKind.LEAVE_APPROVED) == 1
    assert "Approved" in coordinator.get("/leave").text


def test_leave_is_refused_with_a_text_and_decided_in_its_own_country(
    app: Flask, committed_db: Database, coordinator: FlaskClient, rows: Session
) -> None:
    member = make.make_member(rows)
    leave_id = ask_for_leave(rows, member)
    rows.commit()
    grant = Grant(UserRole.COORDINATOR, country="MK")
    other = log_in(app, committed_db, "coordinator.mk", grant)
    assert member.legal_name not in other.get("/leave").text
    assert other.post(f"/leave/{leave_id}/refuse").status_code == 403
    coordinator.post(f"/leave/{leave_id}/refuse", data={"remark": "everybody is away"})
    assert "everybody is away" in coordinator.get("/leave").text
    kinds = rows.scalars(select(Message.kind)).all()
    assert kinds == [MessageKind.LEAVE_REFUSED]
    coordinator.post(f"/leave/{leave_id}/approve")
    assert rows.scalars(select(Absence)).all() == []
