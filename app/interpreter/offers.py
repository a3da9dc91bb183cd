"""An offer behind its link. To look at it answers nothing: only a pressed button does."""

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Response, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.db.models import Offer
from app.db.queries import offers as queries
from app.domain import actors
from app.domain.errors import ConflictError, ForbiddenError
from app.domain.links import OfferLinks
from app.domain.offers import Standing
from app.domain.sms_text import voice_of
from app.domain.vocabulary import Channel, DeclineReason
from app.domain.words import LANGUAGES, Words
from app.extensions import csrf
from app.http.request import is_public, now, session, settings, work
from app.interpreter import bp
from app.interpreter.calendar import calendar_of
from app.interpreter.origin import is_from_own_page
from app.interpreter.page import offer_page
from app.services import offers as services

# The token of the link is the right to answer, and no cookie adds to it: a CSRF token in a
# cookie would only keep out phones that refuse cookies. ``is_from_own_page`` stands in for it.
csrf.exempt(bp)


@bp.get("/o/<token>")
@is_public
def offer(token: str) -> ResponseReturnValue:
    """How the offer stands now, in the member's language or the one asked for."""
    return _show("interpreter/offer.html", token)


@bp.get("/o/<token>/decline")
@is_public
def ask_why(token: str) -> ResponseReturnValue:
    """The reasons to choose from; none is needed."""
    return _show("interpreter/decline.html", token)


@bp.get("/o/<token>/accept")
@is_public
def offer_again(token: str) -> ResponseReturnValue:
    """The address of an answer opened from the browser's history: it only shows."""
    return redirect(_address(token))


@bp.get("/o/<token>/calendar.ics")
@is_public
def calendar(token: str) -> ResponseReturnValue:
    """A job that is theirs, to keep in a calendar; of any other its page."""
    offer_id = _offer_id(token)
    found = queries.offer_with_parts(session(), offer_id) if offer_id else None
    if found is None:
        return _broken()
    if services.standing_of(session(), found, now()) is not Standing.YOURS:
        return redirect(_address(token))
    links = OfferLinks(settings().secret_key, settings().public_base_url)
    content = calendar_of(found, _words(found), links.url(found.id), now())
    answer = Response(content, content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = f"attachment; filename=job-{found.number}.ics"
    answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.post("/o/<token>/accept")
@is_public
def accept(token: str) -> ResponseReturnValue:
    """Yes. Who comes too late reads so at once."""
    return _answer(token, services.accept)


@bp.post("/o/<token>/decline")
@is_public
def decline(token: str) -> ResponseReturnValue:
    """No, with the reason where one was chosen."""
    chosen = request.form.get("reason", "")
    reason = DeclineReason(chosen) if chosen in set(DeclineReason) else None
    return _answer(token, partial(services.decline, reason=reason))


def _answer(token: str, act: Callable[..., Any]) -> ResponseReturnValue:
    if not is_from_own_page():
        raise ForbiddenError(_("Open the link of the text again and answer there."))
    offer_id = _offer_id(token)
    asked = session().get(Offer, offer_id) if offer_id else None
    if asked is None:
        return _broken()
    who = actors.member(asked.member_id, Channel.LINK)
    try:
        with work() as unit:
            act(unit, who, now(), asked.id)
    except ConflictError:
        return _show("interpreter/offer.html", token, 409)
    return redirect(_address(token), 303)


def _offer_id(token: str) -> int | None:
    return OfferLinks(settings().secret_key, settings().public_base_url).offer_id(token)


def _address(token: str) -> str:
    return url_for("interpreter.offer", token=token, lang=request.args.get("lang"))


def _show(template: str, token: str, status: int = 200) -> ResponseReturnValue:
    offer_id = _offer_id(token)
    found = queries.offer_with_parts(session(), offer_id) if offer_id else None
    if found is None:
        return _broken()
    words = _words(found)
    g.page_language = words.cldr
    page = offer_page(session(), found, words, now())
    html = render_template(
        template,
        page=page,
        token=token,
        words=words,
        languages_of_pages=LANGUAGES,
        lang=words.tag,
        text_dir=words.direction,
        chosen=request.args.get("lang"),
    )
    return html, status


def _words(found: Offer) -> Words:
    """Those of the language asked for, else the member's own."""
    wanted = request.args.get("lang")
    member = found.assignment.member
    own = voice_of(member.page_language, member.sms_script).words
    return next((words for words in LANGUAGES if words.tag == wanted), own)


def _broken() -> ResponseReturnValue:
    """Whose link it was is not known, nor their language: all are there."""
    return render_template("interpreter/broken.html", languages_of_pages=LANGUAGES), 404
