"""What a search does next, and the relaxations that would bring nobody."""

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from app.domain.ladder.course import Move, Relax, next_move
from app.domain.ladder.model import RELAXATIONS, StepKind
from app.domain.states import LadderState
from app.services import snapshot
from app.services.ladder.looking import Look
from app.services.ladder.other_times import DAYS_AHEAD
from app.services.ladder.relaxing import Help, helps
from app.services.ladder.situation import situation_of
from app.services.snapshot import Snapshot
from app.services.snapshot.horizon import local_date


@dataclass(frozen=True)
class Decision:
    """What the rules say, and the relaxations that were looked at in vain before."""

    move: Move
    skipped: tuple[StepKind, ...] = ()
    help: Help | None = None


def decide(session: Session, seen: Look) -> Decision | None:
    """What to do next; relaxations that would bring nobody are left out, and named."""
    if seen.ladder.state is not LadderState.RUNNING:
        return None
    situation = situation_of(seen)
    skipped: list[StepKind] = []
    found: Help | None = None
    relaxations = () if seen.ladder.is_standby else tuple(RELAXATIONS)
    while True:
        move = next_move(situation, relaxations)
        if not isinstance(move, Relax) or move.helps:
            return Decision(move, tuple(skipped), found)
        found = helps(seen, move.kind, _days(session, seen, move.kind))
        if found is not None:
            situation = replace(situation, helps={move.kind: found.is_agreed})
        else:
            skipped.append(move.kind)
            situation = replace(situation, taken={*situation.taken, move.kind})


def _days(session: Session, seen: Look, kind: StepKind) -> Snapshot | None:
    """The days on which another time is looked for."""
    if kind is not StepKind.ANOTHER_TIME:
        return None
    first = last = local_date(seen.starts_at)
    for _ in range(DAYS_AHEAD):
        last = seen.calendars[seen.country].next_working_day(last)
    return snapshot.take(session, first, last, seen.now)
