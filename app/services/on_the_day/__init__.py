"""The day of a session: where its members are, how it ended, and which minutes were worked."""

from app.services.on_the_day.attending import arrive, begin, confirm_arrival, say_late, set_out
from app.services.on_the_day.recording import record, record_cancelled, report
from app.services.on_the_day.times import countersign, dispute, enter_times
from app.services.on_the_day.watching import watch

__all__ = [
    "arrive",
    "begin",
    "confirm_arrival",
    "countersign",
    "dispute",
    "enter_times",
    "record",
    "record_cancelled",
    "report",
    "say_late",
    "set_out",
    "watch",
]
