"""Asking for an interpreter: one page, with what the policy allows shown as one chooses."""

from flask import Response, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.db.models import Authority
from app.db.queries import choices
from app.domain.errors import ForbiddenError, InvalidError
from app.domain.permissions import Act
from app.http.request import actor, now, requires, session, work
from app.portal import bp
from app.portal.filling import fill
from app.portal.forms import RequestForm
from app.services import requests

#: What the form sends when it only wants to know what its choices allow.
LOOK = "look"


@bp.get("/my-requests/new")
@requires(Act.FILE_REQUEST)
def new_request() -> ResponseReturnValue:
    return _show(RequestForm(), _office())


@bp.post("/my-requests/new")
@requires(Act.FILE_REQUEST)
def file_request() -> ResponseReturnValue:
    form = RequestForm()
    office = _office()
    if request.form.get("step") == LOOK:
        return _show(form, office)
    fill(session(), form, office, now().date(), sent=True)
    if not form.validate():
        return _show(form, office, 422)
    try:
        with work() as unit:
            filed = requests.file_request(unit, actor(), now(), form.new_request(office.id))
    except InvalidError as error:
        form.show_faults(error.fields)
        return _show(form, office, 422)
    flash(_("Request %(number)s is filed.", number=filed.number), "good")
    return redirect(url_for("portal.request", number=filed.number))


def _office() -> Authority:
    authority_id = actor().authority_id
    if authority_id is None:
        raise ForbiddenError(_("Your account belongs to no authority."))
    return choices.authority_in_full(session(), authority_id)


def _show(form: RequestForm, office: Authority, status: int = 200) -> Response:
    sent = request.method == "POST" and request.form.get("step") != LOOK
    filled = fill(session(), form, office, now().date(), sent=sent)
    page = render_template("portal/new_request.html", form=form, office=office, filled=filled)
    return make_response(page, status)
