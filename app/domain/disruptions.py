"""What upsets a published plan: a member falls ill, a border closes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.domain.intervals import Interval

SICK, BORDER_CLOSED = "sick", "border_closed"


@dataclass(frozen=True)
class MemberSick:
    """A member cannot work for a time."""

    member_id: int
    span: Interval


@dataclass(frozen=True)
class BorderClosed:
    """Nobody crosses between two countries, in either direction."""

    countries: tuple[str, str]
    span: Interval


Disruption = MemberSick | BorderClosed


def to_json(disruption: Disruption) -> dict[str, Any]:
    """As it is kept with the plan that answers it."""
    times = {
        "since": disruption.span.start.isoformat(),
        "until": disruption.span.end.isoformat(),
    }
    if isinstance(disruption, MemberSick):
        return {"kind": SICK, "member": disruption.member_id, **times}
    return {"kind": BORDER_CLOSED, "countries": list(disruption.countries), **times}


def from_json(data: Mapping[str, Any]) -> Disruption:
    since, until = (datetime.fromisoformat(data[name]) for name in ("since", "until"))
    span = Interval(since, until)
    if data["kind"] == SICK:
        return MemberSick(data["member"], span)
    first, second = data["countries"]
    return BorderClosed((first, second), span)
