"""The coordinator's pages."""

from flask import Blueprint

bp = Blueprint("dashboard", __name__)
