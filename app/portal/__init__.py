"""The officer's pages: ask for an interpreter, see who comes, cancel."""

from flask import Blueprint

bp = Blueprint("portal", __name__)

from app.portal import asking, day, requests, searches  # noqa: E402, F401 - bind their views
