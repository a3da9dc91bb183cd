"""What happens by the clock. A tick only queues a job, and the job claims what it does."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tick:
    """Every `seconds`, the job `task` is queued, unless it still waits from an earlier tick."""

    name: str
    seconds: int
    task: str


#: Ticks of a demonstration alone.
SIMULATED_TICKS = (Tick("texts on simulated phones", 1, "simulator:deliver"),)

TICKS = (
    Tick("texts that are due", 5, "messages:relay"),
    Tick("replies that were not read", 15, "messages:read"),
    Tick("replies whose call was lost", 300, "messages:fetch"),
    Tick("offers to be called about", 30, "messages:call"),
    Tick("offers past their deadline", 15, "offers:expire"),
    Tick("steps of searches", 15, "ladders:step"),
    Tick("plans that searches mend", 15, "ladders:mend"),
    Tick("reminders", 60, "offers:remind"),
    Tick("sessions of the day", 30, "sessions:watch"),
    Tick("jobs of dead workers", 15, "queue:retry_stalled"),
    Tick("runs that no job works on", 30, "planning:recover"),
    Tick("jobs long done", 3600, "queue:remove_old"),
)
