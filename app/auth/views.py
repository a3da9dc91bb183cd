"""Log in, log out, and `/`."""

import math
from datetime import datetime

from flask import (
    Blueprint,
    Response,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user, login_user, logout_user

from app.auth.forms import LogInForm
from app.auth.next_page import safe_page
from app.auth.web_user import load_user
from app.db.queries import accounts as queries
from app.http.context import first_page
from app.http.request import actor, is_public, real_now, session, settings, work
from app.services import logins
from app.services.logins import Attempt

bp = Blueprint("auth", __name__)


@bp.get("/")
@is_public
def home() -> ResponseReturnValue:
    """One's own first page, or the way in."""
    if not current_user.is_authenticated:
        return redirect(url_for("auth.log_in"))
    page = first_page()
    return redirect(page) if page else render_template("auth/home.html")


@bp.get("/log-in")
@is_public
def log_in() -> ResponseReturnValue:
    wanted = safe_page(request.args.get("next"))
    if current_user.is_authenticated:
        return redirect(wanted or url_for("auth.home"))
    return _show(LogInForm(next=wanted))


@bp.post("/log-in")
@is_public
def try_log_in() -> ResponseReturnValue:
    form = LogInForm()
    if not form.validate_on_submit():
        return _show(form, 422)
    with work() as unit:
        outcome = logins.log_in(unit, real_now(), _attempt(form))
    if outcome.token:
        return _enter(outcome.token, safe_page(form.next.data))
    if outcome.again_at:
        return _show_wait(form, outcome.again_at)
    return _show(form, 422, _("The username or the password is wrong."))


def _attempt(form: LogInForm) -> Attempt:
    return Attempt(
        username=str(form.username.data),
        password=str(form.password.data),
        address=request.remote_addr or "unknown",
        secret=settings().secret_key,
    )


def _enter(token: str, wanted: str | None) -> ResponseReturnValue:
    """A fresh cookie: nothing that was in it before the log-in is trusted after it."""
    cookie.clear()
    login_user(load_user(token))
    return redirect(wanted or url_for("auth.home"))


def _show(form: LogInForm, status: int = 200, refusal: str = "") -> Response:
    page = render_template(
        "auth/log_in.html",
        form=form,
        refusal=refusal,
        nobody=not queries.has_users(session()),
    )
    return make_response(page, status)


def _show_wait(form: LogInForm, again_at: datetime) -> Response:
    seconds = max(1, math.ceil((again_at - real_now()).total_seconds()))
    minutes = math.ceil(seconds / 60)
    refusal = ngettext(
        "Too many failed attempts. Try again in %(num)s minute.",
        "Too many failed attempts. Try again in %(num)s minutes.",
        minutes,
    )
    answer = _show(form, 429, refusal)
    answer.headers["Retry-After"] = str(seconds)
    return answer


@bp.post("/log-out")
@is_public
def log_out() -> ResponseReturnValue:
    if current_user.is_authenticated:
        with work() as unit:
            logins.log_out(unit, actor(), real_now(), current_user.token)
        logout_user()
    cookie.clear()
    flash(_("You are logged out."), "good")
    return redirect(url_for("auth.log_in"))
