"""Searches that mend the plan of their day first, with the real solver (issue 4, domain E4)."""

import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update

from app.adapters import solver
from app.db.models import (
    Assignment,
    AuditEntry,
    ContactPreference,
    Ladder,
    LadderStep,
    Member,
    Offer,
    Plan,
)
from app.db.queries import ladders as queries
from app.domain import actors
from app.domain.ladder.model import StepKind
from app.domain.states import LadderState, OfferState, PlanState
from app.domain.vocabulary import Channel
from app.services import ladder, offers
from app.services.ladder.mending import WINDOW, mend_due
from config import PROJECT
from tests.factories import NOW, make_member
from tests.planning.conftest import TUESDAY, Week, week
from tests.planning.test_repairs import mend as repair
from tests.planning.test_repairs import published

__all__ = ["week"]


@pytest.fixture
def mending(week: Week) -> "Mending":
    return Mending(week)


class Mending:
    """A published week whose searches may mend it, lived through by a clock that is moved."""

    def __init__(self, week: Week) -> None:
        self.week, self.now = week, NOW
        self.sessions = week.database.session_factory
        self.plan_id = published(week, extra=2)
        self.allow(mends=True)

    def allow(self, *, mends: bool) -> None:
        with self.sessions.begin() as session:
            ladder.allow(session, actors.system(), self.now, "RS", moves_on=True, mends=mends)

    def open_offers(self) -> list[Offer]:
        with self.sessions() as session:
            query = select(Offer).where(Offer.state == OfferState.OPEN)
            return list(session.scalars(query.order_by(Offer.id)))

    def decline(self, offer: Offer) -> None:
        with self.sessions.begin() as session:
            actor = actors.member(offer.member_id, Channel.LINK)
            offers.decline(session, actor, self.now, offer.id)

    def step(self) -> None:
        ladder.step_due(self.sessions, lambda: self.now)

    def mend(self) -> int:
        memory = self.week.runtime.settings.solve_memory_mb
        return mend_due(self.sessions, lambda: self.now, memory)

    def settle(self) -> None:
        """What the jobs do, one after the other."""
        self.step()
        self.mend()
        self.step()

    def steps(self, seat: int) -> list[LadderStep]:
        with self.sessions() as session:
            found = queries.newest_of_seats(session, [seat])[seat]
            return list(found.steps)

    def kinds(self, seat: int) -> list[StepKind]:
        return [step.kind for step in self.steps(seat)]

    def seat_of(self, offer: Offer) -> int:
        with self.sessions() as session:
            return session.get_one(Assignment, offer.assignment_id).seat_id

    def plans(self, state: PlanState) -> int:
        with self.sessions() as session:
            query = select(func.count()).select_from(Plan).where(Plan.state == state)
            return session.scalar(query) or 0


def test_after_a_no_the_plan_is_mended_and_the_next_is_asked_without_anybody_doing_anything(
    mending: Mending,
) -> None:
    first, other = mending.open_offers()
    seat = mending.seat_of(first)
    mending.decline(first)
    mending.step()
    (waiting,) = mending.steps(seat)
    assert (waiting.kind, waiting.asked, waiting.until) == (StepKind.REPAIR, 0, NOW + WINDOW)
    assert [o.id for o in mending.open_offers()] == [other.id], "nobody is asked before"

    mending.mend()
    (mended,) = mending.steps(seat)
    asked = [o for o in mending.open_offers() if mending.seat_of(o) == seat]
    assert mended.asked == 1
    assert [(o.ladder_step_id, o.expires_at) for o in asked] == [(mended.id, mended.until)]
    assert asked[0].member_id not in {first.member_id, other.member_id}
    assert other.id in {o.id for o in mending.open_offers()}, "nothing else moves"
    with mending.sessions() as session:
        assert session.get_one(Plan, mending.plan_id).state is PlanState.SUPERSEDED
        acts = list(session.scalars(select(AuditEntry.act)))
    assert acts.count("plan.published") == 2
    assert {"ladder.allowed", "plan.repaired", "ladder.running"} <= set(acts)
    assert mending.mend() == 0, "once is enough"


def test_the_rest_of_the_wave_is_asked_beside_the_one_whom_the_plan_asks(
    mending: Mending,
) -> None:
    """Six working days ahead two or three are asked at once."""
    first, _other = mending.open_offers()
    seat = mending.seat_of(first)
    mending.decline(first)
    mending.settle()
    assert mending.kinds(seat) == [StepKind.REPAIR, StepKind.WAVE]
    asked = [o for o in mending.open_offers() if mending.seat_of(o) == seat]
    assert len({o.member_id for o in asked}) == 2


def test_a_repair_leaves_the_waves_of_other_seats_alone(mending: Mending) -> None:
    first, other = mending.open_offers()
    seat, others_seat = mending.seat_of(first), mending.seat_of(other)
    with mending.sessions.begin() as session:
        for _ in range(2):
            make_member(session)
    mending.decline(first)
    mending.settle()
    wave = {o.id for o in mending.open_offers() if mending.seat_of(o) == seat}
    assert len(wave) == 3

    mending.decline(other)
    mending.settle()

    assert wave <= {o.id for o in mending.open_offers()}
    assert mending.kinds(others_seat)[0] is StepKind.REPAIR


def test_two_noes_together_are_answered_by_one_repair(mending: Mending) -> None:
    both = mending.open_offers()
    for offer in both:
        mending.decline(offer)
    seats = {mending.seat_of(offer) for offer in both}
    mending.step()

    assert mending.mend() == 1

    assert mending.plans(PlanState.PUBLISHED) == 1
    assert mending.plans(PlanState.SUPERSEDED) == 1
    assert {mending.seat_of(o) for o in mending.open_offers()} == seats
    assert all(mending.kinds(seat)[0] is StepKind.REPAIR for seat in seats)


def test_two_jobs_at_once_publish_one_plan(mending: Mending) -> None:
    mending.decline(mending.open_offers()[0])
    mending.step()
    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(mending.mend) for _ in range(2)]:
            done.result()
    assert mending.plans(PlanState.SUPERSEDED) == 1
    assert mending.plans(PlanState.DRAFT) == 0


def test_an_expiry_and_a_job_given_back_are_mended_too(mending: Mending) -> None:
    first, second = mending.open_offers()
    with mending.sessions.begin() as session:
        offers.accept(session, actors.member(first.member_id, Channel.LINK), NOW, first.id)
        offers.give_back(session, actors.member(first.member_id, Channel.LINK), NOW, first.id)
    mending.settle()
    assert mending.kinds(mending.seat_of(first))[0] is StepKind.REPAIR

    mending.now = second.expires_at + timedelta(minutes=1)
    with mending.sessions.begin() as session:
        offers.expire_due(session, actors.system(), mending.now)
    mending.settle()
    assert mending.kinds(mending.seat_of(second))[0] is StepKind.REPAIR


def test_a_plan_that_was_replaced_meanwhile_is_not_mended(
    mending: Mending, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A coordinator repairs the plan while the solver looks: whom that asks is asked."""
    first, _other = mending.open_offers()
    seat = mending.seat_of(first)
    mending.decline(first)
    mending.step()
    ask, plans = solver.advise, list[int]()

    def replace_the_plan(*asked: Any) -> list[Any]:
        monkeypatch.setattr(solver, "advise", ask)
        mended = repair(mending.week, mending.plan_id)
        plans.append(mended.plan_id if mended else 0)
        return ask(*asked)

    monkeypatch.setattr(solver, "advise", replace_the_plan)
    mending.mend()

    with mending.sessions() as session:
        assert session.get_one(Plan, plans[0]).state is PlanState.PUBLISHED
        assert session.scalar(select(func.count()).select_from(Plan)) == 2
    asked = [o for o in mending.open_offers() if mending.seat_of(o) == seat]
    assert len(asked) == 1
    assert asked[0].member_id != first.member_id
    assert mending.steps(seat)[0].until == asked[0].expires_at


def test_where_nobody_can_be_found_the_search_goes_on_as_it_would_without(
    mending: Mending,
) -> None:
    first, other = mending.open_offers()
    seat = mending.seat_of(first)
    with mending.sessions.begin() as session:
        asked = (first.member_id, other.member_id)
        session.execute(update(Member).where(Member.id.not_in(asked)).values(is_active=False))
        offers.accept(session, actors.member(other.member_id, Channel.LINK), NOW, other.id)
    mending.decline(first)
    mending.settle()
    repair, *rest = mending.steps(seat)
    assert (repair.kind, repair.details) == (StepKind.REPAIR, {"found": 0})
    assert rest, "relaxations follow"
    assert StepKind.REPAIR not in {step.kind for step in rest}
    assert mending.plans(PlanState.SUPERSEDED) == 0


def test_a_job_that_is_killed_leaves_nothing_and_the_next_one_mends(mending: Mending) -> None:
    mending.decline(mending.open_offers()[0])
    mending.step()
    command = [sys.executable, "-m", "tests.support.killed_mending", mending.week.database.url]
    died = subprocess.run(command, cwd=PROJECT, check=False)
    assert died.returncode == -signal.SIGKILL
    assert mending.plans(PlanState.PUBLISHED) == 1
    assert mending.plans(PlanState.DRAFT) == 0
    assert len(mending.open_offers()) == 1

    assert mending.mend() == 1
    assert len(mending.open_offers()) == 2


def test_a_search_waits_no_longer_than_its_step_for_a_repair(mending: Mending) -> None:
    first, _other = mending.open_offers()
    seat = mending.seat_of(first)
    mending.decline(first)
    mending.step()
    mending.now += WINDOW
    mending.step()
    assert mending.kinds(seat) == [StepKind.REPAIR, StepKind.WAVE]
    assert mending.mend() == 0, "it is too late for it"


def test_without_leave_no_plan_is_mended(mending: Mending) -> None:
    mending.allow(mends=False)
    first, _other = mending.open_offers()
    mending.decline(first)
    mending.settle()
    assert mending.kinds(mending.seat_of(first)) == [StepKind.WAVE]
    assert mending.plans(PlanState.SUPERSEDED) == 0


@pytest.mark.parametrize(
    ("before", "mends"), [(timedelta(hours=3), True), (timedelta(minutes=90), False)]
)
def test_on_the_day_itself_the_plan_is_mended_until_the_last_hours(
    mending: Mending, before: timedelta, mends: bool
) -> None:
    first, _other = mending.open_offers()
    mending.now = TUESDAY - before
    with mending.sessions.begin() as session:
        offers.expire_due(session, actors.system(), mending.now)
    mending.step()
    assert (StepKind.REPAIR in mending.kinds(mending.seat_of(first))) is mends


def test_what_a_search_may_not_change_by_itself_stays_a_draft_for_a_coordinator(
    mending: Mending,
) -> None:
    """Everybody wants not to be written to at this hour."""
    first, _other = mending.open_offers()
    seat = mending.seat_of(first)
    mending.decline(first)
    mending.step()
    with mending.sessions.begin() as session:
        for member in session.scalars(select(Member.id)):
            quiet = {"quiet_from": 8 * 60, "quiet_until": 12 * 60}
            session.add(ContactPreference(member_id=member, **quiet))

    mending.mend()

    (step,) = mending.steps(seat)
    with mending.sessions() as session:
        assert session.get_one(Plan, step.details["draft"]).state is PlanState.DRAFT
        assert session.get_one(Plan, mending.plan_id).state is PlanState.PUBLISHED
        state = session.scalar(select(Ladder.state).where(Ladder.seat_id == seat))
    assert state is LadderState.RUNNING
