"""Members, offers, replies, expiries, cancellations, waves and groups in any order."""

import itertools
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from datetime import timedelta
from enum import StrEnum
from functools import partial
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.db.models import Assignment, AuditEntry, Ladder, Member, Message, Offer, Seat
from app.domain import actors
from app.domain.errors import ConflictError
from app.domain.lifecycles import ASSIGNMENT, OFFER, Lifecycle
from app.domain.links import OfferLinks
from app.domain.messages import MessageKind
from app.domain.states import (
    FILLED_ASSIGNMENT_STATES,
    LIVE_ASSIGNMENT_STATES,
    LIVE_LADDER_STATES,
    LIVE_OFFER_STATES,
    AssignmentState,
    LadderState,
    OfferState,
)
from app.domain.vocabulary import Channel, DeclineReason, Role
from app.services import inbox, ladder, offers, requests
from tests import factories as make
from tests.factories import NOW
from tests.support.database import Database
from tests.support.web import SECRET_KEY

PICKS = st.integers(0, 99)
MOST_REQUESTS, MOST_MEMBERS = 4, 9
GROUP, SELDOM = 2, 8
TEXTS = ("1", "2", "1 {number}", "2 {number}", "{number} ۱", "1 {number} 47", "perhaps")


class Offers(RuleBasedStateMachine):
    """Whatever anybody does, in any order, on a real database with real commits."""

    database: Database

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW
        self.seats: list[int] = []
        self.members: list[int] = []
        self.requests: list[int] = []
        self.left: set[int] = set()
        self.written = 0
        self.links = OfferLinks(SECRET_KEY, "")

    @initialize()
    def begin_with_a_pool(self) -> None:
        for _ in range(5):
            self.join()
        self.file(is_group=False, is_searched=True)
        self.file(is_group=True, is_searched=True)

    # What happens

    @precondition(lambda self: len(self.members) < MOST_MEMBERS)
    @rule()
    def join(self) -> None:
        with self.database.session_factory.begin() as session:
            roles = (Role.INTERPRETER, Role.MEDIATOR)
            self.members.append(make.make_member(session, roles=roles).id)

    @precondition(lambda self: len(self.requests) < MOST_REQUESTS)
    @rule(is_group=st.booleans(), is_searched=st.booleans())
    def file(self, is_group: bool, is_searched: bool) -> None:
        """A session next week, for one or for a team of two; all of them at the same hour."""
        with self.database.session_factory.begin() as session:
            request = make.make_request(session)
            meeting = request.sessions[0]
            if is_group:
                first = meeting.seats[0]
                second = {"role": first.role, "position": GROUP, "session_id": meeting.id}
                of_speech = ("from_dialect", "into_dialect", "minimum_score", "minimum_level")
                second |= {name: getattr(first, name) for name in of_speech}
                session.add(Seat(**second))
            session.flush()
            seats = select(Seat.id).where(Seat.session_id == meeting.id).order_by(Seat.id)
            new = session.scalars(seats).all()
            self.requests.append(request.number)
        self.seats += new
        for seat in new if is_searched else ():
            self._try(partial(self._begin, seat))
            self.step()

    @rule(pick=PICKS)
    def search(self, pick: int) -> None:
        self._try(partial(self._begin, self._of(self.seats, pick)))
        self.step()

    def _begin(self, seat: int, session: Session) -> None:
        ladder.begin(session, actors.system(), self.now, seat)

    @rule()
    def step(self) -> None:
        self._expire()
        ladder.step_due(self.database.session_factory, lambda: self.now)

    @rule(minutes=st.sampled_from((1, 30, 60 * 4, 60 * 24, 60 * 48)))
    def time_passes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)
        self.step()

    @rule(pick=PICKS, again=st.booleans(), late=st.booleans())
    def say_yes(self, pick: int, again: bool, late: bool) -> None:
        """Also to what has ended, and twice."""
        if (offer := self._offer(pick, *(OfferState if late else LIVE_OFFER_STATES))) is None:
            return
        by = actors.member(offer.member_id, Channel.LINK)
        for _ in range(1 + again):
            self._try(lambda s: offers.say_yes(s, by, self.now, offer.id))

    @rule(pick=PICKS, reason=st.none() | st.sampled_from(DeclineReason))
    def say_no(self, pick: int, reason: DeclineReason | None) -> None:
        if (offer := self._offer(pick, *LIVE_OFFER_STATES)) is not None:
            by = actors.member(offer.member_id, Channel.SMS)
            self._try(lambda s: offers.decline(s, by, self.now, offer.id, reason))

    @rule(pick=PICKS, text=st.sampled_from(TEXTS), comes_twice=st.booleans())
    def write(self, pick: int, text: str, comes_twice: bool) -> None:
        """A text from a phone, about any offer there was."""
        if (offer := self._offer(pick)) is None:
            return
        self.written += 1
        with self.database.session_factory() as session:
            phone = session.get_one(Member, offer.member_id).phone
        body = text.format(number=offer.number)
        sms = inbox.Inbound(f"{self.seats[0]}-{self.written}", phone, body)
        for _ in range(1 + comes_twice):
            with self.database.session_factory.begin() as session:
                inbox.receive(session, self.now, sms)

    @rule(pick=PICKS)
    def give_back(self, pick: int) -> None:
        if (offer := self._offer(pick, OfferState.ACCEPTED)) is not None:
            by = actors.member(offer.member_id, Channel.LINK)
            if self._try(lambda s: offers.give_back(s, by, self.now, offer.id)):
                self.left.add(offer.assignment_id)

    @rule(pick=PICKS)
    def cancel(self, pick: int) -> None:
        if pick % SELDOM:
            return
        number = self._of(self.requests, pick)
        self._try(
            lambda s: requests.cancel_request(s, actors.system(), self.now, number, "not needed")
        )

    @rule(pick=PICKS, what=st.sampled_from(("skip", "pause", "go_on", "stop")))
    def steer(self, pick: int, what: str) -> None:
        with self.database.session_factory() as session:
            live = session.scalars(
                select(Ladder.id).where(Ladder.state.in_(LIVE_LADDER_STATES)).order_by(Ladder.id)
            ).all()
        if live:
            key = self._of(live, pick)
            act = {
                "skip": ladder.skip,
                "pause": ladder.pause,
                "go_on": ladder.go_on,
                "stop": ladder.stop,
            }[what]
            self._try(lambda s: act(s, actors.system(), self.now, key))

    @rule(pick=PICKS)
    def look_for_a_stand_in(self, pick: int) -> None:
        seat = self._of(self.seats, pick)
        self._try(lambda s: ladder.begin_standby_search(s, actors.system(), self.now, seat))

    # What must be true after each of them

    @invariant()
    def one_has_a_seat(self) -> None:
        with self.database.session_factory() as session:
            filled = Counter(
                session.scalars(
                    select(Assignment.seat_id).where(
                        Assignment.seat_id.in_(self.seats),
                        Assignment.state.in_(FILLED_ASSIGNMENT_STATES),
                    )
                )
            )
        assert all(count == 1 for count in filled.values())

    @invariant()
    def nobody_is_in_two_places(self) -> None:
        with self.database.session_factory() as session:
            rows = self._assignments(session)
        spans = defaultdict(list)
        for row in rows:
            if row.state in LIVE_ASSIGNMENT_STATES:
                spans[row.member_id].append((row.span.start, row.span.end))
        for periods in spans.values():
            assert all(a[1] <= b[0] for a, b in itertools.pairwise(sorted(periods)))

    @invariant()
    def every_open_offer_has_one_live_link(self) -> None:
        """One question, one text, one assignment that is offered, and a link that names it."""
        with self.database.session_factory() as session:
            live = self._offers(session, *LIVE_OFFER_STATES)
            held = {a.id: a.state for a in self._assignments(session)}
            texts = Counter(
                session.scalars(
                    select(Message.offer_id).where(
                        Message.offer_id.in_([o.id for o in live]),
                        Message.kind == MessageKind.OFFER,
                    )
                )
            )
        tokens = {self.links.token(offer.id): offer for offer in live}
        assert len(tokens) == len(live) == len({o.assignment_id for o in live})
        for token, offer in tokens.items():
            assert self.links.offer_id(token) == offer.id
            assert texts[offer.id] == 1
            assert held[offer.assignment_id] is AssignmentState.OFFERED
        offered = {key for key, state in held.items() if state is AssignmentState.OFFERED}
        assert offered == {o.assignment_id for o in live}

    @invariant()
    def half_a_group_is_never_confirmed(self) -> None:
        """But for one whose other half has given the job back."""
        with self.database.session_factory() as session:
            rows = session.execute(
                select(Seat.session_id, Seat.id, func.count(Assignment.id))
                .outerjoin(
                    Assignment,
                    (Assignment.seat_id == Seat.id)
                    & Assignment.state.in_(FILLED_ASSIGNMENT_STATES),
                )
                .where(Seat.id.in_(self.seats))
                .group_by(Seat.session_id, Seat.id)
            ).all()
            gone = set(
                session.scalars(select(Assignment.seat_id).where(Assignment.id.in_(self.left)))
            )
        meetings = defaultdict(list)
        for meeting, seat, count in rows:
            meetings[meeting].append((seat, count))
        for seats in meetings.values():
            if gone.isdisjoint(seat for seat, _ in seats):
                assert len({count for _, count in seats}) == 1

    @invariant()
    def audit_rows_equal_changes(self) -> None:
        """The trail of each thing is a way through its lifecycle that ends where it is now."""
        with self.database.session_factory() as session:
            made = self._offers(session, *OfferState)
            rows = self._assignments(session)
            self._follow(session, "offer", OFFER, {o.id: o.state for o in made})
            self._follow(session, "assignment", ASSIGNMENT, {a.id: a.state for a in rows})

    def teardown(self) -> None:
        """What was there is out of the way of the next run."""
        with self.database.session_factory.begin() as session:
            session.execute(update(Member).values(is_active=False))
            over = {"state": LadderState.STOPPED, "ended_at": self.now, "next_at": None}
            session.execute(update(Ladder).where(Ladder.ended_at.is_(None)).values(**over))
            live = Offer.state.in_((OfferState.OPEN, OfferState.HELD))
            session.execute(update(Offer).where(live).values(state=OfferState.WITHDRAWN))

    # Helpers

    def _try(self, act: Callable[[Session], object]) -> bool:
        """The act, which may be refused: then it has changed nothing."""
        try:
            with self.database.session_factory.begin() as session:
                act(session)
        except ConflictError:
            return False
        return True

    def _expire(self) -> None:
        with self.database.session_factory.begin() as session:
            offers.expire_due(session, actors.system(), self.now)

    def _of(self, things: Sequence[int], pick: int) -> int:
        return things[pick % len(things)]

    def _offer(self, pick: int, *states: OfferState) -> Offer | None:
        with self.database.session_factory() as session:
            found = self._offers(session, *(states or OfferState))
        return found[pick % len(found)] if found else None

    def _offers(self, session: Session, *states: OfferState) -> list[Offer]:
        query = (
            select(Offer)
            .join(Assignment, Assignment.id == Offer.assignment_id)
            .where(Assignment.seat_id.in_(self.seats), Offer.state.in_(states))
        )
        return list(session.scalars(query.order_by(Offer.id)))

    def _assignments(self, session: Session) -> list[Assignment]:
        query = select(Assignment).where(Assignment.seat_id.in_(self.seats))
        return list(session.scalars(query.order_by(Assignment.id)))

    def _follow(
        self, session: Session, thing: str, lifecycle: Lifecycle[Any], states: dict[int, str]
    ) -> None:
        query = (
            select(AuditEntry)
            .where(AuditEntry.subject == thing, AuditEntry.subject_id.in_(states))
            .order_by(AuditEntry.id)
        )
        known: type[StrEnum] = type(lifecycle.first)
        names = {str(state) for state in known}
        trails: dict[int, list[tuple[str | None, str]]] = {key: [] for key in states}
        for entry in session.scalars(query):
            what = entry.act.removeprefix(f"{thing}.")
            if what in names and entry.subject_id is not None:
                trails[entry.subject_id].append((entry.details.get("from"), what))
        for key, trail in trails.items():
            for (_, before), (told, after) in itertools.pairwise(trail):
                assert told == before
                assert lifecycle.can_move(known(before), known(after))
            assert trail[-1][1] == states[key]


def test_offers_in_any_order(committed_db: Database) -> None:
    class Here(Offers):
        database = committed_db

    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=9,
            stateful_step_count=40,
            database=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.generate,),
        ),
    )
