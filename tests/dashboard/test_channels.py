"""The pages of how members are reached: the table of numbers, the limits, a member's own page."""

from collections.abc import Iterator
from datetime import time

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.db.models import AuditEntry, DeliveryPolicy, Member, Message, NumberCapability
from app.db.queries.contact import wishes_of
from app.domain.accounts import Grant
from app.domain.delivery import Hold
from app.domain.ladder.quiet import NO_WISHES, Preferences
from app.domain.states import MessageState
from app.domain.vocabulary import Script, UserRole
from app.services import inbox
from tests import factories as make
from tests.factories import NOW
from tests.support.database import Database
from tests.support.offers import Asked, ask
from tests.support.web import log_in

CHOSEN = {"way": "calls", "page_language": "sr-Cyrl", "sms_script": "cyrillic"}
ROW = {"country": "RS", "prefix": "68", "operator": "Globaltel", "voice": "y"}
ROW |= {"sender": "", "text_tenths": "28", "call_tenths": "15,5"}
POLICY = {"person_day_cents": "12.50", "day_cents": "0", "calls_unanswered": "y"}
POLICY |= {"call_before_minutes": "45", "failures_before_failover": "2", "failover_minutes": "5"}


@pytest.fixture
def coordinator(app: Flask, committed_db: Database) -> FlaskClient:
    return log_in(app, committed_db, "coordinator", Grant(UserRole.COORDINATOR, country="RS"))


@pytest.fixture
def rows(committed_db: Database) -> Iterator[Session]:
    with committed_db.session_factory() as session:
        yield session


@pytest.fixture
def asked(rows: Session) -> Asked:
    made = ask(rows)
    rows.commit()
    return made


def rows_of(rows: Session, prefix: str) -> list[NumberCapability]:
    rows.expire_all()
    found = select(NumberCapability).where(NumberCapability.prefix == prefix)
    return list(rows.scalars(found))


def test_the_table_shows_each_country_and_its_prefixes(coordinator: FlaskClient) -> None:
    page = coordinator.get("/channels").text
    assert all(word in page for word in ("All others", "Yettel", "the account's own"))


def test_a_row_is_added_with_its_audit(coordinator: FlaskClient, rows: Session) -> None:
    answer = coordinator.post("/channels/numbers/new", data=ROW)
    assert answer.status_code == 303
    (row,) = rows_of(rows, "68")
    assert (row.operator, row.two_way, row.voice) == ("Globaltel", False, True)
    assert (row.text_tenths, row.call_tenths) == (280, 155)
    entry = rows.scalars(select(AuditEntry).where(AuditEntry.act == "numbers.saved")).one()
    assert entry.subject_id == row.id


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"country": "XX"}, "XX is no country"),
        ({"prefix": "064"}, "Leave out the zero"),
        ({"prefix": "sixty"}, "Write the first digits"),
        ({"prefix": "64"}, "RS 64 has a row already"),
        ({"sender": "INFO", "alphanumeric": "y"}, "Operators refuse INFO"),
        ({"sender": "Tarjuman"}, "Names do not work here"),
        ({"sender": "Tarjuman", "alphanumeric": "y", "two_way": "y"}, "Nobody can reply to a name"),
        ({"sender": "a name that is too long"}, "at most 11 letters"),
        ({"text_tenths": "free"}, "Give a price in cents"),
        ({"call_tenths": "0.55"}, "Give a price in cents"),
    ],
)
def test_what_is_wrong_with_a_row_stands_at_its_field(
    coordinator: FlaskClient, rows: Session, changes: dict[str, str], said: str
) -> None:
    answer = coordinator.post("/channels/numbers/new", data=ROW | changes)
    assert answer.status_code == 422
    assert said in answer.text
    assert rows_of(rows, "68") == []


def test_a_row_is_changed_and_removed(coordinator: FlaskClient, rows: Session) -> None:
    (row,) = rows_of(rows, "64")
    assert "mts" in coordinator.get(f"/channels/numbers/{row.id}").text
    changed = ROW | {"prefix": "64", "two_way": "y", "sender": "+4366499999999"}
    assert coordinator.post(f"/channels/numbers/{row.id}", data=changed).status_code == 303
    assert rows_of(rows, "64")[0].sender == "+4366499999999"
    coordinator.post(f"/channels/numbers/{row.id}/remove")
    assert rows_of(rows, "64") == []


def test_the_row_for_all_other_countries_stays(coordinator: FlaskClient, rows: Session) -> None:
    others = rows.scalars(select(NumberCapability).where(NumberCapability.country == "ZZ")).one()
    coordinator.post(f"/channels/numbers/{others.id}/remove")
    assert "stays; change it instead" in coordinator.get("/channels").text


def test_the_policy_is_set_in_euros(coordinator: FlaskClient, rows: Session) -> None:
    assert coordinator.post("/channels/policy", data=POLICY).status_code == 303
    policy = rows.scalars(select(DeliveryPolicy)).one()
    assert (policy.person_day_cents, policy.day_cents) == (1250, 0)
    assert (policy.urgent_passes, policy.calls_unanswered) == (False, True)
    refused = coordinator.post("/channels/policy", data=POLICY | {"failover_minutes": "0"})
    assert refused.status_code == 422
    assert "Give a whole number from 1 to 1440." in refused.text


def test_an_administrator_edits_the_table_too(
    app: Flask, committed_db: Database, rows: Session
) -> None:
    administrator = log_in(app, committed_db, "admin", Grant(UserRole.ADMINISTRATOR))
    assert administrator.get("/channels").status_code == 200
    administrator.post("/channels/numbers/new", data=ROW)
    assert len(rows_of(rows, "68")) == 1


def test_an_officer_may_not_see_or_change_it(
    app: Flask, committed_db: Database, rows: Session
) -> None:
    authority = make.make_authority(rows)
    rows.commit()
    grant = Grant(UserRole.OFFICER, authority=authority.code)
    officer = log_in(app, committed_db, "officer", grant)
    assert officer.get("/channels").status_code == 403
    assert officer.post("/channels/policy", data=POLICY).status_code == 403


def test_a_members_page_says_what_works_and_keeps_how_to_reach_them(
    coordinator: FlaskClient, rows: Session, asked: Asked
) -> None:
    path = f"/members/{asked.member.number}/contact"
    page = coordinator.get(path).text
    assert all(word in page for word in (asked.member.phone, "A1", "the link is the way", "Offer"))
    coordinator.post(path, data=CHOSEN)
    rows.expire_all()
    assert rows.get_one(Member, asked.member.id).prefers_calls
    assert coordinator.get("/members/1/contact").status_code == 404


def test_a_members_language_letters_and_rests_are_saved_once_with_their_audit(
    coordinator: FlaskClient, rows: Session, asked: Asked
) -> None:
    path = f"/members/{asked.member.number}/contact"
    rests = {"rests": ["friday", "ramadan"], "quiet_from": "20:00"}
    for _ in range(2):
        coordinator.post(path, data=CHOSEN | rests | {"quiet_until": "09:30"})
    rows.expire_all()
    member = rows.get_one(Member, asked.member.id)
    assert (member.page_language, member.sms_script) == ("sr-Cyrl", Script.CYRILLIC)
    assert wishes_of(rows, member.id) == Preferences(
        keeps_friday=True, keeps_ramadan=True, quiet=(time(20), time(9, 30))
    )
    (entry,) = rows.scalars(select(AuditEntry).where(AuditEntry.act == "member.contact_saved"))
    assert entry.details["quiet"] == "20:00-09:30"
    page = coordinator.get(path).text
    assert 'value="20:00"' in page
    assert 'value="sr-Cyrl" selected' in page
    coordinator.post(path, data=CHOSEN)
    rows.expire_all()
    assert wishes_of(rows, member.id) == NO_WISHES


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"page_language": "tlh"}, "Choose one of the languages."),
        ({"quiet_from": "12:00"}, "Give both times, or neither."),
        ({"quiet_from": "12:00", "quiet_until": "25:00"}, "Give both times, or neither."),
        ({"quiet_from": "12:00", "quiet_until": "12:00"}, "Give another time than the first."),
        ({"quiet_from": "08:00", "quiet_until": "20:00"}, "Leave 2 hours of every day for texts."),
    ],
)
def test_choices_that_cannot_be_are_told_at_their_field(
    coordinator: FlaskClient, rows: Session, asked: Asked, wrong: dict[str, str], said: str
) -> None:
    path = f"/members/{asked.member.number}/contact"
    answer = coordinator.post(path, data=CHOSEN | {"rests": "ramadan"} | wrong)
    assert answer.status_code == 422
    assert said in answer.text
    rows.expire_all()
    assert not rows.get_one(Member, asked.member.id).prefers_calls


def test_who_wants_no_texts_is_marked_where_they_are_read_and_asked(
    coordinator: FlaskClient, rows: Session, asked: Asked
) -> None:
    inbox.receive(rows, NOW, inbox.Inbound("SM1", asked.member.phone, "STOP"))
    rows.commit()
    assert "wants no texts" in coordinator.get(f"/members/{asked.member.number}/contact").text
    seat = asked.assignment.seat_id
    week = "from=2026-11-30&to=2026-12-06&day=2026-12-01"
    places = (f"/requests/{asked.request.number}", f"/seats/{seat}", f"/board?{week}")
    for path in ("/inbox", *places):
        assert "</svg>Wants no SMS</span>" in coordinator.get(path).text
    data = coordinator.get(f"/board/data?{week}").get_json()
    assert [each["no_texts"] for each in data["members"]] == [True]
    inbox.receive(rows, NOW, inbox.Inbound("SM2", asked.member.phone, "START"))
    rows.commit()
    for path in places:
        assert "Wants no SMS</span>" not in coordinator.get(path).text


def test_a_held_message_is_shown_and_let_go(
    coordinator: FlaskClient, rows: Session, asked: Asked
) -> None:
    rows.execute(update(Message).values(held=Hold.DAY))
    rows.commit()
    page = coordinator.get("/inbox").text
    assert "A limit of spending holds one message." in page
    message_id = rows.scalars(select(Message.id)).one()
    for said in ("The message goes now.", "does not wait any more"):
        coordinator.post(f"/messages/{message_id}/release")
        assert said in coordinator.get("/inbox").text
    rows.expire_all()
    message = rows.get_one(Message, message_id)
    assert (message.may_exceed, message.held) == (True, None)


def test_a_message_that_did_not_arrive_is_shown_with_what_helps(
    coordinator: FlaskClient, rows: Session, asked: Asked
) -> None:
    values = {"state": MessageState.UNDELIVERED, "error": "21614", "created_at": NOW}
    rows.execute(update(Message).values(values))
    rows.commit()
    page = coordinator.get("/inbox").text
    assert "Did not arrive" in page
    assert "a landline perhaps: call the member" in page
    rows.execute(update(Message).values(error="40404"))
    rows.commit()
    assert "(40404)" in coordinator.get("/inbox").text
