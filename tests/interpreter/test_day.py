"""On the day, by link: late, there, begun, what is wrong, actual times, leave."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from markupsafe import escape
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.models import Attendance, InterpretingSession, LeaveRequest, OutcomeRecord, TimeEntry
from app.domain import actors
from app.domain.states import LeaveState
from app.domain.timesheets import Activity, TimesFault
from app.domain.vocabulary import AbsenceKind, Channel, Outcome
from app.domain.words import LANGUAGES, words_of
from app.services import offers
from tests.factories import NOW
from tests.support.offers import FROM_OWN_PAGE, Asked, ask
from tests.support.web import FrozenClock

DAY = words_of("en").day
MOST_BYTES = 50_000


@pytest.fixture
def theirs(rows: Session) -> Asked:
    """A job that its member has said yes to."""
    asked = ask(rows)
    offers.accept(rows, actors.member(asked.member.id, Channel.LINK), NOW, asked.offer.id)
    rows.commit()
    return asked


def at(clock: FrozenClock, asked: Asked, minutes: float) -> None:
    clock.time = asked.assignment.span.start + timedelta(minutes=minutes)


def test_the_day_by_link_from_late_to_begun(
    client: FlaskClient, rows: Session, clock: FrozenClock, theirs: Asked
) -> None:
    at(clock, theirs, -20)
    assert f"{theirs.path}/late" in client.get(theirs.path).text
    assert DAY.late_question in client.get(f"{theirs.path}/late?lang=en").text
    unchosen = client.post(f"{theirs.path}/late?lang=en", headers=FROM_OWN_PAGE)
    assert DAY.late_question in unchosen.text
    told = client.post(f"{theirs.path}/late", data={"minutes": 15}, headers=FROM_OWN_PAGE)
    assert told.status_code == 303
    for words in LANGUAGES:
        number = '<bdi dir="ltr">15</bdi>'
        noted = str(escape(words.day.late_noted)).replace("{minutes}", number)
        assert noted in client.get(f"{theirs.path}?lang={words.tag}").text
    for act in ("arrived", "begun"):
        assert client.post(f"{theirs.path}/{act}", headers=FROM_OWN_PAGE).status_code == 303
        assert client.get(f"{theirs.path}/{act}").location == theirs.path
    kept = rows.get_one(Attendance, theirs.assignment.id)
    assert (kept.late_minutes, kept.arrived_at, kept.began_at) == (15, clock.time, clock.time)
    page = client.get(f"{theirs.path}?lang=en").text
    assert not any(f"{theirs.path}/{act}" in page for act in ("late", "arrived", "begun"))


def test_a_stranger_s_page_and_another_day_say_nothing(
    client: FlaskClient, rows: Session, clock: FrozenClock, theirs: Asked
) -> None:
    acts = {"late": {"minutes": "15"}, "arrived": {}, "problem": {"outcome": "applicant_unfit"}}
    for act, data in acts.items():
        assert client.post(f"{theirs.path}/{act}", data=data).status_code == 403
        early = client.post(f"{theirs.path}/{act}", data=data, headers=FROM_OWN_PAGE)
        assert early.status_code == 409
    at(clock, theirs, -20)
    assert client.post("/o/nonsense/arrived", headers=FROM_OWN_PAGE).status_code == 404
    assert rows.scalars(select(Attendance)).all() == []


def test_who_does_not_come_can_be_named_once_waited_for(
    client: FlaskClient, rows: Session, clock: FrozenClock, theirs: Asked
) -> None:
    path = f"{theirs.path}/problem?lang=en"
    at(clock, theirs, 5)
    page = client.get(path).text
    assert str(escape(DAY.outcomes[Outcome.APPLICANT_ABSENT])) not in page
    assert "Please wait until" in page
    at(clock, theirs, 25)
    data = {"outcome": "applicant_absent"}
    assert client.post(path, data=data, headers=FROM_OWN_PAGE).status_code == 303
    assert DAY.outcomes[Outcome.APPLICANT_ABSENT] in client.get(f"{theirs.path}?lang=en").text
    assert Outcome.APPLICANT_ABSENT in rows.scalars(select(OutcomeRecord.outcome)).all()
    assert DAY.taken in client.get(path).text


def test_times_are_entered_to_the_minute_and_come_back_with_what_is_wrong(
    client: FlaskClient, rows: Session, clock: FrozenClock, theirs: Asked
) -> None:
    path = f"{theirs.path}/times?lang=en"
    at(clock, theirs, 120)
    start = theirs.assignment.span.start
    local = [f"{start + timedelta(hours=1, minutes=each):%H:%M}" for each in (0, 10, 15, 40)]
    assert f'value="{local[0]}"' in client.get(path).text
    wrong = {"starts": local[0], "ends": local[3], "break_from_1": local[2], "break_to_1": local[1]}
    answer = client.post(path, data=wrong, headers=FROM_OWN_PAGE)
    assert answer.status_code == 422
    assert DAY.times_faults[TimesFault.BREAK_OUTSIDE] in answer.text
    assert f'value="{local[3]}"' in answer.text
    missing = client.post(path, data={"starts": "noon"}, headers=FROM_OWN_PAGE)
    assert DAY.times_faults[TimesFault.MISSING] in missing.text
    right = wrong | {"break_from_1": local[1], "break_to_1": local[2]}
    assert client.post(path, data=right, headers=FROM_OWN_PAGE).status_code == 303
    pieces = rows.scalars(select(TimeEntry).order_by(TimeEntry.starts_at)).all()
    assert [each.activity for each in pieces] == [
        Activity.INTERPRETING,
        Activity.BREAK,
        Activity.INTERPRETING,
    ]
    assert pieces[0].starts_at == start
    page = client.get(f"{theirs.path}?lang=en").text
    assert DAY.activities[Activity.BREAK] in page
    assert f'value="{local[1]}"' in client.get(path).text


def test_leave_is_asked_for_and_taken_back_by_link(
    client: FlaskClient, rows: Session, theirs: Asked
) -> None:
    path = f"{theirs.path}/leave?lang=en"
    assert f"{theirs.path}/leave" in client.get(f"{theirs.path}/jobs").text
    first, last = (NOW + timedelta(days=20)).date(), (NOW + timedelta(days=24)).date()
    days = {"first": first.isoformat(), "last": last.isoformat(), "kind": "ill"}
    for wrong in (
        days | {"last": ""},
        days | {"first": "2020-01-01"},
        days | {"last": "2026-11-01"},
    ):
        assert client.post(path, data=wrong, headers=FROM_OWN_PAGE).status_code == 422
    assert client.post(path, data=days).status_code == 403
    assert client.post(path, data=days, headers=FROM_OWN_PAGE).status_code == 303
    assert client.post(path, data=days, headers=FROM_OWN_PAGE).status_code == 422
    row = rows.scalars(select(LeaveRequest)).one()
    assert (row.first_day, row.last_day, row.kind) == (first, last, AbsenceKind.ILL)
    assert DAY.leave_states[LeaveState.ASKED] in client.get(path).text
    back = f"{theirs.path}/leave/{row.id}/back?lang=en"
    assert client.post(back, headers=FROM_OWN_PAGE).status_code == 303
    assert client.post(back, headers=FROM_OWN_PAGE).status_code == 409
    rows.refresh(row)
    assert row.state is LeaveState.TAKEN_BACK


def test_nobody_takes_back_another_s_leave(
    client: FlaskClient, rows: Session, theirs: Asked
) -> None:
    other = ask(rows)
    rows.commit()
    first = (NOW + timedelta(days=20)).date().isoformat()
    data = {"first": first, "last": first}
    client.post(f"{theirs.path}/leave", data=data, headers=FROM_OWN_PAGE)
    row = rows.scalars(select(LeaveRequest)).one()
    answer = client.post(f"{other.path}/leave/{row.id}/back", headers=FROM_OWN_PAGE)
    assert answer.status_code == 404


@pytest.mark.parametrize("page", ["late", "problem", "times", "leave"])
def test_every_page_of_the_day_is_small_and_needs_no_script(
    client: FlaskClient, clock: FrozenClock, theirs: Asked, page: str
) -> None:
    at(clock, theirs, 5)
    for words in LANGUAGES:
        text = client.get(f"{theirs.path}/{page}?lang={words.tag}").text
        assert len(text.encode()) < MOST_BYTES
        assert f'dir="{words.direction}"' in text
        assert "<script" not in text


def test_an_old_link_asks_for_no_leave(
    client: FlaskClient, rows: Session, clock: FrozenClock, theirs: Asked
) -> None:
    at(clock, theirs, 60 * 48)
    assert client.get(f"{theirs.path}/leave").location == theirs.path
    assert client.post(f"{theirs.path}/leave", headers=FROM_OWN_PAGE).status_code == 303
    assert rows.scalars(select(InterpretingSession.outcome)).all() == [None]
