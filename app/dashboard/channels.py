"""How members are reached: what works with which numbers, limits of spending, the providers."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.adapters.sms import gateways_of
from app.dashboard import bp
from app.dashboard.channel_forms import capability_from, cents, euros, policy_from
from app.db.models import NumberCapability
from app.db.queries import delivery as queries
from app.domain.errors import ConflictError, InvalidError, NotFoundError
from app.domain.numbers import Capability
from app.domain.permissions import Act
from app.domain.said import said
from app.http.request import actor, now, requires, session, settings, work
from app.http.saying import translated
from app.services import delivery as services

REFUSED = 422


@bp.get("/channels")
@requires(Act.MANAGE_CHANNELS)
def channels() -> str:
    """The table of numbers, the policy, and how the providers fare."""
    return _page(queries.policy(session()), {})


@bp.post("/channels/policy")
@requires(Act.MANAGE_CHANNELS)
def save_policy() -> ResponseReturnValue:
    """Set the limits, the calls and the failover."""
    new = policy_from(request.form)
    try:
        with work() as unit:
            services.save_policy(unit, actor(), now(), new)
    except InvalidError as error:
        return _page(new, error.fields), REFUSED
    flash(_("The settings are saved."), "good")
    return redirect(url_for("dashboard.channels"), 303)


@bp.get("/channels/numbers/new")
@requires(Act.MANAGE_CHANNELS)
def new_numbers() -> str:
    """A form for an operator's prefix, or another country."""
    return _form(Capability(country=""), None, {})


@bp.get("/channels/numbers/<int:row_id>")
@requires(Act.MANAGE_CHANNELS)
def numbers(row_id: int) -> str:
    """A form with one row of the table."""
    return _form(_row(row_id), row_id, {})


@bp.post("/channels/numbers/new")
@bp.post("/channels/numbers/<int:row_id>")
@requires(Act.MANAGE_CHANNELS)
def save_numbers(row_id: int | None = None) -> ResponseReturnValue:
    """Save the row, or show what is wrong with it."""
    new = capability_from(request.form)
    try:
        with work() as unit:
            services.save_capability(unit, actor(), now(), new, row_id)
    except (InvalidError, ConflictError) as error:
        return _form(new, row_id, error.fields), REFUSED
    flash(_("The row is saved; the next message goes by it."), "good")
    return redirect(url_for("dashboard.channels"), 303)


@bp.post("/channels/numbers/<int:row_id>/remove")
@requires(Act.MANAGE_CHANNELS)
def remove_numbers(row_id: int) -> ResponseReturnValue:
    """Take the row out of the table."""
    try:
        with work() as unit:
            services.remove_capability(unit, actor(), now(), row_id)
        flash(_("The row is gone; its numbers go by their country's."), "good")
    except ConflictError as error:
        flash(translated(error.message), "bad")
    return redirect(url_for("dashboard.channels"), 303)


def _row(row_id: int) -> NumberCapability:
    row = session().get(NumberCapability, row_id)
    if row is None:
        raise NotFoundError(said("There is no such row."))
    return row


def _page(policy: Any, errors: Any) -> str:
    return render_template(
        "dashboard/channels.html",
        rows=queries.number_rows(session()),
        policy=policy,
        errors={name: translated(text) for name, text in errors.items()},
        cents=cents,
        euros=euros,
        providers=[gateway.name for gateway in gateways_of(settings())],
        health=queries.provider_healths(session()),
        now=now(),
    )


def _form(row: Any, row_id: int | None, errors: Any) -> str:
    return render_template(
        "dashboard/numbers.html",
        row=row,
        row_id=row_id,
        errors={name: translated(text) for name, text in errors.items()},
        cents=cents,
    )
