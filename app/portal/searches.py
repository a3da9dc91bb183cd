"""What a search asks of an officer: to agree, or not."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.domain.errors import InvalidError
from app.domain.permissions import Act
from app.http.request import actor, now, requires, work
from app.portal import bp
from app.services import ladder


@bp.post("/my-requests/<int:number>/search-steps/<int:step_id>/agree")
@requires(Act.CANCEL_REQUEST)
def agree_to_step(number: int, step_id: int) -> ResponseReturnValue:
    try:
        with work() as unit:
            ladder.agree(unit, actor(), now(), step_id, request.form.get("reason", ""))
    except InvalidError as error:
        flash(error.message, "bad")
        return redirect(url_for("portal.request", number=number), 303)
    flash(_("Thank you; the search goes on with it."), "good")
    return redirect(url_for("portal.request", number=number), 303)


@bp.post("/my-requests/<int:number>/search-steps/<int:step_id>/refuse")
@requires(Act.CANCEL_REQUEST)
def refuse_step(number: int, step_id: int) -> ResponseReturnValue:
    with work() as unit:
        ladder.refuse(unit, actor(), now(), step_id)
    flash(_("Thank you; the search goes on without it."), "info")
    return redirect(url_for("portal.request", number=number), 303)
