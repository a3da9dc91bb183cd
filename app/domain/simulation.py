"""The demonstration's clock and network: faster time, and texts that are lost, late or doubled."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from app.domain.messages import ProviderStatus

#: Faster than this, a lease of 30 seconds would run out while a text is handed over.
SPEEDS = (1, 10, 60)
FARTHEST_JUMP = timedelta(days=14)
#: Hurrying ends by itself after so much real time: nobody finds next month after lunch.
HURRIES_FOR = timedelta(minutes=10)


@dataclass(frozen=True)
class ClockSetting:
    """At ``real_at`` the clock showed ``shown_at``, and since then it has run ``speed`` times as
    fast. It never goes back: what was recorded at a moment stays in the past."""

    real_at: datetime
    shown_at: datetime
    speed: int

    def shows(self, real: datetime) -> datetime:
        """What the clock shows at a real moment."""
        passed = max(real - self.real_at, timedelta(0))
        hurried = min(passed, HURRIES_FOR)
        return self.shown_at + hurried * self.speed + (passed - hurried)

    def hurries(self, real: datetime) -> bool:
        """Whether it runs faster than real time now."""
        return self.speed > 1 and real - self.real_at < HURRIES_FOR

    def changed(self, real: datetime, *, speed: int, ahead: timedelta) -> "ClockSetting":
        """The setting from now on, ``ahead`` further on than it shows."""
        return ClockSetting(real, self.shows(real) + ahead, speed)


class Loss(StrEnum):
    """What happens to a text that is handed to the simulated network."""

    NONE = "none"
    REFUSED = "refused"
    BUSY = "busy"
    UNCERTAIN = "uncertain"
    UNDELIVERED = "undelivered"


#: The codes a real provider would give.
REFUSED_CODE, UNDELIVERED_CODE, UNANSWERED_CODE = "21211", "30005", "no-answer"


@dataclass(frozen=True)
class Trouble:
    """What a phone suffers."""

    loss: Loss = Loss.NONE
    delay: timedelta = timedelta(0)
    repeats: bool = False
    shuffles: bool = False

    @property
    def is_none(self) -> bool:
        return self == Trouble()


@dataclass(frozen=True)
class Arrival:
    """A receipt to come: when, and what it says."""

    at: datetime
    status: ProviderStatus
    error_code: str = ""


def arrivals(trouble: Trouble, now: datetime, spread: float) -> list[Arrival]:
    """The receipts of a text that the network has taken at ``now``. ``spread`` (0 to 1, random)
    lets texts overtake each other; a text that comes twice has two receipts."""
    span = trouble.delay or timedelta(seconds=20)
    at = now + (span * spread * 2 if trouble.shuffles else trouble.delay)
    lost = trouble.loss is Loss.UNDELIVERED
    status = ProviderStatus.UNDELIVERED if lost else ProviderStatus.DELIVERED
    code = UNDELIVERED_CODE if lost else ""
    times = 2 if trouble.repeats else 1
    return [Arrival(at + timedelta(seconds=2 * n), status, code) for n in range(times)]
