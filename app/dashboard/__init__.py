"""The coordinator's pages."""

from flask import Blueprint

bp = Blueprint("dashboard", __name__)

from app.dashboard import (  # noqa: E402, F401 - bind their views
    board,
    channels,
    contact,
    disruptions,
    imports,
    inbox,
    leave,
    plan_runs,
    plans,
    request_list,
    requests,
    searches,
    seats,
    uncovered,
)
