"""What the rules say is shown in the language of the reader."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from flask import Flask, render_template_string
from flask.testing import FlaskClient
from flask_babel import force_locale, get_babel
from sqlalchemy import update

from app.db.models import User
from app.domain.accounts import Grant
from app.domain.errors import ConflictError
from app.domain.lifecycles import REQUEST
from app.domain.said import joined, said, verbatim
from app.domain.states import RequestState
from app.domain.vocabulary import UserRole
from app.http.saying import translated
from app.services.planning.words import days_in_words
from tests import factories as make
from tests.support.database import Database
from tests.support.web import log_in

SERBIAN = {
    "There is no request {number}.": "Zahtev {number} ne postoji.",
    "The start may vary by {most} hours at most; file a request for each day.": (
        "Početak može da varira najviše {most} sati; podnesite zahtev za svaki dan."
    ),
    "{way} is not possible: {reason} ({law}).": "Nije moguće: {way}, jer {reason} ({law}).",
    "Video": "video-veza",
    "the policy does not allow it": "propis to ne dopušta",
    "{first:%d.%m.%Y} to {last:%d.%m.%Y}": "od {first:%d/%m} do {last:%d/%m}",
    "Nothing is {state}.": "Ništa nije {nothing}.",
    "Request {label} is {current}; it cannot become {to}.": (
        "Zahtev {label}: stanje „{current}“ ne može da pređe u „{to}“."
    ),
    "cancelled": "otkazan",
    "accepted": "prihvaćen",
    "{cell!r} is not a date; write it like 2026-11-30 or 30.11.2026.": (
        "{cell!r} nije datum; pišite 2026-11-30 ili 30.11.2026."
    ),
    "This is empty; fill it in.": "Prazno je; popunite.",
}


@pytest.fixture
def serbian(app: Flask, tmp_path: Path) -> Flask:
    """The application with a small catalogue of Serbian."""
    catalogue = Catalog(locale="sr")
    for template, translation in SERBIAN.items():
        catalogue.add(template, translation)
    folder = tmp_path / "translations" / "sr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "messages.mo").open("wb") as file:
        write_mo(file, catalogue)
    get_babel(app).translation_directories = [str(tmp_path / "translations")]
    return app


Reader = Callable[[Grant], FlaskClient]


@pytest.fixture
def reader(serbian: Flask, committed_db: Database) -> Reader:
    """Logs a user in who reads Serbian."""

    def log_in_reader(grant: Grant) -> FlaskClient:
        client = log_in(serbian, committed_db, "reader", grant)
        with committed_db.session_factory.begin() as session:
            session.execute(update(User).values(page_language="sr"))
        return client

    return log_in_reader


OFFICER = Grant(UserRole.OFFICER, authority="RS-AO")
COORDINATOR = Grant(UserRole.COORDINATOR, country="RS")


def request_form(database: Database, **changes: str) -> dict[str, str]:
    with database.session_factory() as session:
        site_id = make.site(session, "RS-PRE").id
    filled = {
        "procedure": "REG",
        "site": str(site_id),
        "day": "2026-12-01",
        "start": "07:00",
        "language": "pus",
        "dialect": "pbu",
        "target_dialect": "srp",
        "minutes": "25",
        "roles": "interpreter",
        "modalities": "on_site",
        "case_ref": "AZ-12/26",
        "form_token": "the token of this form",
    }
    return {**filled, **changes}


def test_a_refused_form_says_why_in_the_readers_language(
    reader: Reader, committed_db: Database
) -> None:
    answer = reader(OFFICER).post(
        "/my-requests/new", data=request_form(committed_db, latest_start="20:00")
    )
    assert answer.status_code == 422
    told = "Početak može da varira najviše 12 sati; podnesite zahtev za svaki dan."
    # Above the form and at the field.
    assert answer.text.count(told) == 2
    assert "may vary" not in answer.text


def test_a_page_that_is_not_there_says_so_in_the_readers_language(reader: Reader) -> None:
    answer = reader(OFFICER).get("/my-requests/999999")
    assert answer.status_code == 404
    assert "Zahtev 999999 ne postoji." in answer.text


def test_a_program_reads_the_problem_in_the_users_language(reader: Reader) -> None:
    headers = {"Accept": "application/json"}
    answer = reader(OFFICER).get("/my-requests/999999", headers=headers)
    assert answer.json is not None
    assert answer.json["detail"] == "Zahtev 999999 ne postoji."


def test_faults_of_a_list_are_in_the_readers_language(reader: Reader) -> None:
    columns = "legal_name;gender;birth_date;phone;home_site;roles;languages;modalities;availability"
    upload = (BytesIO(f"{columns}\nMember;female;soon;;;;;;".encode()), "list.csv")
    answer = reader(COORDINATOR).post(
        "/imports", data={"kind": "members", "act": "check", "file": upload}
    )
    assert "nije datum; pišite 2026-11-30 ili 30.11.2026." in answer.text
    assert "Prazno je; popunite." in answer.text


@pytest.fixture
def in_serbian(serbian: Flask) -> Callable[[object], object]:
    def translate(value: object) -> object:
        with serbian.test_request_context(), force_locale("sr"):
            return translated(value)

    return translate


def test_sentences_within_sentences_are_translated_too(
    in_serbian: Callable[[object], object],
) -> None:
    reason, law = said("the policy does not allow it"), verbatim("ZAPZ 10")
    told = said(
        "{way} is not possible: {reason} ({law}).", way=said("Video"), reason=reason, law=law
    )
    assert told == "Video is not possible: the policy does not allow it (ZAPZ 10)."
    assert in_serbian(told) == "Nije moguće: video-veza, jer propis to ne dopušta (ZAPZ 10)."
    assert in_serbian(joined("; ", [said("Video"), told])) == f"video-veza; {in_serbian(told)}"


def test_a_refused_move_is_told_with_the_words_of_the_states(
    in_serbian: Callable[[object], object],
) -> None:
    with pytest.raises(ConflictError) as refused:
        REQUEST.require("12", RequestState.CANCELLED, RequestState.ACCEPTED)
    told = "Zahtev 12: stanje „otkazan“ ne može da pređe u „prihvaćen“."
    assert in_serbian(refused.value.message) == told


def test_days_are_written_as_the_translation_says(in_serbian: Callable[[object], object]) -> None:
    days = days_in_words(date(2026, 11, 30), date(2026, 12, 6))
    assert days == "30.11.2026 to 06.12.2026"
    assert in_serbian(days) == "od 30/11 do 06/12"


def test_what_no_catalogue_knows_stays_english(in_serbian: Callable[[object], object]) -> None:
    assert in_serbian(said("Only {count} here.", count=3)) == "Only 3 here."
    assert in_serbian(said("")) == ""


def test_a_translation_that_cannot_be_filled_in_does_not_break_the_page(
    in_serbian: Callable[[object], object],
) -> None:
    assert in_serbian(said("Nothing is {state}.", state="lost")) == "Nothing is lost."


def test_other_values_pass_as_they_are(in_serbian: Callable[[object], object]) -> None:
    assert in_serbian("Video") == "Video"
    assert in_serbian(7) == 7


def test_a_template_prints_sentences_translated_and_escaped(serbian: Flask) -> None:
    with serbian.test_request_context(), force_locale("sr"):
        page = render_template_string(
            "<p>{{ told }}</p>", told=said("There is no request {number}.", number="<7>")
        )
    assert page == "<p>Zahtev &lt;7&gt; ne postoji.</p>"
