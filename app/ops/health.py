"""`/healthz`: the process is alive. `/readyz`: it can do its work."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.http.request import is_public, session
from app.ops.readiness import find_faults

blueprint = Blueprint("ops", __name__)
PARTS = ("database", "migrations", "reference", "worker", "clock")
NO_STORE = {"Cache-Control": "no-store"}


@blueprint.get("/healthz")
@is_public
def show_health() -> ResponseReturnValue:
    """200 for as long as the process answers at all."""
    return {"status": "alive"}, 200, NO_STORE


@blueprint.get("/readyz")
@is_public
def show_readiness() -> ResponseReturnValue:
    """200 when every part works, else 503 with `faults` naming those that do not."""
    faults = find_faults(session())
    if faults:
        return {"status": "not ready", "faults": faults}, 503, NO_STORE
    return {"status": "ready", "parts": PARTS}, 200, NO_STORE
