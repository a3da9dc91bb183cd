"""The scheduler's sentences with the names of people and seats, in the language of the page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.dashboard.reasons import RULES
from app.db.queries.seats import SeatFacts
from app.domain.borders import ZONE
from app.domain.said import Sentence, said
from app.http.saying import translated

#: Parts of what a seat costs (``scheduler.explain.parts``).
PARTS = {
    "pay": _l("pay of the session"),
    "way": _l("ways, call-out fee and nights"),
    "dialect": _l("neighbouring dialect"),
    "modality": _l("not the preferred modality"),
    "gender": _l("not the preferred gender"),
    "continuity": _l("not the member of the session before"),
    "training": _l("a training that is preferred"),
    "rotation": _l("met this officer lately"),
    "relay": _l("leg of a relay"),
    "unsocial": _l("hours outside the day"),
    "trauma": _l("heavy session"),
    "load": _l("share of the load, borders, balance of the countries"),
}
#: Rules of days and weeks, which take no member away by themselves.
FURTHER_RULES = {
    "remote_cap": _l("longest remote session"),
    "room_one_session": _l("host room"),
    "lodging": _l("nights away"),
    "one_way": _l("longest way"),
}
MONEY = frozenset({"price", "cost", "cents"})


def isolated(name: str) -> str:
    """A name in any script, which leaves the order of the words around it alone."""
    return f"\u2068{name}\u2069"


@dataclass(frozen=True)
class Names:
    """What members and seats are called."""

    members: Mapping[int, str]
    seats: Mapping[int, SeatFacts]

    def member(self, member: str) -> str:
        return isolated(self.members.get(int(member), member)) if member else ""

    def seat(self, seat: str) -> str:
        facts = self.seats.get(int(seat))
        if facts is None:
            return seat
        starts = facts.starts_at.astimezone(ZONE)
        told = said(
            "request {number} ({dialect}, {starts:%d.%m. %H:%M})",
            number=facts.request_number,
            dialect=facts.dialect,
            starts=starts,
        )
        return translated(told)


def sentences(explanation: Mapping[str, Any], names: Names) -> list[str]:
    """Each of the explanation's sentences, translated."""
    return [_told(s["template"], s["values"], names) for s in explanation["sentences"]]


def _told(template: str, values: Mapping[str, Any], names: Names) -> str:
    return translated(Sentence(template, {k: _value(k, v, names) for k, v in values.items()}))


def _value(name: str, value: Any, names: Names) -> Any:
    if name in MONEY:
        return euros(value)
    if name == "member":
        return names.member(value)
    if name == "seats":
        return ", ".join(names.seat(seat) for seat in value.split(", ") if seat)
    if name == "rule":
        return str(RULES.get(value) or FURTHER_RULES.get(value) or value.replace("_", " "))
    return str(PARTS.get(value, value)) if name == "name" else value


def euros(cents: int) -> str:
    return f"{cents / 100:,.2f} €"


def price(option: Mapping[str, Any]) -> list[str]:
    """What changes with a replacement, tier by tier, below coverage."""
    change = {tier["name"]: tier["value"] for tier in option["tiers"] if tier["value"]}
    told = ("money", "quality", "fairness")
    found = [_of_tier(name, change[name]) for name in told if name in change]
    if change.get("changes", 0) > 0:
        found.append(_("changes what somebody was asked"))
    return found or [_("costs the same")]


def _of_tier(name: str, cents: int) -> str:
    amount, points = euros(abs(cents)), f"{abs(cents) / 100:,.0f}"
    dearer = {
        "money": said("{amount} more", amount=amount),
        "quality": said("fits less well ({points} points)", points=points),
        "fairness": said("a less even load"),
    }
    cheaper = {
        "money": said("{amount} less", amount=amount),
        "quality": said("fits better ({points} points)", points=points),
        "fairness": said("a more even load"),
    }
    return translated(dearer[name] if cents > 0 else cheaper[name])


def disturbed(option: Mapping[str, Any], names: Names) -> list[str]:
    """Seats that would be left open."""
    seats: Iterable[str] = option.get("disturbs", ())
    return [names.seat(seat) for seat in seats]
