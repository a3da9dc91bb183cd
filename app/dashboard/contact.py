"""How one member is reached: their number, what works with it, their latest messages."""

from collections.abc import Mapping

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.dashboard import bp
from app.dashboard.channel_forms import contact_from
from app.dashboard.channels import REFUSED
from app.dashboard.failure_words import WORDS
from app.db.models import Member
from app.db.queries import delivery, undelivered
from app.db.queries.contact import contact_of
from app.domain.borders import ZONE
from app.domain.contact import Contact
from app.domain.errors import ConflictError, InvalidError, NotFoundError
from app.domain.numbers import understood
from app.domain.permissions import Act
from app.domain.said import said
from app.domain.words import LANGUAGES
from app.http.request import actor, now, requires, session, work
from app.http.saying import translated
from app.services import delivery as services
from app.services.contact import save_contact as save

LATEST = 20


@bp.get("/members/<int:number>/contact")
@requires(Act.SEE_POOL)
def contact(number: int) -> str:
    """The page of one member's number."""
    member = _member(number)
    return _page(member, contact_of(session(), member), {})


def _page(member: Member, chosen: Contact, errors: Mapping[str, str]) -> str:
    return render_template(
        "dashboard/contact.html",
        member=member,
        chosen=chosen,
        errors={name: translated(text) for name, text in errors.items()},
        languages=[(words.tag, words.own_name) for words in LANGUAGES],
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
    """Save the member's choices, or show what is wrong with them."""
    member, new = _member(number), contact_from(request.form)
    try:
        with work() as unit:
            save(unit, actor(), now(), member.id, new)
    except InvalidError as error:
        return _page(member, new, error.fields), REFUSED
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
