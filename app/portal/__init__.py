"""The officer's pages: ask for an interpreter, see who comes, cancel."""

from flask import Blueprint

bp = Blueprint("portal", __name__)

from app.portal import (  # noqa: E402, F401 - bind their views
    asking,
    day,
    request_list,
    requests,
    searches,
)
