"""My jobs: what is theirs and what waits for an answer, from any link that is not too old."""

import re
from datetime import timedelta
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from markupsafe import escape
from sqlalchemy.orm import Session

from app.db.models import Member
from app.domain import actors
from app.domain.vocabulary import Disclosure, Modality
from app.domain.words import LANGUAGES, words_of
from app.interpreter.jobs import MOST
from app.services import offers
from tests import factories as make
from tests.factories import NOW
from tests.support.counting import counted
from tests.support.offers import Asked, ask
from tests.support.web import FrozenClock

PROJECT = Path(__file__).resolve().parents[2]
ENGLISH = words_of("en")
SYSTEM = actors.system()


def on_day(rows: Session, member: Member, day: int, *, accepted: bool, **details: object) -> Asked:
    """A job of the member in so many days, theirs or asked for."""
    starts_at = NOW + timedelta(days=day, hours=1)
    asked = ask(rows, member=member, starts_at=starts_at, assignment=details)
    if accepted:
        offers.accept(rows, SYSTEM, NOW, asked.offer.id)
    rows.commit()
    return asked


def listed(page: str) -> list[str]:
    """The addresses of the jobs on the page, in order."""
    return re.findall(r'<h3><a class="button" href="(/o/[^"?]+)', page)


def test_what_waits_for_an_answer_comes_first_then_what_is_theirs(
    client: FlaskClient, rows: Session
) -> None:
    member, other = make.make_member(rows, page_language="en"), make.make_member(rows)
    later = on_day(rows, member, 9, accepted=True)
    soon = on_day(rows, member, 8, accepted=True, modality=Modality.PHONE)
    asked = on_day(rows, member, 10, accepted=False)
    on_day(rows, other, 8, accepted=True)
    assert f"{soon.path}/jobs" in client.get(soon.path).text
    for one in (later, soon, asked):
        page = client.get(f"{one.path}/jobs").text
        assert listed(page) == [asked.path, soon.path, later.path]
        for said in (ENGLISH.page.jobs_open, ENGLISH.page.jobs_theirs, "01.12.2026", "by phone"):
            assert said in page
        assert page.count("Preševo") == 2
        assert "Please answer by" in page


def test_what_is_over_or_not_theirs_any_more_is_not_listed(
    client: FlaskClient, rows: Session, clock: FrozenClock
) -> None:
    member = make.make_member(rows, page_language="en")
    kept = on_day(rows, member, 8, accepted=True)
    given_back = on_day(rows, member, 9, accepted=True)
    offers.give_back(rows, SYSTEM, NOW, given_back.offer.id)
    declined = on_day(rows, member, 10, accepted=False)
    offers.decline(rows, SYSTEM, NOW, declined.offer.id)
    cancelled = on_day(rows, member, 11, accepted=True)
    offers.cancel_assignments(rows, SYSTEM, NOW, [cancelled.assignment])
    overdue = on_day(rows, member, 12, accepted=False)
    rows.commit()
    clock.time = overdue.offer.expires_at
    for one in (kept, given_back, declined, cancelled, overdue):
        assert listed(client.get(f"{one.path}/jobs").text) == [kept.path]
    clock.time = kept.assignment.span.end
    assert ENGLISH.page.no_jobs in client.get(f"{kept.path}/jobs").text


def test_a_day_after_its_session_a_link_lists_nothing(
    client: FlaskClient, rows: Session, clock: FrozenClock
) -> None:
    member = make.make_member(rows)
    old, coming = (on_day(rows, member, day, accepted=True) for day in (8, 12))
    clock.time = old.assignment.span.end + timedelta(days=1) - timedelta(seconds=1)
    assert listed(client.get(f"{old.path}/jobs").text) == [coming.path]
    clock.advance(seconds=1)
    answer = client.get(f"{old.path}/jobs?lang=sq")
    assert (answer.status_code, answer.location) == (302, f"{old.path}?lang=sq")
    assert "/jobs" not in client.get(old.path).text
    assert client.get("/o/broken/jobs").status_code == 404


def test_no_more_of_a_place_is_listed_than_its_page_tells(
    client: FlaskClient, rows: Session
) -> None:
    place = make.site(rows, "RS-PRE")
    place.name, place.town = "House of the Linden", "Secretville"
    for week, disclosure in enumerate(Disclosure, start=1):
        place.disclosure = disclosure
        for is_theirs in (True, False):
            member = make.make_member(rows, page_language="en")
            asked = on_day(rows, member, 7 * week, accepted=is_theirs)
            page, own = (client.get(asked.path + way).text for way in ("/jobs", ""))
            for secret in ("House of the Linden", "Secretville", "openstreetmap"):
                assert (secret in page) is (secret in own), (disclosure, is_theirs)


def test_the_list_names_nobody_no_case_and_no_procedure(client: FlaskClient, rows: Session) -> None:
    asked = ask(rows, case_ref="AZ-4711/26")
    rows.commit()
    page = client.get(f"{asked.path}/jobs?lang=en").text
    for secret in ("4711", asked.member.legal_name, asked.member.phone, "registration"):
        assert secret not in page


def test_a_full_list_is_small_and_asks_the_database_twice(
    app: Flask, client: FlaskClient, rows: Session
) -> None:
    member = make.make_member(rows)
    jobs = [on_day(rows, member, 7 + day, accepted=day % 2 == 0) for day in range(MOST + 1)]
    for words in LANGUAGES:
        html = client.get(f"{jobs[0].path}/jobs?lang={words.tag}").data
        assert f'dir="{words.direction}"' in html.decode()
        assert str(escape(words.page.my_jobs)) in html.decode()
        assert len(listed(html.decode())) == MOST
        assert b"<script" not in html
        loaded = set(re.findall(r'(?:href|src)="/(static/[^"#]+)', html.decode()))
        assets = sum((PROJECT / each).stat().st_size for each in loaded)
        assert len(html) + assets < 50_000, (len(html), assets)
    with counted(app) as statements:
        client.get(f"{jobs[0].path}/jobs")
    assert len(statements) <= 3
