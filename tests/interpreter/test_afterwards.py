"""After a yes, by link: on my way, cannot come."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from markupsafe import escape
from sqlalchemy.orm import Session

from app.domain import actors
from app.domain.offers import Standing
from app.domain.reminders import SET_OUT_FROM
from app.domain.states import AssignmentState, OfferState
from app.domain.vocabulary import Channel, DeclineReason, Modality
from app.domain.words import LANGUAGES, words_of
from app.services import offers
from tests.factories import NOW
from tests.support.offers import FROM_OWN_PAGE, Asked, ask
from tests.support.web import FrozenClock

ENGLISH = words_of("en").page


def theirs(rows: Session, **details: object) -> Asked:
    """A job that its member has said yes to."""
    asked = ask(rows, assignment=details)
    who = actors.member(asked.member.id, Channel.LINK)
    offers.accept(rows, who, NOW, asked.offer.id)
    rows.commit()
    return asked


@pytest.mark.parametrize("reason", ["", "wellbeing", "nonsense"])
def test_a_job_is_given_back_with_or_without_a_reason(
    client: FlaskClient, rows: Session, reason: str
) -> None:
    asked = theirs(rows)
    page = client.get(f"{asked.path}/give-back?lang=en").text
    assert str(escape(ENGLISH.why_hint)) in page
    for _ in range(2):
        answer = client.post(
            f"{asked.path}/give-back?lang=en", data={"reason": reason}, headers=FROM_OWN_PAGE
        )
        assert (answer.status_code, answer.location) == (303, f"{asked.path}?lang=en")
    shown = client.get(f"{asked.path}?lang=en").text
    assert all(said in shown for said in ENGLISH.standings[Standing.GIVEN_BACK])
    rows.refresh(asked.offer)
    rows.refresh(asked.assignment)
    assert asked.assignment.state is AssignmentState.WITHDRAWN
    assert (asked.offer.state, asked.offer.given_back_at) == (OfferState.ACCEPTED, NOW)
    wanted = DeclineReason.WELLBEING if reason == "wellbeing" else None
    assert asked.offer.give_back_reason is wanted


def test_once_the_session_has_begun_nothing_can_be_given_back(
    client: FlaskClient, rows: Session, clock: FrozenClock
) -> None:
    asked = theirs(rows)
    clock.time = asked.assignment.span.start
    assert "give-back" not in client.get(asked.path).text
    assert "<form" not in client.get(f"{asked.path}/give-back").text
    answer = client.post(f"{asked.path}/give-back", headers=FROM_OWN_PAGE)
    assert answer.status_code == 409
    rows.refresh(asked.assignment)
    assert asked.assignment.state is AssignmentState.CONFIRMED


def test_the_last_hours_have_a_button_for_who_sets_out(
    client: FlaskClient, rows: Session, clock: FrozenClock
) -> None:
    asked = theirs(rows)
    start = asked.assignment.span.start
    for moment, can in (
        (start - SET_OUT_FROM - timedelta(seconds=1), False),
        (start - SET_OUT_FROM, True),
        (start - timedelta(seconds=1), True),
        (start, False),
    ):
        clock.time = moment
        assert (f"{asked.path}/on-my-way" in client.get(asked.path).text) is can, moment


@pytest.mark.parametrize("modality", [Modality.ON_SITE, Modality.PHONE])
def test_who_sets_out_or_is_ready_reads_that_we_know(
    client: FlaskClient, rows: Session, clock: FrozenClock, modality: Modality
) -> None:
    asked = theirs(rows, modality=modality)
    clock.time = asked.assignment.span.start - timedelta(hours=2)
    at_home = modality.is_remote
    for words in LANGUAGES:
        button = words.page.ready if at_home else words.page.on_my_way
        assert button in client.get(f"{asked.path}?lang={words.tag}").text
    for _ in range(2):
        answer = client.post(f"{asked.path}/on-my-way", headers=FROM_OWN_PAGE)
        assert answer.status_code == 303
    for words in LANGUAGES:
        noted = words.page.ready_noted if at_home else words.page.on_my_way_noted
        page = client.get(f"{asked.path}?lang={words.tag}").text
        assert str(escape(noted)) in page
        assert "/on-my-way" not in page
    rows.refresh(asked.assignment)
    assert asked.assignment.on_my_way_at == clock.time


def test_who_is_asked_only_can_neither_set_out_nor_give_back(
    client: FlaskClient, rows: Session
) -> None:
    asked = ask(rows)
    rows.commit()
    for act in ("give-back", "on-my-way"):
        assert client.post(f"{asked.path}/{act}", headers=FROM_OWN_PAGE).status_code == 409
    assert client.get(f"{asked.path}/on-my-way").location == asked.path
    rows.refresh(asked.assignment)
    assert asked.assignment.state is AssignmentState.OFFERED
