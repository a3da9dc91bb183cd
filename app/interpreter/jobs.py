"""All that a member has coming, from any of their links that is not too old."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.db.models import Offer
from app.db.queries.coming import jobs_of_member
from app.domain.states import OfferState
from app.domain.words import Words
from app.http.request import is_public, now, session
from app.interpreter import bp, link, wording
from app.interpreter.page import is_kept, where, zone_of

#: The soonest jobs alone are listed: a slow line carries so many.
MOST = 16


@dataclass(frozen=True)
class JobCard:
    """One job of the list; ``answer_until`` is None for one that is theirs already."""

    name: str
    address: str
    when: Markup
    where: Markup
    how: str
    answer_until: Markup | None


@bp.get("/o/<token>/jobs")
@is_public
def jobs(token: str) -> ResponseReturnValue:
    """The coming jobs of the link's member; an old link leads to its own page."""
    found = link.offer_of(token)
    if found is None:
        return link.broken()
    if not is_kept(found.assignment, now()):
        return redirect(link.address(token))
    words = link.words_for(found)
    coming = jobs_of_member(session(), found.member_id, now(), MOST)
    return link.render(
        "interpreter/jobs.html",
        token,
        words,
        theirs=_cards([each for each in coming if each.state is OfferState.ACCEPTED], words),
        asked=_cards([each for each in coming if each.state is not OfferState.ACCEPTED], words),
    )


def _cards(offers: Sequence[Offer], words: Words) -> list[JobCard]:
    return [_card(offer, words, now()) for offer in offers]


def _card(offer: Offer, words: Words, moment: datetime) -> JobCard:
    assignment, is_theirs = offer.assignment, offer.state is OfferState.ACCEPTED
    zone = zone_of(assignment)
    span = assignment.span
    deadline = wording.moment(words, offer.expires_at.astimezone(zone))
    own = link.links().token(offer.id)
    return JobCard(
        name=words.sms.job.format(number=offer.number),
        address=url_for("interpreter.offer", token=own, lang=request.args.get("lang")),
        when=wording.period(words, span.start.astimezone(zone), span.end.astimezone(zone)),
        where=where(assignment, words, moment, is_theirs=is_theirs),
        how=words.modalities[assignment.modality],
        answer_until=None if is_theirs else _until(words, deadline),
    )


def _until(words: Words, deadline: Markup) -> Markup:
    return wording.filled(words.page.answer_until, deadline=deadline)
