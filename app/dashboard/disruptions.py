"""A member is ill, a border is closed: say so, see the repair, accept it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.adapters.solver import SolverError
from app.dashboard import bp
from app.dashboard.telling import isolated
from app.db.queries import repairs as queries
from app.db.queries.seats import member_names
from app.domain import disruptions as domain
from app.domain.borders import ZONE
from app.domain.disruptions import BorderClosed, Disruption, MemberSick
from app.domain.errors import ConflictError, InvalidError
from app.domain.intervals import Interval
from app.domain.permissions import Act
from app.domain.said import Sentence, joined, said
from app.http.request import actor, now, requires, session, session_factory, settings
from app.http.saying import translated
from app.services import planning

#: How the fields of each form begin.
SICK, BORDER = "sick", "border"


@bp.get("/disruptions")
@requires(Act.PUBLISH)
def disruption() -> str:
    return _form({}, {})


@bp.post("/disruptions")
@requires(Act.PUBLISH)
def answer_disruption() -> ResponseReturnValue:
    """Work out the repair; faults come back in the form."""
    try:
        asked = _asked()
        memory = settings().solve_memory_mb
        drafts = planning.answer_disruption(session_factory(), actor(), now(), asked, memory)
    except InvalidError as error:
        return _form(request.form, _named(error.fields)), 422
    except SolverError as error:
        raise ConflictError(error.problem) from error
    if not drafts:
        flash(_("It is noted. No published plan holds these days."), "good")
        return redirect(url_for("dashboard.disruption"), 303)
    if len(drafts) > 1:
        flash(_("Several plans hold these days; each has a draft that mends it."), "info")
        return redirect(url_for("dashboard.plans"), 303)
    return redirect(url_for("dashboard.plan", plan_id=drafts[0].plan_id), 303)


def _form(values: Mapping[str, Any], errors: Mapping[str, Any]) -> str:
    people = queries.active_members(session())
    return render_template(
        "dashboard/disruption.html",
        members=[(key, f"{name} ({number})") for key, number, name in people],
        borders=[(f"{a}-{b}", f"{a} – {b}") for a, b in queries.borders(session())],
        values=values,
        errors=errors,
    )


def _asked() -> Disruption:
    """What the form says; InvalidError names every field that cannot be read."""
    is_border = request.form.get("kind") == domain.BORDER_CLOSED
    prefix = BORDER if is_border else SICK
    faults: dict[str, Sentence] = {}
    since, until = (_moment(f"{prefix}_{name}", faults) for name in ("since", "until"))
    if since and until and until <= since:
        faults[f"{prefix}_until"] = said("The end is not after the start: choose a later one.")
    member = request.form.get("member", type=int)
    first, dash, second = request.form.get("border", "").partition("-")
    if is_border and not dash:
        faults["border"] = said("No border is chosen: choose one of the list.")
    if not is_border and member is None:
        faults["member"] = said("No member is chosen: choose one of the list.")
    if faults or since is None or until is None:
        raise InvalidError(joined(" ", faults.values()), faults)
    span = Interval(since, until)
    return BorderClosed((first, second), span) if is_border else MemberSick(member or 0, span)


def _named(faults: Mapping[str, Sentence]) -> dict[str, Sentence]:
    """The faults by the names that the form's fields have."""
    prefix = BORDER if request.form.get("kind") == domain.BORDER_CLOSED else SICK
    return {f"{prefix}_{n}" if n in ("since", "until") else n: fault for n, fault in faults.items()}


def _moment(name: str, faults: dict[str, Sentence]) -> datetime | None:
    """Local time of the desk, which both countries keep."""
    try:
        found = datetime.fromisoformat(request.form.get(name, "").strip())
    except ValueError:
        faults[name] = said("Give the day and the time: choose them in the calendar.")
        return None
    return found.replace(tzinfo=ZONE)


def in_words(unit: Session, kept: Iterable[Mapping[str, Any]]) -> list[str]:
    """What a repair answers."""
    found = [domain.from_json(data) for data in kept]
    names = member_names(unit, {d.member_id for d in found if isinstance(d, MemberSick)})
    return [_in_words(one, names) for one in found]


def _in_words(one: Disruption, names: Mapping[int, str]) -> str:
    since, until = (at.astimezone(ZONE) for at in (one.span.start, one.span.end))
    if isinstance(one, MemberSick):
        told = said(
            "{name} is ill from {since:%d.%m.%Y %H:%M} to {until:%d.%m.%Y %H:%M}.",
            name=isolated(names.get(one.member_id, "")),
            since=since,
            until=until,
        )
    else:
        told = said(
            "The border between {first} and {second} is closed from {since:%d.%m.%Y %H:%M} to "
            "{until:%d.%m.%Y %H:%M}.",
            first=one.countries[0],
            second=one.countries[1],
            since=since,
            until=until,
        )
    return translated(told)
