"""An offer behind its link. To look at it answers nothing: only a pressed button does."""

from functools import partial

from flask import Response, redirect
from flask.typing import ResponseReturnValue

from app.domain.offers import Standing
from app.extensions import csrf
from app.http.request import is_public, now, session
from app.interpreter import bp, link
from app.interpreter.calendar import calendar_of
from app.services import offers as services

# The token of the link is the right to answer, and no cookie adds to it: a CSRF token in a
# cookie would only keep out phones that refuse cookies. ``is_from_own_page`` stands in for it.
csrf.exempt(bp)


@bp.get("/o/<token>")
@is_public
def offer(token: str) -> ResponseReturnValue:
    """How the offer stands now, in the member's language or the one asked for."""
    return link.show("interpreter/offer.html", token)


@bp.get("/o/<token>/decline")
@is_public
def ask_why(token: str) -> ResponseReturnValue:
    """The reasons to choose from; none is needed."""
    return link.show("interpreter/why.html", token, act="decline")


@bp.get("/o/<token>/accept")
@is_public
def offer_again(token: str) -> ResponseReturnValue:
    """The address of an answer opened from the browser's history: it only shows."""
    return redirect(link.address(token))


@bp.get("/o/<token>/calendar.ics")
@is_public
def calendar(token: str) -> ResponseReturnValue:
    """A job that is theirs, to keep in a calendar; of any other its page."""
    found = link.offer_of(token)
    if found is None:
        return link.broken()
    if services.standing_of(session(), found, now()) is not Standing.YOURS:
        return redirect(link.address(token))
    content = calendar_of(found, link.words_for(found), link.links().url(found.id), now())
    answer = Response(content, content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = f"attachment; filename=job-{found.number}.ics"
    answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.post("/o/<token>/accept")
@is_public
def accept(token: str) -> ResponseReturnValue:
    """Yes. Who comes too late reads so at once."""
    return link.answer(token, services.say_yes)


@bp.post("/o/<token>/decline")
@is_public
def decline(token: str) -> ResponseReturnValue:
    """No, with the reason where one was chosen."""
    return link.answer(token, partial(services.decline, reason=link.chosen_reason()))
