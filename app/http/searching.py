"""Searches as pages show them: what was done, what comes next and when."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.db.models import Ladder, LadderStep, Seat
from app.db.queries import ladder_pages as queries
from app.db.queries.ladder_pages import RoomToApprove
from app.domain.ladder.course import remaining
from app.domain.ladder.model import Consent, Consenter, StepKind
from app.domain.states import LadderState

#: Steps that ask members.
ASKING = frozenset({StepKind.REPAIR, StepKind.WAVE})


@dataclass(frozen=True)
class SearchView:
    """The newest search for a seat; None before any. ``goes_on``: one would begin by itself."""

    seat_id: int
    ladder: Ladder | None
    goes_on: bool
    can_begin: bool
    rooms: Sequence[RoomToApprove] = ()

    @property
    def is_live(self) -> bool:
        return self.ladder is not None and self.ladder.ended_at is None

    @property
    def steps(self) -> list[LadderStep]:
        """Those that did something; what was looked at in vain is told apart."""
        return [step for step in self._all if not _in_vain(step)]

    @property
    def in_vain(self) -> list[StepKind]:
        """Relaxations with which nobody more could have been asked."""
        return [step.kind for step in self._all if _in_vain(step)]

    @property
    def _all(self) -> list[LadderStep]:
        return list(self.ladder.steps) if self.ladder else []

    @property
    def pending(self) -> LadderStep | None:
        """The step that waits for somebody's word."""
        asked = (step for step in self._all if step.consent is Consent.ASKED)
        return next(asked, None) if self.is_live else None

    @property
    def waits_for_officer(self) -> bool:
        return self.pending is not None and self.pending.consenter is Consenter.OFFICER

    @property
    def open_wave(self) -> LadderStep | None:
        """The members who are asked now, by a wave or by the mended plan."""
        last = self._last
        return last if last and last.asked and last.kind in ASKING and self.is_live else None

    @property
    def asked_beside(self) -> int:
        """How many the mended plan asks beside the open wave, which fills it up."""
        before, last = ([None, None, *self._all])[-2:]
        fills_up = last is not None and last.kind is StepKind.WAVE and before is not None
        return before.asked if before and fills_up and before.kind is StepKind.REPAIR else 0

    @property
    def mending(self) -> LadderStep | None:
        """The step in which the plan of the day is being mended."""
        last = self._last
        is_mending = last is not None and last.kind is StepKind.REPAIR and not last.details
        return last if is_mending and self.is_live else None

    @property
    def _last(self) -> LadderStep | None:
        return self._all[-1] if self._all else None

    @property
    def next_at(self) -> datetime | None:
        running = self.ladder is not None and self.ladder.state is LadderState.RUNNING
        return self.ladder.next_at if self.ladder and running else None

    @property
    def to_come(self) -> list[StepKind]:
        """What the search would try after everybody has been asked."""
        if not self.is_live or (self.ladder and self.ladder.is_standby):
            return []
        return list(remaining({step.kind for step in self._all}))


def _in_vain(step: LadderStep) -> bool:
    return (
        step.kind not in (StepKind.WAVE, StepKind.END)
        and step.details.get("found") == 0
        and (step.consent is Consent.NOT_NEEDED)
    )


def searches(session: Session, seats: Collection[Seat], now: datetime) -> dict[int, SearchView]:
    """Each seat's search, in a constant number of queries."""
    ids = [seat.id for seat in seats]
    found = queries.newest(session, ids)
    allowed = queries.that_go_on(session, ids)
    open_seats = queries.that_may_be_searched(session, ids, now)
    rooms = queries.rooms_to_approve(session, ids)
    return {
        key: SearchView(key, found.get(key), key in allowed, key in open_seats, rooms.get(key, ()))
        for key in ids
    }
