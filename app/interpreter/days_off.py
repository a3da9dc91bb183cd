"""Leave, asked for behind any link of the member that is not too old."""

from datetime import date

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.db.models import Offer
from app.db.queries import leave as queries
from app.domain import actors
from app.domain.errors import ConflictError, ForbiddenError
from app.domain.leave import LeaveDays, LeaveFault, fault_of
from app.domain.said import said
from app.domain.vocabulary import AbsenceKind, Channel
from app.http.request import is_public, now, session, work
from app.interpreter import bp, link
from app.interpreter.origin import is_from_own_page
from app.interpreter.page import is_kept, zone_of
from app.services import leave as services


@bp.get("/o/<token>/leave")
@is_public
def leave(token: str) -> ResponseReturnValue:
    """What the member has asked for, and the days to ask for; an old link leads to its page."""
    found = link.offer_of(token)
    if found is None:
        return link.broken()
    return _show(token, found)


@bp.post("/o/<token>/leave")
@is_public
def ask_for_leave(token: str) -> ResponseReturnValue:
    """Ask for the days; those that cannot be asked for come back with what is wrong."""
    found = _answering(token)
    if found is None:
        return link.broken()
    if not is_kept(found.assignment, now()):
        return redirect(link.address(token), 303)
    days, kind = _days(), request.form.get("kind", "")
    fault = _fault(found, days)
    if days is None or fault is not None:
        return _show(token, found, fault or LeaveFault.MISSING)
    chosen = AbsenceKind(kind) if kind in set(AbsenceKind) else AbsenceKind.LEAVE
    who, member = actors.member(found.member_id, Channel.LINK), found.assignment.member
    with work() as unit:
        services.ask(unit, who, now(), member, days, chosen)
    return redirect(_address(token), 303)


@bp.post("/o/<token>/leave/<int:leave_id>/back")
@is_public
def take_leave_back(token: str, leave_id: int) -> ResponseReturnValue:
    """The days are not needed any more; of leave that is decided the page says how."""
    found = _answering(token)
    if found is None:
        return link.broken()
    who = actors.member(found.member_id, Channel.LINK)
    try:
        with work() as unit:
            services.take_back(unit, who, now(), leave_id)
    except ConflictError:
        # What was read before belongs to the act that failed.
        again = link.offer_of(token)
        return link.broken() if again is None else _show(token, again, status=409)
    return redirect(_address(token), 303)


def _answering(token: str) -> Offer | None:
    if not is_from_own_page():
        raise ForbiddenError(said("Open the link of the text again and answer there."))
    return link.offer_of(token)


def _address(token: str) -> str:
    return url_for("interpreter.leave", token=token, lang=request.args.get("lang"))


def _days() -> LeaveDays | None:
    try:
        first, last = (date.fromisoformat(request.form.get(name, "")) for name in ("first", "last"))
    except ValueError:
        return None
    return LeaveDays(first, last)


def _fault(found: Offer, days: LeaveDays | None) -> LeaveFault | None:
    if days is None:
        return LeaveFault.MISSING
    today = now().astimezone(zone_of(found.assignment)).date()
    asked = queries.is_asked_already(session(), found.member_id, days)
    return fault_of(days, today, is_asked_already=asked)


def _show(
    token: str, found: Offer, fault: LeaveFault | None = None, status: int = 200
) -> ResponseReturnValue:
    if not is_kept(found.assignment, now()):
        return redirect(link.address(token))
    words = link.words_for(found)
    page = link.render(
        "interpreter/leave.html",
        token,
        words,
        asked=queries.leave_of_member(session(), found.member_id, now()),
        fault=fault,
        values=request.form,
        today=now().astimezone(zone_of(found.assignment)).date(),
    )
    return page, 422 if fault else status
