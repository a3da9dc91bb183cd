"""What a search does next. The rules know no clock and no database: they are told what is."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain.ladder.acceptance import chance_of_one, wave_size
from app.domain.ladder.bands import Band
from app.domain.ladder.model import RELAXATIONS, EndReason, StepKind


@dataclass(frozen=True)
class Candidate:
    """Somebody whom every hard rule allows and who has not been asked, with their chance of a yes
    and the moment from which they may be written to."""

    member: int
    chance: float
    free_from: datetime


@dataclass(frozen=True)
class Situation:
    """Where a search stands. ``answer_until``: a later answer helps nobody. ``open_until``: the
    latest deadline of those who are asked, or whose yes is held. ``candidates`` best first, as the
    relaxations taken so far allow. ``pending_until``: somebody has been asked to agree.
    ``helps``: relaxations with which somebody more could be asked, told whether that is agreed
    already. ``saw``: how many were asked before, how many of them said no. ``mend_from``: from when
    on the plan of the day may be mended; None where it may not. ``short``: so many are still to be
    asked beside the one whom the mended plan has asked."""

    now: datetime
    answer_until: datetime
    is_filled: bool
    band: Band
    target: float
    largest: int
    candidates: Sequence[Candidate] = ()
    open_until: datetime | None = None
    pending_until: datetime | None = None
    taken: Collection[StepKind] = ()
    helps: Mapping[StepKind, bool] | None = None
    asked: int = 0
    said_no: int = 0
    mend_from: datetime | None = None
    short: int = 0


@dataclass(frozen=True)
class Wait:
    until: datetime


@dataclass(frozen=True)
class AskWave:
    """These members are asked now; at least one says yes with this chance."""

    members: tuple[int, ...]
    chance: float


@dataclass(frozen=True)
class Mend:
    """The plan of the day is mended, with the fewest changes."""


@dataclass(frozen=True)
class Relax:
    """The relaxation is taken: done at once where it is agreed, left out where it helps nobody,
    asked for otherwise."""

    kind: StepKind
    helps: bool
    is_agreed: bool


@dataclass(frozen=True)
class EndCovered:
    pass


@dataclass(frozen=True)
class EndUncovered:
    reason: EndReason


Move = Wait | AskWave | Mend | Relax | EndCovered | EndUncovered


def next_move(seen: Situation, relaxations: Sequence[StepKind] = tuple(RELAXATIONS)) -> Move:
    """The next thing to do; every course of moves ends, because each of them waits for a later
    moment, asks somebody new, mends the plan, which is done again only while it finds somebody
    new, takes a relaxation for the only time, or ends the search."""
    if seen.is_filled:
        return EndCovered()
    if seen.now >= seen.answer_until:
        return EndUncovered(EndReason.TIME_IS_OVER if not seen.asked else _why_nobody(seen))
    later = [at for at in (seen.open_until, seen.pending_until) if at and at > seen.now]
    if later:
        return _fill_up(seen) or Wait(min(max(later), seen.answer_until))
    if move := _mend(seen) or _ask(seen):
        return move
    following = next((kind for kind in relaxations if kind not in seen.taken), None)
    if following is None:
        return EndUncovered(_why_nobody(seen))
    helps = (seen.helps or {}).get(following)
    return Relax(following, helps is not None, bool(helps))


def _mend(seen: Situation) -> Move | None:
    """Mend the plan, once people may be written to."""
    if seen.mend_from is None or seen.mend_from >= seen.answer_until:
        return None
    return Mend() if seen.mend_from <= seen.now else Wait(seen.mend_from)


def _ask(seen: Situation) -> Move | None:
    """Ask those who may be written to now, or wait for the first who may be in time."""
    if not seen.candidates:
        return None
    ready = [each for each in seen.candidates if each.free_from <= seen.now]
    if not ready:
        first = min(each.free_from for each in seen.candidates)
        return Wait(first) if first < seen.answer_until else None
    most = min(seen.band.most, seen.largest)
    chances = [each.chance for each in ready]
    size = wave_size(chances, seen.target, min(seen.band.least, most), most)
    return AskWave(tuple(each.member for each in ready[:size]), chance_of_one(chances[:size]))


def _fill_up(seen: Situation) -> Move | None:
    """The rest of a wave, as far as its members may be written to now."""
    ready = [each for each in seen.candidates if each.free_from <= seen.now]
    if not seen.short or not ready:
        return None
    most = min(seen.band.most, seen.largest) - 1
    chances = [each.chance for each in ready]
    size = wave_size(chances, seen.target, seen.short, most)
    return AskWave(tuple(e.member for e in ready[:size]), chance_of_one(chances[:size]))


def _why_nobody(seen: Situation) -> EndReason:
    if not seen.asked:
        return EndReason.NOBODY_ALLOWED
    return EndReason.ALL_SAID_NO if seen.said_no >= seen.asked else EndReason.NOBODY_ANSWERED


def remaining(taken: Collection[StepKind]) -> Iterator[StepKind]:
    """The relaxations still to come, in order."""
    return (kind for kind in RELAXATIONS if kind not in taken)
