"""How much of a place an offer's page tells, to whom and when."""

from datetime import timedelta
from itertools import product

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.db.models import HostRoom
from app.domain import actors
from app.domain.procedures import ProcedureCode
from app.domain.vocabulary import Disclosure, Modality
from app.domain.words import words_of
from app.services import offers
from tests import factories as make
from tests.factories import NOW
from tests.support.offers import ask
from tests.support.web import FrozenClock

ENGLISH = words_of("en")
SYSTEM = actors.system()


def test_no_more_of_the_place_is_told_than_may_be(client: FlaskClient, rows: Session) -> None:
    place = make.site(rows, "RS-PRE")
    place.name, place.town = "House of the Linden", "Secretville"
    cases = product(Disclosure, (False, True), (False, True), Modality)
    for week, case in enumerate(cases, start=1):
        disclosure, is_theirs, is_embargoed, modality = case
        starts_at = NOW + timedelta(days=8 + 7 * week)
        asked = ask(rows, starts_at=starts_at, assignment={"modality": modality})
        place.disclosure = disclosure
        asked.request.embargoed_until = NOW + timedelta(days=2) if is_embargoed else None
        if is_theirs:
            offers.accept(rows, SYSTEM, NOW, asked.offer.id)
        rows.commit()
        page = client.get(f"{asked.path}?lang=en").text
        secret = modality.is_remote or is_embargoed or disclosure is Disclosure.NEVER
        whole = not secret and (is_theirs or disclosure is Disclosure.OPEN)
        assert ("House of the Linden" in page) is whole
        assert ("openstreetmap.org" in page) is whole
        assert (f"{place.latitude:.3f}" in page) is whole
        assert ("Secretville" in page) is not secret
        assert (ENGLISH.page.place_later in page) is (not secret and not whole)


@pytest.mark.parametrize("disclosure", Disclosure)
def test_a_remote_member_is_told_the_room_and_not_the_site(
    client: FlaskClient, rows: Session, disclosure: Disclosure
) -> None:
    hub = make.site(rows, "RS-BEG-AO")
    hub.disclosure = disclosure
    room = HostRoom(
        site_id=hub.id,
        name="Room 4",
        privacy_ok=True,
        link_ok=True,
        has_camera=True,
        has_document_camera=False,
        has_printer_scanner=False,
        has_esign_device=False,
    )
    rows.add(room)
    rows.flush()
    asked = ask(rows, assignment={"modality": Modality.VIDEO, "host_room_id": room.id})
    rows.commit()
    page = client.get(f"{asked.path}?lang=en").text
    assert "Preševo" not in page
    assert (hub.name in page) is (disclosure is Disclosure.OPEN)
    assert ("Belgrade" in page) is (disclosure is not Disclosure.NEVER)


def test_who_takes_part_from_home_reads_of_no_way_there(client: FlaskClient, rows: Session) -> None:
    way = {"travel_minutes": 120, "travel_kilometres": 110}
    there = ask(rows, assignment=way)
    home = ask(rows, assignment={"modality": Modality.PHONE, **way})
    rows.commit()
    assert "The way there" in client.get(f"{there.path}?lang=en").text
    assert "The way there" not in client.get(f"{home.path}?lang=en").text


def test_a_day_after_the_session_its_page_forgets_the_place(
    client: FlaskClient, rows: Session, clock: FrozenClock
) -> None:
    asked = ask(rows)
    offers.accept(rows, SYSTEM, NOW, asked.offer.id)
    rows.commit()
    clock.time = asked.assignment.span.end + timedelta(hours=23)
    assert "Preševo" in client.get(asked.path).text
    clock.advance(hours=1)
    page = client.get(f"{asked.path}?lang=en").text
    assert "Preševo" not in page
    assert ENGLISH.procedures[ProcedureCode.REG] not in page
    assert "01.12.2026" in page
