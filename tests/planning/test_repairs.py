"""Live repair of a published plan: what came open, sickness, a closed border."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import Range

from app.adapters.solver import SolverError
from app.db.models import Absence, Assignment, AuditEntry, BorderWaitOverride, Offer, Plan, PlanRun
from app.db.queries import repairs
from app.domain import actors
from app.domain.disruptions import BorderClosed, MemberSick
from app.domain.errors import ConflictError, ForbiddenError
from app.domain.intervals import Interval
from app.domain.states import AssignmentState, OfferState, PlanState
from app.domain.vocabulary import ActorKind, Channel, DeclineReason
from app.services import offers, planning
from app.services.planning import Repaired
from app.services.planning.happening import CLOSED
from tests.factories import NOW, make_member
from tests.planning.conftest import TUESDAY, Week

LATER = NOW + timedelta(hours=1)
ALL_TUESDAY = Interval(TUESDAY - timedelta(hours=9), TUESDAY + timedelta(hours=14))


def solved(week: Week) -> int:
    """The week's draft, after a short search."""
    run_id = week.queue(seconds=1)
    week.work()
    return week.plan_of(run_id)


def published(week: Week, extra: int = 1) -> int:
    """The week's plan, published; then ``extra`` members join."""
    plan_id = solved(week)
    week.publish(plan_id)
    with week.database.session_factory.begin() as session:
        for _ in range(extra):
            make_member(session)
    return plan_id


def live(week: Week) -> dict[int, tuple[int, AssignmentState]]:
    """Seat to its member and state."""
    states = (AssignmentState.OFFERED, AssignmentState.CONFIRMED)
    with week.database.session_factory() as session:
        rows = session.scalars(select(Assignment).where(Assignment.state.in_(states)))
        return {a.seat_id: (a.member_id, a.state) for a in rows}


def first_offer(week: Week) -> Offer:
    with week.database.session_factory() as session:
        return session.scalars(select(Offer).order_by(Offer.id)).first() or Offer()


def answer(week: Week, act: object, *reason: DeclineReason) -> Offer:
    offer = first_offer(week)
    with week.database.session_factory.begin() as session:
        act(session, week.coordinator, NOW, offer.id, *reason)  # type: ignore[operator]
    return offer


def mend(week: Week, plan_id: int, *happened: object, publish: bool = True) -> Repaired | None:
    return planning.repair_after(
        week.database.session_factory,
        actors.system() if publish else week.coordinator,
        LATER,
        plan_id,
        happened,  # type: ignore[arg-type]
        publish=publish,
        memory_mb=week.runtime.settings.solve_memory_mb,
    )


def test_a_plan_that_nothing_upset_needs_no_repair(week: Week) -> None:
    assert mend(week, published(week)) is None


def test_a_declined_seat_goes_to_the_next_member_and_nothing_else_moves(week: Week) -> None:
    plan_id = published(week)
    before = live(week)
    offer = answer(week, offers.decline)
    (seat,) = before.keys() - live(week).keys()

    repaired = mend(week, plan_id)

    assert repaired is not None
    assert repaired.is_published
    assert repaired.changed == (seat,)
    after = live(week)
    assert after[seat][0] not in {offer.member_id, *(who for who, _ in before.values())}
    assert {k: v for k, v in after.items() if k != seat} == {
        k: v for k, v in before.items() if k != seat
    }
    with week.database.session_factory() as session:
        assert session.get_one(Plan, plan_id).state is PlanState.SUPERSEDED
        assert session.get_one(Plan, repaired.plan_id).state is PlanState.PUBLISHED
        acts = set(session.scalars(select(AuditEntry.act)))
    assert {"plan.repaired", "plan.published", "offer.open"} <= acts


def test_a_job_given_back_is_filled_again_by_the_plan_that_holds_the_days_now(week: Week) -> None:
    plan_id = published(week, extra=2)
    answer(week, offers.decline)
    newer = mend(week, plan_id)
    assert newer is not None
    with week.database.session_factory.begin() as session:
        offer = session.scalars(select(Offer).where(Offer.state == OfferState.OPEN)).first()
        assert offer is not None
        offers.accept(session, week.coordinator, NOW, offer.id)
        offers.give_back(session, week.coordinator, NOW, offer.id)

    again = mend(week, plan_id)

    assert again is not None
    assert len(live(week)) == 2
    assert offer.member_id not in {who for who, _ in live(week).values()}
    with week.database.session_factory() as session:
        assert session.get_one(Plan, newer.plan_id).state is PlanState.SUPERSEDED


def test_a_seat_that_nobody_can_take_is_told_once(week: Week) -> None:
    plan_id = published(week, extra=0)
    with week.database.session_factory.begin() as session:
        first, second = session.scalars(select(Offer).order_by(Offer.id)).all()
        offers.accept(session, week.coordinator, NOW, second.id)
        offers.decline(session, week.coordinator, NOW, first.id)

    repaired = mend(week, plan_id)

    assert repaired is not None
    with week.database.session_factory() as session:
        plan = session.get_one(Plan, repaired.plan_id)
        assert (plan.seats_covered, plan.seats) == (1, 2)
    assert mend(week, repaired.plan_id) is None


def test_what_is_confirmed_stays(week: Week) -> None:
    plan_id = published(week)
    with week.database.session_factory.begin() as session:
        first, second = session.scalars(select(Offer).order_by(Offer.id)).all()
        offers.accept(session, week.coordinator, NOW, second.id)
        offers.decline(session, week.coordinator, NOW, first.id)

    mend(week, plan_id)

    kept = [who for who, state in live(week).values() if state is AssignmentState.CONFIRMED]
    assert kept == [second.member_id]


def test_a_sick_call_is_proposed_first_and_noted_when_it_is_published(week: Week) -> None:
    plan_id = published(week)
    offer = answer(week, offers.accept)
    before = live(week)

    draft = mend(week, plan_id, MemberSick(offer.member_id, ALL_TUESDAY), publish=False)

    assert draft is not None
    assert not draft.is_published
    assert live(week) == before
    week.publish(draft.plan_id, LATER)
    with week.database.session_factory() as session:
        (absence,) = session.scalars(select(Absence))
        given_back = session.get_one(Offer, offer.id)
        assert absence.member_id == offer.member_id
        assert absence.period.lower == ALL_TUESDAY.start
        assert given_back.give_back_reason is DeclineReason.ILL
        assert session.get_one(Plan, plan_id).state is PlanState.SUPERSEDED
    assert offer.member_id not in {who for who, _ in live(week).values()}
    assert len(live(week)) == 2


def test_a_closed_border_is_noted_for_each_crossing_and_what_was_noted_gives_way(
    week: Week,
) -> None:
    plan_id = published(week)
    with week.database.session_factory.begin() as session:
        crossing, start, end = repairs.crossings(session, ("RS", "MK"))[0]
        session.add(
            BorderWaitOverride(
                crossing_id=crossing,
                from_country=start,
                to_country=end,
                minutes=33,
                period=Range(ALL_TUESDAY.start - timedelta(hours=1), ALL_TUESDAY.end),
                entered_by_id=week.coordinator.user_id,
            )
        )

    draft = mend(week, plan_id, BorderClosed(("RS", "MK"), ALL_TUESDAY), publish=False)
    assert draft is not None
    week.publish(draft.plan_id, LATER)

    with week.database.session_factory() as session:
        rows = session.scalars(select(BorderWaitOverride)).all()
        run = session.scalars(select(PlanRun).where(PlanRun.repairs_id == plan_id)).one()
    closed = [r for r in rows if r.minutes == CLOSED]
    (rest,) = [r for r in rows if r.minutes == 33]
    assert {(r.from_country, r.to_country) for r in closed} == {("RS", "MK"), ("MK", "RS")}
    assert {r.period.upper for r in closed} == {ALL_TUESDAY.end}
    assert rest.period.upper == ALL_TUESDAY.start
    assert run.disruptions[0]["countries"] == ["RS", "MK"]


def test_a_repair_of_a_plan_that_was_superseded_is_not_published(week: Week) -> None:
    plan_id = published(week, extra=2)
    member = first_offer(week).member_id
    draft = mend(week, plan_id, MemberSick(member, ALL_TUESDAY), publish=False)
    assert draft is not None
    answer(week, offers.decline)
    assert mend(week, plan_id) is not None

    with pytest.raises(ConflictError, match=f"mends plan {plan_id}, which does not hold"):
        week.publish(draft.plan_id, LATER)


def test_only_a_published_plan_can_be_repaired_and_only_by_who_may(week: Week) -> None:
    plan_id = solved(week)
    with pytest.raises(ConflictError, match="is not published"):
        mend(week, plan_id)

    visitor = actors.Actor(ActorKind.USER, Channel.WEB)
    with pytest.raises(ForbiddenError):
        planning.repair_after(
            week.database.session_factory, visitor, NOW, plan_id, publish=True, memory_mb=2048
        )


def test_a_child_that_cannot_answer_changes_nothing(week: Week) -> None:
    plan_id = published(week)
    answer(week, offers.decline)
    before = live(week)

    with pytest.raises(SolverError):
        planning.repair_after(
            week.database.session_factory, actors.system(), NOW, plan_id, publish=True, memory_mb=32
        )

    assert live(week) == before
