"""Places that are filled together or not at all: a relay, a team of two, a mediator beside an
interpreter, and a host room that its authority has to approve."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.vocabulary import Role


@dataclass(frozen=True)
class Place:
    """One seat of a session. ``is_ready``: somebody has it, or has said yes to it and, where they
    sit in a host room that takes approval, has that."""

    seat: int
    role: Role
    relay: int | None
    is_ready: bool


def is_whole(places: Iterable[Place]) -> bool:
    """Whether the session can be held: every direct place is ready, or a whole relay stands in
    for it; and no relay is ready in part only."""
    direct, chains = [], defaultdict(list)
    for place in places:
        if place.relay is None:
            direct.append(place)
        else:
            chains[place.relay, place.role].append(place.is_ready)
    if any(any(ready) and not all(ready) for ready in chains.values()):
        return False
    stand_in = {role for (_, role), ready in chains.items() if all(ready)}
    return all(place.is_ready or place.role in stand_in for place in direct)


def instead_of(places: Iterable[Place], seat: int) -> set[int]:
    """The seats that are not needed once this one is filled: the legs of relays that would have
    stood in for a direct place, or the direct place a relay stands in for."""
    rows = list(places)
    own = next(place for place in rows if place.seat == seat)
    return {
        place.seat
        for place in rows
        if place.role is own.role and place.relay != own.relay and None in (place.relay, own.relay)
    }
