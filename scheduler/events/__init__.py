"""What happens to a plan once it is made: events as data, and the problem after them."""

from scheduler.events.apply import Changed, after
from scheduler.events.files import (
    EventError,
    events_from_json,
    events_schema,
    events_to_json,
    read_events,
)
from scheduler.events.model import (
    KINDS,
    VERSION,
    BorderClosed,
    Cancelled,
    Decline,
    Event,
    NewRequest,
    Sick,
)

__all__ = [
    "KINDS",
    "VERSION",
    "BorderClosed",
    "Cancelled",
    "Changed",
    "Decline",
    "Event",
    "EventError",
    "NewRequest",
    "Sick",
    "after",
    "events_from_json",
    "events_schema",
    "events_to_json",
    "read_events",
]
