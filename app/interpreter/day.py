"""On the day, behind the same link: late, there, begun, and what keeps it from taking place."""

from functools import partial

from flask import redirect, request
from flask.typing import ResponseReturnValue

from app.domain.on_the_day import LATE_CHOICES
from app.domain.outcomes import CHOICES
from app.domain.vocabulary import ActorKind, Outcome
from app.http.request import is_public
from app.interpreter import bp, link
from app.services import on_the_day as services


@bp.get("/o/<token>/late")
@is_public
def ask_how_late(token: str) -> ResponseReturnValue:
    """By how many minutes."""
    return link.show("interpreter/late.html", token, choices=LATE_CHOICES)


@bp.post("/o/<token>/late")
@is_public
def say_late(token: str) -> ResponseReturnValue:
    """They will be late; who has not chosen by how much is asked again."""
    minutes = request.form.get("minutes", type=int)
    if minutes not in LATE_CHOICES:
        return ask_how_late(token)
    return link.answer(token, partial(services.say_late, minutes=minutes))


@bp.get("/o/<token>/arrived", endpoint="arrived_again")
@bp.get("/o/<token>/begun", endpoint="begun_again")
@is_public
def said_again(token: str) -> ResponseReturnValue:
    """The address of an answer opened from the browser's history: it only shows."""
    return redirect(link.address(token))


@bp.post("/o/<token>/arrived")
@is_public
def arrived(token: str) -> ResponseReturnValue:
    """They are there."""
    return link.answer(token, services.arrive)


@bp.post("/o/<token>/begun")
@is_public
def begun(token: str) -> ResponseReturnValue:
    """The session has begun."""
    return link.answer(token, services.begin)


@bp.get("/o/<token>/problem")
@is_public
def ask_what_is_wrong(token: str) -> ResponseReturnValue:
    """What keeps the session from taking place."""
    return link.show("interpreter/problem.html", token)


@bp.post("/o/<token>/problem")
@is_public
def report_problem(token: str) -> ResponseReturnValue:
    """The session does not take place, for this reason."""
    chosen = request.form.get("outcome", "")
    if chosen not in CHOICES[ActorKind.MEMBER]:
        return ask_what_is_wrong(token)
    return link.answer(token, partial(services.report, outcome=Outcome(chosen)))
