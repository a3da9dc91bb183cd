"""A whole search lived through with the clock of a test, step after step (domain E4)."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from app.domain.ladder.model import Consent, EndReason, StepKind
from app.domain.lifecycles import LadderState
from tests import factories as make
from tests.ladder.support import Searching

BELGRADE = ZoneInfo("Europe/Belgrade")


def seat_of(db: Session, **request: Any) -> int:
    return make.make_request(db, **request).sessions[0].seats[0].id


def test_members_are_asked_wave_after_wave_until_one_says_yes(
    db: Session, searching: Searching
) -> None:
    members = [make.make_member(db) for _ in range(6)]
    seat = seat_of(db)
    searching.begin(seat)
    searching.step()
    first = searching.open_offers(seat)
    assert len(first) == 3, "six working days ahead two or three are asked"
    assert {o.expires_at for o in first} == {
        datetime(2026, 11, 24, 15, 0, tzinfo=BELGRADE).astimezone(UTC)
    }
    for offer in first[:2]:
        searching.decline(offer)
    searching.step()
    assert searching.open_offers(seat) == first[2:], "the third may still answer"

    searching.decline(first[2])
    searching.step()
    second = searching.open_offers(seat)
    assert len(second) == 3
    assert {o.member_id for o in first} | {o.member_id for o in second} == {m.id for m in members}

    searching.accept(second[1])
    searching.step()
    found = searching.ladder(seat)
    assert found.state is LadderState.COVERED
    assert [s.kind for s in found.steps] == [StepKind.WAVE, StepKind.WAVE]


def test_nobody_left_ends_uncovered_after_every_relaxation_and_proposes_another_time(
    db: Session, searching: Searching
) -> None:
    make.make_member(db)
    seat = seat_of(db)
    searching.begin(seat)
    searching.step()
    (offer,) = searching.open_offers(seat)
    searching.decline(offer)
    searching.step()
    steps = {s.kind: s for s in searching.steps(seat)}
    assert steps[StepKind.BY_HAND].consent is Consent.ASKED
    assert steps[StepKind.DIALECT].details == {"found": 0}

    searching.at(steps[StepKind.BY_HAND].until)
    assert searching.steps(seat)[-1].kind is StepKind.END
    found = searching.ladder(seat)
    assert (found.state, found.end_reason) == (LadderState.UNCOVERED, EndReason.ALL_SAID_NO)
