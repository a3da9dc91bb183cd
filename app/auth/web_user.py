"""The logged-in user as Flask-Login and the pages know one."""

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import UserMixin

from app.auth.next_page import safe_page
from app.domain.actors import Actor
from app.domain.vocabulary import UserRole
from app.extensions import login_manager
from app.http.errors import problem, wants_json
from app.http.request import real_now, work
from app.services import logins
from app.services.logins import LoggedIn


class WebUser(UserMixin):  # type: ignore[misc]  # the library has no types
    """Flask-Login keeps the token in the browser's signed cookie and gives it back to us."""

    def __init__(self, token: str, login: LoggedIn) -> None:
        self.token = token
        self.actor: Actor = login.actor
        self.display_name = login.display_name
        self.page_language = login.page_language
        self._authority_name = login.authority_name

    def get_id(self) -> str:
        return self.token

    @property
    def role_words(self) -> str:
        """The roles in the language of the page, with the office or the countries."""
        roles = self.actor.roles
        words = []
        if UserRole.OFFICER in roles:
            words.append(_("Officer, %(authority)s", authority=self._authority_name))
        if UserRole.COORDINATOR in roles:
            countries = ", ".join(sorted(self.actor.countries))
            words.append(_("Coordinator, %(countries)s", countries=countries))
        if UserRole.ADMINISTRATOR in roles:
            words.append(_("Administrator"))
        return "; ".join(words)


def load_user(token: str) -> WebUser | None:
    with work() as session:
        login = logins.resume(session, real_now(), token)
    return WebUser(token, login) if login else None


def ask_to_log_in() -> ResponseReturnValue:
    """The log-in form, and afterwards the page that was asked for."""
    wanted = safe_page(request.full_path.rstrip("?")) if request.method == "GET" else None
    if wants_json():
        return problem(401, _("Log in first."))
    if request.headers.get("HX-Request"):
        return Response(status=401, headers={"HX-Redirect": url_for("auth.log_in")})
    return redirect(url_for("auth.log_in", next=wanted))


login_manager.user_loader(load_user)
login_manager.unauthorized_handler(ask_to_log_in)
