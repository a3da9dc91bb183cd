"""`/healthz`: the process is alive. `/readyz`: it can do its work."""

from flask import Blueprint, current_app
from flask.typing import ResponseReturnValue

from app.ops.readiness import find_faults

blueprint = Blueprint("ops", __name__)
PARTS = ("database", "migrations", "worker", "clock")
NO_STORE = {"Cache-Control": "no-store"}


@blueprint.get("/healthz")
def show_health() -> ResponseReturnValue:
    """200 for as long as the process answers at all."""
    return {"status": "alive"}, 200, NO_STORE


@blueprint.get("/readyz")
def show_readiness() -> ResponseReturnValue:
    """200 when every part works, else 503 with `faults` naming those that do not."""
    with current_app.extensions["sqlalchemy"].session() as session:
        faults = find_faults(session)
    if faults:
        return {"status": "not ready", "faults": faults}, 503, NO_STORE
    return {"status": "ready", "parts": PARTS}, 200, NO_STORE
