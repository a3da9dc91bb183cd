"""What every page behind a link shares: whose it is, in which words, and how an answer is taken."""

from collections.abc import Callable
from typing import Any

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.db.models import Offer
from app.db.queries import offers as queries
from app.domain import actors
from app.domain.errors import ConflictError, ForbiddenError
from app.domain.links import OfferLinks
from app.domain.sms_text import voice_of
from app.domain.vocabulary import Channel, DeclineReason
from app.domain.words import LANGUAGES, Words
from app.http.request import now, session, settings, work
from app.interpreter.origin import is_from_own_page
from app.interpreter.page import offer_page


def links() -> OfferLinks:
    return OfferLinks(settings().secret_key, settings().public_base_url)


def offer_of(token: str) -> Offer | None:
    """The offer of a link, with all that hangs on it."""
    offer_id = links().offer_id(token)
    return queries.offer_with_parts(session(), offer_id) if offer_id else None


def address(token: str) -> str:
    """The offer's own page, in the language that was asked for."""
    return url_for("interpreter.offer", token=token, lang=request.args.get("lang"))


def words_for(found: Offer) -> Words:
    """Those of the language asked for, else the member's own."""
    wanted = request.args.get("lang")
    member = found.assignment.member
    own = voice_of(member.page_language, member.sms_script).words
    return next((words for words in LANGUAGES if words.tag == wanted), own)


def render(template: str, token: str, words: Words, **values: Any) -> str:
    """A page in these words."""
    g.page_language = words.cldr
    return render_template(
        template,
        token=token,
        words=words,
        languages_of_pages=LANGUAGES,
        lang=words.tag,
        text_dir=words.direction,
        chosen=request.args.get("lang"),
        **values,
    )


def show(template: str, token: str, status: int = 200, **values: Any) -> ResponseReturnValue:
    """A page about the link's offer."""
    found = offer_of(token)
    if found is None:
        return broken()
    words = words_for(found)
    page = offer_page(session(), found, words, now())
    return render(template, token, words, page=page, **values), status


def answer(token: str, act: Callable[..., Any]) -> ResponseReturnValue:
    """Do what the member's button says; one that cannot be done any more shows how it stands."""
    if not is_from_own_page():
        raise ForbiddenError(_("Open the link of the text again and answer there."))
    offer_id = links().offer_id(token)
    asked = session().get(Offer, offer_id) if offer_id else None
    if asked is None:
        return broken()
    who = actors.member(asked.member_id, Channel.LINK)
    try:
        with work() as unit:
            answered = act(unit, who, now(), asked.id)
            # A late yes is a new offer, with a page of its own.
            is_new = isinstance(answered, Offer) and answered.id != asked.id
            shown = links().token(answered.id) if is_new else token
    except ConflictError:
        return show("interpreter/offer.html", token, 409)
    return redirect(address(shown), 303)


def chosen_reason() -> DeclineReason | None:
    """The reason of the form; none is needed."""
    chosen = request.form.get("reason", "")
    return DeclineReason(chosen) if chosen in set(DeclineReason) else None


def broken() -> ResponseReturnValue:
    """Whose link it was is not known, nor their language: all are there."""
    return render_template("interpreter/broken.html", languages_of_pages=LANGUAGES), 404
