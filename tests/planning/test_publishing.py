"""Publishing: offers, what is kept and taken back, rivals, and data that changed meanwhile."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import Range

from app.db.models import (
    Absence,
    Assignment,
    AuditEntry,
    HostRoom,
    InterpretingSession,
    Member,
    Offer,
    Plan,
    RoomBooking,
    ServiceRequest,
    Vetting,
)
from app.domain.errors import ConflictError, ForbiddenError, NotFoundError
from app.domain.procedures import ProcedureCode
from app.domain.states import AssignmentState, OfferState, PlanState, RequestState
from app.domain.vocabulary import AbsenceKind, Modality
from app.services import planning
from tests.factories import NOW, make_member, make_request
from tests.planning.conftest import TUESDAY, Week


def states(week: Week, plan_id: int) -> list[AssignmentState]:
    with week.database.session_factory() as session:
        query = select(Assignment.state).where(Assignment.plan_id == plan_id)
        return list(session.scalars(query.order_by(Assignment.id)))


def state_of(week: Week, plan_id: int) -> PlanState:
    with week.database.session_factory() as session:
        return session.get_one(Plan, plan_id).state


def require_untouched(week: Week, plan_id: int) -> None:
    """A refusal left the draft a draft, and nobody was asked."""
    assert state_of(week, plan_id) is PlanState.DRAFT
    assert set(states(week, plan_id)) == {AssignmentState.PROPOSED}
    with week.database.session_factory() as session:
        assert session.scalar(select(func.count()).select_from(Offer)) == 0


def test_publishing_asks_every_member_once(week: Week) -> None:
    plan_id = week.solve()

    week.publish(plan_id)

    assert state_of(week, plan_id) is PlanState.PUBLISHED
    assert set(states(week, plan_id)) == {AssignmentState.OFFERED}
    with week.database.session_factory() as session:
        offers = session.scalars(select(Offer)).all()
        audits = session.scalars(select(AuditEntry.act)).all()
    assert len(offers) == len({offer.member_id for offer in offers}) == 2
    assert "plan.published" in audits


def test_of_two_who_publish_at_once_the_second_is_told_who_was_first(week: Week) -> None:
    plan_id, ready = week.solve(), Barrier(2)

    def publish() -> str:
        with week.database.session_factory.begin() as session:
            ready.wait()
            try:
                planning.publish(session, week.coordinator, NOW, plan_id)
            except ConflictError as error:
                return error.message
            return ""

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(answer.result() for answer in [pool.submit(publish) for _ in range(2)])

    told = f"Plan {plan_id} was published by User under test on 23.11.2026 09:00."
    assert answers == ["", told]
    with week.database.session_factory() as session:
        assert session.scalar(select(func.count()).select_from(Offer)) == 2


def test_a_vetting_that_ended_after_the_plan_was_made_stops_it(week: Week) -> None:
    plan_id = week.solve()
    with week.database.session_factory.begin() as session:
        member = session.scalars(select(Member).order_by(Member.id)).first()
        assert member is not None
        session.execute(
            update(Vetting)
            .where(Vetting.member_id == member.id, Vetting.country_code == "RS")
            .values(expires_on=date(2026, 12, 1))
        )

    with pytest.raises(ConflictError, match=rf"member {member.number}: the member's vetting"):
        week.publish(plan_id)

    require_untouched(week, plan_id)


def test_an_absence_that_came_after_the_plan_stops_it(week: Week) -> None:
    plan_id = week.solve()
    with week.database.session_factory.begin() as session:
        member_id = session.scalars(select(Assignment.member_id)).first()
        session.add(
            Absence(
                member_id=member_id,
                period=Range(TUESDAY, TUESDAY + timedelta(hours=1)),
                kind=AbsenceKind.ILL,
                approved_at=NOW,
            )
        )

    with pytest.raises(ConflictError, match="not available any more"):
        week.publish(plan_id)

    require_untouched(week, plan_id)


def test_a_cancelled_request_stops_the_plan_and_is_named(week: Week) -> None:
    plan_id = week.solve()
    with week.database.session_factory.begin() as session:
        request = session.scalars(select(ServiceRequest)).first()
        assert request is not None
        request.state = RequestState.CANCELLED

    with pytest.raises(ConflictError, match=f"Request {request.number}: its session is cancelled"):
        week.publish(plan_id)

    require_untouched(week, plan_id)


def test_a_member_who_left_stops_the_plan_and_is_named(week: Week) -> None:
    plan_id = week.solve()
    with week.database.session_factory.begin() as session:
        member = session.scalars(select(Member)).first()
        assert member is not None
        member.is_active = False

    with pytest.raises(ConflictError, match=f"Member {member.number} is not active any more"):
        week.publish(plan_id)

    require_untouched(week, plan_id)


def test_a_plan_whose_sessions_have_begun_is_refused(week: Week) -> None:
    plan_id = week.solve()

    with pytest.raises(ConflictError, match="has begun"):
        week.publish(plan_id, now=TUESDAY + timedelta(minutes=5))

    require_untouched(week, plan_id)


def test_data_that_changed_without_harm_stop_nothing(week: Week) -> None:
    plan_id = week.solve()
    with week.database.session_factory.begin() as session:
        make_request(session, starts_at=TUESDAY + timedelta(hours=3), case_ref="AZ-3/26")
        make_member(session)

    week.publish(plan_id, now=NOW + timedelta(hours=1))

    assert state_of(week, plan_id) is PlanState.PUBLISHED


def test_a_new_plan_keeps_what_was_confirmed_and_what_it_would_ask_again(week: Week) -> None:
    first = week.solve()
    week.publish(first)
    with week.database.session_factory.begin() as session:
        kept = session.scalars(select(Assignment).order_by(Assignment.id)).first()
        assert kept is not None
        kept.state = AssignmentState.CONFIRMED
        before = set(session.scalars(select(Assignment.id)))

    second = week.solve()
    week.publish(second)

    assert state_of(week, first) is PlanState.SUPERSEDED
    assert states(week, second) == [AssignmentState.CONFIRMED, AssignmentState.OFFERED]
    with week.database.session_factory() as session:
        assert set(session.scalars(select(Assignment.id))) == before
        assert session.scalar(select(func.count()).select_from(Offer)) == 2


def test_a_new_plan_takes_back_what_it_does_not_keep(week: Week) -> None:
    first = week.solve()
    week.publish(first)
    with week.database.session_factory.begin() as session:
        lost = session.scalars(select(Assignment).order_by(Assignment.id)).first()
        assert lost is not None
        lost_id, session_member = lost.id, lost.member_id
        # Who was asked has since lost their hours; somebody else is free.
        session.execute(delete(Vetting).where(Vetting.member_id == session_member))
        make_member(session)

    second = week.solve()
    week.publish(second)

    with week.database.session_factory() as session:
        released = session.get_one(Assignment, lost_id)
        offer = session.scalars(select(Offer).where(Offer.assignment_id == lost_id)).one()
        members = session.scalars(
            select(Assignment.member_id).where(Assignment.state == AssignmentState.OFFERED)
        ).all()
    assert released.state is AssignmentState.RELEASED
    assert offer.state is OfferState.WITHDRAWN
    assert session_member not in members
    assert len(set(members)) == 2


def test_a_session_with_a_window_gets_its_start_when_published(week: Week) -> None:
    with week.database.session_factory.begin() as session:
        request = make_request(
            session,
            starts_at=TUESDAY + timedelta(hours=2),
            window=timedelta(hours=2),
            case_ref="AZ-4/26",
        )
        meeting_id = request.sessions[0].id
    plan_id = week.solve()

    week.publish(plan_id)

    with week.database.session_factory() as session:
        meeting = session.get_one(InterpretingSession, meeting_id)
        assert meeting.starts_at is not None
        assert meeting.earliest_start <= meeting.starts_at <= meeting.latest_start


def test_a_remote_session_takes_its_host_room_from_the_link_test_on(week: Week) -> None:
    with week.database.session_factory.begin() as session:
        make_member(session, home="RS-BEG-AO", modalities=[Modality.VIDEO])
        make_request(
            session,
            site_code="RS-SUB",
            starts_at=TUESDAY,
            minutes=60,
            procedure=ProcedureCode.APP,
            modalities=[Modality.VIDEO],
            case_ref="AZ-5/26",
        )
    plan_id = week.solve()

    week.publish(plan_id)

    with week.database.session_factory() as session:
        booking = session.scalars(select(RoomBooking)).one()
        room = session.get_one(HostRoom, booking.host_room_id)
    minutes = timedelta(minutes=1)
    assert booking.period == Range(TUESDAY - 10 * minutes, TUESDAY + 75 * minutes)
    assert room.privacy_ok


def test_a_discarded_plan_asks_nobody_and_cannot_be_published(week: Week) -> None:
    plan_id = week.solve()
    with week.database.session_factory.begin() as session:
        planning.discard(session, week.coordinator, NOW, plan_id)

    with pytest.raises(ConflictError, match="is discarded"):
        week.publish(plan_id)

    assert set(states(week, plan_id)) == {AssignmentState.RELEASED}


def test_only_a_coordinator_publishes_and_only_a_plan_there_is(week: Week) -> None:
    officer = type(week.coordinator)(week.coordinator.kind, week.coordinator.channel)
    with week.database.session_factory() as session:
        with pytest.raises(ForbiddenError):
            planning.publish(session, officer, NOW, 1)
        with pytest.raises(NotFoundError, match="no plan 4711"):
            planning.publish(session, week.coordinator, NOW, 4711)
