"""How one member is reached: their number, what works with it, their latest messages."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.dashboard import bp
from app.dashboard.failure_words import WORDS
from app.db.models import Member
from app.db.queries import delivery, undelivered
from app.domain.borders import ZONE
from app.domain.errors import ConflictError, NotFoundError
from app.domain.numbers import understood
from app.domain.permissions import Act
from app.domain.said import said
from app.http.request import actor, now, requires, session, work
from app.http.saying import translated
from app.services import delivery as services

LATEST = 20


@bp.get("/members/<int:number>/contact")
@requires(Act.SEE_POOL)
def contact(number: int) -> str:
    """The page of one member's number."""
    member = _member(number)
    return render_template(
        "dashboard/contact.html",
        member=member,
        reading=understood(member.phone),
        capability=delivery.capability(session(), member.phone),
        opt_out=delivery.opted_out(session(), [member.phone]).get(member.phone),
        messages=undelivered.latest_messages(session(), member.id, LATEST),
        zone=ZONE,
        **WORDS,
    )


@bp.post("/members/<int:number>/contact")
@requires(Act.MANAGE_POOL)
def save_contact(number: int) -> ResponseReturnValue:
    """Whether this member is called rather than written to."""
    member = _member(number)
    with work() as unit:
        services.prefer_calls(
            unit, actor(), now(), member.id, prefers=request.form.get("way") == "calls"
        )
    flash(_("The way to reach the member is saved."), "good")
    return redirect(url_for("dashboard.contact", number=number), 303)


@bp.post("/messages/<int:message_id>/release")
@requires(Act.MANAGE_CHANNELS)
def release_message(message_id: int) -> ResponseReturnValue:
    """Let a message go that a limit holds."""
    try:
        with work() as unit:
            services.release_held(unit, actor(), now(), message_id)
        flash(_("The message goes now."), "good")
    except ConflictError as error:
        flash(translated(error.message), "bad")
    return redirect(url_for("dashboard.inbox"), 303)


def _member(number: int) -> Member:
    member = undelivered.member_of_number(session(), number)
    if member is None:
        raise NotFoundError(said("There is no such member."))
    return member
