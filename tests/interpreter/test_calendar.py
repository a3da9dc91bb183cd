"""The job as a calendar entry: only its member's, right to the minute, and discreet."""

from typing import Any

from flask.testing import FlaskClient
from icalendar import Calendar
from sqlalchemy.orm import Session

from app.domain import actors
from app.domain.vocabulary import Disclosure, Modality
from app.domain.words import LANGUAGES
from app.services import offers
from tests import factories as make
from tests.factories import NOW
from tests.support.offers import Asked, ask


def accepted(rows: Session, **details: Any) -> Asked:
    asked = ask(rows, **details)
    offers.accept(rows, actors.system(), NOW, asked.offer.id)
    rows.commit()
    return asked


def event_of(client: FlaskClient, asked: Asked, language: str = "en") -> Any:
    answer = client.get(f"{asked.path}/calendar.ics?lang={language}")
    assert answer.mimetype == "text/calendar"
    assert answer.headers["Cache-Control"] == "no-store"
    (event,) = Calendar.from_ical(answer.data).walk("VEVENT")
    return event


def test_a_job_that_is_theirs_is_a_calendar_entry(client: FlaskClient, rows: Session) -> None:
    asked = accepted(rows, case_ref="AZ-4711/26")
    assert f"{asked.path}/calendar.ics" in client.get(asked.path).text
    for words in LANGUAGES:
        event = event_of(client, asked, words.tag)
        assert event.decoded("dtstart") == asked.assignment.span.start
        assert event.decoded("dtend") == asked.assignment.span.end
        assert str(event["url"]).endswith(asked.path)
        assert words.sms.job.format(number=asked.offer.number) in str(event["summary"])
        assert "4711" not in event.to_ical().decode()
        assert asked.member.legal_name not in event.to_ical().decode()


def test_a_job_that_is_not_theirs_is_no_entry(client: FlaskClient, rows: Session) -> None:
    asked = ask(rows)
    rows.commit()
    answer = client.get(f"{asked.path}/calendar.ics")
    assert (answer.status_code, answer.location) == (302, asked.path)
    assert "calendar.ics" not in client.get(asked.path).text
    assert client.get("/o/broken/calendar.ics").status_code == 404


def test_a_calendar_learns_no_more_of_the_place_than_a_text(
    client: FlaskClient, rows: Session
) -> None:
    asked = accepted(rows)
    place = make.site(rows, "RS-PRE")
    place.name, place.town = "House of the Linden", "Secretville"
    expected = {
        Disclosure.OPEN: "House of the Linden, Secretville",
        Disclosure.TOWN_ONLY: "Secretville",
        Disclosure.NEVER: None,
    }
    for disclosure, told in expected.items():
        place.disclosure = disclosure
        rows.commit()
        assert event_of(client, asked).get("location") == told


def test_a_remote_job_without_a_room_has_no_place(client: FlaskClient, rows: Session) -> None:
    asked = accepted(rows, assignment={"modality": Modality.PHONE})
    assert "location" not in event_of(client, asked)
