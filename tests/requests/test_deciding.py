"""Accepting, rejecting and cancelling; each is done once and on record."""

import threading
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.models import Assignment, AuditEntry, InterpretingSession, ServiceRequest
from app.domain.accounts import Held, actor_of
from app.domain.actors import Actor
from app.domain.coverage import Coverage, of_seat, worst
from app.domain.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError
from app.domain.states import AssignmentState, RequestState
from app.domain.vocabulary import Outcome, UserRole
from app.services import requests
from tests import factories as make
from tests.factories import NOW
from tests.support.database import Database


def coordinator(session: Session, country: str = "RS") -> Actor:
    user = make.make_coordinator(session, [country])
    return actor_of(user.id, [Held(UserRole.COORDINATOR, None, country)])


def officer(session: Session, request: ServiceRequest) -> Actor:
    return actor_of(
        make.make_user(session).id,
        [Held(UserRole.OFFICER, request.authority_id, request.country_code)],
    )


def test_a_coordinator_accepts_a_submitted_request(db: Session) -> None:
    request = make.make_request(db, state=RequestState.SUBMITTED)
    requests.accept_request(db, coordinator(db), NOW, request.number)
    assert request.state is RequestState.ACCEPTED
    entry = db.scalars(select(AuditEntry).where(AuditEntry.act == "request.accepted")).one()
    assert entry.details == {"from": "submitted", "to": "accepted"}


def test_a_rejection_tells_why(db: Session) -> None:
    request = make.make_request(db, state=RequestState.SUBMITTED)
    with pytest.raises(InvalidError) as refused:
        requests.reject_request(db, coordinator(db), NOW, request.number, "  ")
    assert set(refused.value.fields) == {"reason"}
    requests.reject_request(db, coordinator(db), NOW, request.number, "Ask on site.")
    assert (request.state, request.decided_reason) == (RequestState.REJECTED, "Ask on site.")


def test_an_accepted_request_is_not_rejected(db: Session) -> None:
    request = make.make_request(db)
    with pytest.raises(ConflictError, match=f"Request {request.number} is accepted"):
        requests.reject_request(db, coordinator(db), NOW, request.number, "Too late.")


def test_the_other_countrys_coordinator_does_not_decide(db: Session) -> None:
    request = make.make_request(db, state=RequestState.SUBMITTED)
    with pytest.raises(ForbiddenError, match="coordinator of RS"):
        requests.accept_request(db, coordinator(db, "MK"), NOW, request.number)


def test_an_officer_does_not_decide(db: Session) -> None:
    request = make.make_request(db, state=RequestState.SUBMITTED)
    with pytest.raises(ForbiddenError):
        requests.accept_request(db, officer(db, request), NOW, request.number)


def test_a_request_whose_time_has_passed_is_not_accepted(db: Session) -> None:
    request = make.make_request(db, state=RequestState.SUBMITTED)
    with pytest.raises(ConflictError, match="begun"):
        requests.accept_request(db, coordinator(db), NOW + timedelta(days=30), request.number)


def test_another_authoritys_officer_learns_nothing_of_a_request(db: Session) -> None:
    request = make.make_request(db)
    stranger = actor_of(1, [Held(UserRole.OFFICER, make.make_authority(db).id, "RS")])
    with pytest.raises(NotFoundError, match=f"There is no request {request.number}"):
        requests.cancel_request(db, stranger, NOW, request.number, "Not mine.")


def test_an_unknown_number_is_named(db: Session) -> None:
    with pytest.raises(NotFoundError, match="There is no request 7"):
        requests.cancel_request(db, coordinator(db), NOW, 7, "Gone.")


def test_cancelling_frees_the_member_and_tells_them(db: Session) -> None:
    request = make.make_request(db)
    seat = request.sessions[0].seats[0]
    member = make.make_member(db)
    assignment = make.make_assignment(db, seat, member, state=AssignmentState.CONFIRMED)
    requests.cancel_request(db, officer(db, request), NOW, request.number, "Left the country.")
    assert request.state is RequestState.CANCELLED
    assert db.get_one(Assignment, assignment.id).state is AssignmentState.CANCELLED
    meeting = db.scalars(select(InterpretingSession)).one()
    assert meeting.cancelled_at == NOW
    assert meeting.outcome is Outcome.CANCELLED_TIMELY
    # The reason is free text: it stays out of the record that is kept for ever.
    details = db.scalars(select(AuditEntry.details)).all()
    assert not any("Left" in str(each) for each in details)


@pytest.mark.parametrize(
    ("hours", "outcome"), [(47, Outcome.CANCELLED_LATE), (48, Outcome.CANCELLED_TIMELY)]
)
def test_a_cancellation_within_two_days_is_late(db: Session, hours: int, outcome: Outcome) -> None:
    start = NOW + timedelta(days=8)
    request = make.make_request(db, starts_at=start)
    at = start - timedelta(hours=hours)
    requests.cancel_request(db, officer(db, request), at, request.number, "Moved.")
    assert request.sessions[0].outcome is outcome


def test_a_session_that_has_begun_is_not_cancelled(db: Session) -> None:
    request = make.make_request(db)
    with pytest.raises(ConflictError, match="begun"):
        requests.cancel_request(
            db, officer(db, request), NOW + timedelta(days=9), request.number, "Moved."
        )


def test_of_two_who_cancel_at_once_one_is_told_it_is_done(committed_db: Database) -> None:
    with committed_db.session_factory.begin() as session:
        request = make.make_request(session)
        number, who = request.number, officer(session, request)
    ends: list[str] = []
    ready = threading.Barrier(2)

    def cancel() -> None:
        ready.wait(60)
        try:
            with committed_db.session_factory.begin() as session:
                requests.cancel_request(session, who, NOW, number, "Moved.")
            ends.append("cancelled")
        except ConflictError as error:
            ends.append(error.message)

    threads = [threading.Thread(target=cancel) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert sorted(ends)[1] == "cancelled"
    assert "is cancelled" in min(ends)


@given(states=st.lists(st.sampled_from(AssignmentState)), is_left_empty=st.booleans())
def test_a_seat_is_covered_only_by_somebody_who_said_yes(
    states: list[AssignmentState], is_left_empty: bool
) -> None:
    coverage = of_seat(states, is_left_empty=is_left_empty)
    said_yes = {AssignmentState.CONFIRMED, AssignmentState.SERVED} & set(states)
    assert (coverage is Coverage.COVERED) == bool(said_yes)


@given(st.lists(st.sampled_from(Coverage), min_size=1))
def test_a_request_is_covered_only_when_every_seat_is(coverages: list[Coverage]) -> None:
    assert (worst(coverages) is Coverage.COVERED) == (set(coverages) == {Coverage.COVERED})
    if Coverage.UNCOVERED in coverages:
        assert worst(coverages) is Coverage.UNCOVERED
