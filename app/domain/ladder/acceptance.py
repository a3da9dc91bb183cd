"""How likely a member says yes: learned from answers, with a prior, and explained in numbers.

The pool's answers give a rate to each kind of session at each time of day, drawn towards the
prior while they are few (beta-binomial). A member starts from the rate of the kind and hour asked
about and moves away from it with each answer of their own; answers about other kinds or hours
count half. Who declined for a conflict of interest or their own wellbeing has not answered, as far
as this goes: such a no is never held against anybody.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from app.domain.vocabulary import DeclineReason

#: Before anybody has answered: two in five say yes, believed as firmly as ten answers.
PRIOR_CHANCE, PRIOR_WEIGHT = 0.4, 10.0
#: How many answers of a member's own weigh as much as the rate of kind and hour.
MEMBER_WEIGHT = 6.0
OTHER_WEIGHT = 0.5
NEVER_HELD = frozenset({DeclineReason.CONFLICT, DeclineReason.WELLBEING})
DAY_FROM, DAY_UNTIL = time(7, 0), time(19, 0)
SATURDAY = 5


class Hour(StrEnum):
    """When a session begins, as far as it bears on who says yes."""

    DAY = "day"
    EVENING_OR_NIGHT = "evening_or_night"
    WEEKEND = "weekend"


def hour_of(local: datetime) -> Hour:
    """Of a session's local start."""
    if local.weekday() >= SATURDAY:
        return Hour.WEEKEND
    by_day = DAY_FROM <= local.time() < DAY_UNTIL
    return Hour.DAY if by_day else Hour.EVENING_OR_NIGHT


@dataclass(frozen=True)
class Answer:
    """What became of one offer: a yes, a no with its reason, or nothing in time."""

    member: int
    kind: str
    hour: Hour
    said_yes: bool
    reason: DeclineReason | None = None

    @property
    def counts(self) -> bool:
        return self.reason not in NEVER_HELD


@dataclass(frozen=True)
class Estimate:
    """A member's chance, and what it rests on: ``rate`` of the kind and hour in the pool, and the
    weight of the member's own answers and yeses."""

    chance: float
    rate: float
    answers: float
    yeses: float


class Acceptance:
    """The model, made of all answers that count."""

    def __init__(self, answers: Iterable[Answer]) -> None:
        self._pool: dict[tuple[str, Hour], list[int]] = defaultdict(lambda: [0, 0])
        self._own: dict[int, list[Answer]] = defaultdict(list)
        for answer in answers:
            if answer.counts:
                tally = self._pool[answer.kind, answer.hour]
                tally[0] += answer.said_yes
                tally[1] += 1
                self._own[answer.member].append(answer)

    def rate(self, kind: str, hour: Hour) -> float:
        """How many in the pool say yes to such sessions."""
        yeses, answers = self._pool.get((kind, hour), (0, 0))
        return (yeses + PRIOR_WEIGHT * PRIOR_CHANCE) / (answers + PRIOR_WEIGHT)

    def of(self, member: int, kind: str, hour: Hour) -> Estimate:
        """The chance that the member says yes to such a session."""
        rate, own = self.rate(kind, hour), self._own.get(member, ())
        weights = [1.0 if (a.kind, a.hour) == (kind, hour) else OTHER_WEIGHT for a in own]
        yeses = sum(w for w, a in zip(weights, own, strict=True) if a.said_yes)
        chance = (MEMBER_WEIGHT * rate + yeses) / (MEMBER_WEIGHT + sum(weights))
        return Estimate(chance, rate, sum(weights), yeses)


def chance_of_one(chances: Iterable[float]) -> float:
    """That at least one says yes, each deciding for themselves."""
    return 1.0 - math.prod(1.0 - chance for chance in chances)


def wave_size(chances: Sequence[float], target: float, least: int, most: int) -> int:
    """How many of a ranked list are asked at once: the fewest with which the chance of at least
    one yes reaches ``target``, but not fewer than ``least`` nor more than ``most``."""
    for size in range(min(least, most, len(chances)), min(most, len(chances))):
        if chance_of_one(chances[:size]) >= target:
            return size
    return min(most, len(chances))
