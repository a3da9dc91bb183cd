"""Members' phones, where no provider carries texts to real ones."""

from flask import Blueprint

bp = Blueprint("simulator", __name__)

from app.simulator import controls, phones  # noqa: E402, F401 - bind its views
