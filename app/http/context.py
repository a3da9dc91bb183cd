"""What every page's template gets."""

from typing import Any

from flask import Flask, current_app, request, url_for
from flask_babel import get_locale, lazy_gettext

from app.domain import permissions
from app.domain.actors import Actor
from app.domain.permissions import Act
from app.http.request import TRIAL_SERVER, actor, known_user
from app.http.words import OF_TEMPLATES

#: (endpoint, label, icon, act that opens it), in the order of the menu.
NAVIGATION = (
    ("portal.requests", lazy_gettext("My requests"), "list", Act.FILE_REQUEST),
    ("portal.new_request", lazy_gettext("New request"), "plus", Act.FILE_REQUEST),
    ("dashboard.board", lazy_gettext("Board"), "calendar-days", Act.SEE_POOL),
    ("dashboard.plans", lazy_gettext("Plans"), "route", Act.PLAN),
    ("dashboard.requests", lazy_gettext("Requests"), "list", Act.SEE_POOL),
    ("dashboard.uncovered", lazy_gettext("Uncovered"), "circle-dashed", Act.SEE_POOL),
    ("dashboard.inbox", lazy_gettext("Inbox"), "inbox", Act.SEE_POOL),
    ("dashboard.channels", lazy_gettext("Channels"), "smartphone", Act.MANAGE_CHANNELS),
    ("dashboard.leave", lazy_gettext("Leave"), "calendar-days", Act.DECIDE_LEAVE),
    ("dashboard.imports", lazy_gettext("Import"), "upload", Act.IMPORT),
    ("simulator.phones", lazy_gettext("Phones"), "phone", Act.SEE_POOL),
)


def register(app: Flask) -> None:
    app.context_processor(_context)
    app.jinja_env.globals |= OF_TEMPLATES


def _context() -> dict[str, Any]:
    locale = get_locale()
    return {
        "lang": str(locale).replace("_", "-"),
        "text_dir": locale.text_direction if locale else "ltr",
        "trial_database": current_app.extensions[TRIAL_SERVER] is not None,
        **_of_user(),
    }


def first_page() -> str | None:
    """The address of the first page in the user's menu; None where no page is open to them."""
    items = _menu(actor())
    return items[0]["url"] if items else None


def _of_user() -> dict[str, Any]:
    user = known_user()
    if user is None:
        return {"nav": [], "user": None}
    return {
        "nav": _menu(user.actor),
        "user": {"name": user.display_name, "role": user.role_words},
        "logout_url": url_for("auth.log_out"),
    }


def _menu(who: Actor) -> list[dict[str, Any]]:
    return [
        _item(endpoint, label, icon)
        for endpoint, label, icon, act in NAVIGATION
        if endpoint in current_app.view_functions and permissions.may(who, act)
    ]


def _item(endpoint: str, label: Any, icon: str) -> dict[str, Any]:
    url = url_for(endpoint)
    return {
        "url": url,
        "label": str(label),
        "icon": icon,
        "current": request.endpoint == endpoint,
        "around": request.path.startswith(f"{url}/"),
    }
