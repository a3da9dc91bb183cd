"""After a yes, behind the same link: I am on my way, I cannot come."""

from functools import partial

from flask import redirect
from flask.typing import ResponseReturnValue

from app.http.request import is_public
from app.interpreter import bp, link
from app.services import offers as services
from app.services import on_the_day


@bp.get("/o/<token>/give-back")
@is_public
def ask_why_back(token: str) -> ResponseReturnValue:
    """The reasons to choose from; none is needed."""
    return link.show("interpreter/why.html", token, act="give_back")


@bp.post("/o/<token>/give-back")
@is_public
def give_back(token: str) -> ResponseReturnValue:
    """They cannot come after all."""
    return link.answer(token, partial(services.give_back, reason=link.chosen_reason()))


@bp.get("/o/<token>/on-my-way")
@is_public
def on_my_way_again(token: str) -> ResponseReturnValue:
    """The address of an answer opened from the browser's history: it only shows."""
    return redirect(link.address(token))


@bp.post("/o/<token>/on-my-way")
@is_public
def on_my_way(token: str) -> ResponseReturnValue:
    """They have set out, or are ready."""
    return link.answer(token, on_the_day.set_out)
