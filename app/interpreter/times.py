"""Actual times, entered on a small phone as times of day; dates follow from the booked start."""

from collections.abc import Mapping
from datetime import datetime, time
from zoneinfo import ZoneInfo

from flask import redirect, request
from flask.typing import ResponseReturnValue

from app.db.models import Offer
from app.db.queries.timesheets import timesheets_of
from app.domain import actors
from app.domain.errors import ConflictError, ForbiddenError
from app.domain.said import said
from app.domain.timesheets import (
    MOST_BREAKS,
    Activity,
    Times,
    TimesFault,
    fault_of,
    first_from,
    last_until,
    nearest,
)
from app.domain.vocabulary import Channel
from app.http.request import is_public, now, session, work
from app.interpreter import bp, link
from app.interpreter.origin import is_from_own_page
from app.interpreter.page import zone_of
from app.services import on_the_day as services

Clocks = dict[str, time | None]


@bp.get("/o/<token>/times")
@is_public
def ask_times(token: str) -> ResponseReturnValue:
    """What was entered before, else the booked times."""
    found = link.offer_of(token)
    if found is None:
        return link.broken()
    return _show(token, _known(found))


@bp.post("/o/<token>/times")
@is_public
def enter_times(token: str) -> ResponseReturnValue:
    """Keep the times; those that cannot be come back with what is wrong."""
    found = link.offer_of(token)
    if found is None:
        return link.broken()
    if not is_from_own_page():
        raise ForbiddenError(said("Open the link of the text again and answer there."))
    values = {name: request.form.get(name, "")[:5] for name in _names()}
    times = _times({name: _clock(text) for name, text in values.items()}, found)
    fault = fault_of(times, found.assignment.span.start, now()) if times else TimesFault.MISSING
    if times is None or fault is not None:
        return _show(token, values, fault)
    who = actors.member(found.member_id, Channel.LINK)
    try:
        with work() as unit:
            services.enter_times(unit, who, now(), found.id, times)
    except ConflictError:
        return link.show("interpreter/offer.html", token, 409)
    return redirect(link.address(token), 303)


def _show(
    token: str, values: Mapping[str, str], fault: TimesFault | None = None
) -> ResponseReturnValue:
    breaks = range(1, MOST_BREAKS + 1)
    status = 422 if fault else 200
    return link.show(
        "interpreter/times.html", token, status, values=values, fault=fault, breaks=breaks
    )


def _names() -> list[str]:
    breaks = [f"break_{side}_{n}" for n in range(1, MOST_BREAKS + 1) for side in ("from", "to")]
    return ["starts", "ends", "waited", "read_back", *breaks]


def _clock(text: str) -> time | None:
    try:
        return time.fromisoformat(text).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError:
        return None


def _times(clocks: Clocks, offer: Offer) -> Times | None:
    """The moments that times of day mean; None without a start or an end."""
    zone, booked = zone_of(offer.assignment), offer.assignment.span.start
    start, end = clocks["starts"], clocks["ends"]
    if start is None or end is None:
        return None
    starts = nearest(start, booked, zone)
    waited, read_back = clocks["waited"], clocks["read_back"]
    return Times(
        starts,
        first_from(end, starts, zone),
        tuple(_breaks(clocks, starts, zone)),
        None if waited is None else last_until(waited, starts, zone),
        None if read_back is None else first_from(read_back, starts, zone),
    )


def _breaks(clocks: Clocks, starts: datetime, zone: ZoneInfo) -> list[tuple[datetime, datetime]]:
    """Breaks with both their times; half of one is none."""
    found = []
    for number in range(1, MOST_BREAKS + 1):
        start, end = clocks[f"break_from_{number}"], clocks[f"break_to_{number}"]
        if start is not None and end is not None:
            begins = first_from(start, starts, zone)
            found.append((begins, first_from(end, begins, zone)))
    return found


def _known(offer: Offer) -> dict[str, str]:
    """The fields as they were entered, else the booked start and end."""
    zone, span = zone_of(offer.assignment), offer.assignment.span
    sheet = timesheets_of(session(), [offer.assignment_id]).get(offer.assignment_id)
    if sheet is None:
        return {"starts": _text(span.start, zone), "ends": _text(span.end, zone)}
    pieces = list(sheet.entries)
    worked = [each for each in pieces if each.activity is not Activity.WAITING]
    values = {"starts": worked[0].starts_at, "ends": worked[-1].ends_at}
    for name, activity in (("waited", Activity.WAITING), ("read_back", Activity.READ_BACK)):
        if found := [each for each in pieces if each.activity is activity]:
            values[name] = found[0].starts_at
    breaks = [each for each in pieces if each.activity is Activity.BREAK]
    for number, each in enumerate(breaks[:MOST_BREAKS], 1):
        values |= {f"break_from_{number}": each.starts_at, f"break_to_{number}": each.ends_at}
    return {name: _text(moment, zone) for name, moment in values.items()}


def _text(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%H:%M}"
