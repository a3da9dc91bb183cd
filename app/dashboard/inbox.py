"""The inbox: members' texts that a person has to read, and offers answered on their behalf."""

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.auth.next_page import safe_page
from app.dashboard import bp
from app.dashboard.failure_words import WORDS
from app.db.queries import asked, delivery, messages, undelivered
from app.domain.borders import ZONE
from app.domain.errors import ConflictError
from app.domain.permissions import Act
from app.domain.vocabulary import Channel, DeclineReason
from app.http.request import actor, now, requires, session, work
from app.http.saying import translated
from app.services import inbox as services
from app.services import offers

#: Texts shown of each kind.
MOST_UNCLEAR, MOST_SETTLED = 100, 30
#: Messages shown that are held, or did not arrive.
MOST_HELD, MOST_LOST = 50, 50

REASONS = {
    DeclineReason.BUSY: _l("busy"),
    DeclineReason.TOO_FAR: _l("too far"),
    DeclineReason.ILL: _l("ill"),
    DeclineReason.CONFLICT: _l("conflict of interest"),
    DeclineReason.WELLBEING: _l("own wellbeing"),
    DeclineReason.OTHER: _l("another reason"),
}
CHANNELS = {
    Channel.LINK: _l("by link"),
    Channel.SMS: _l("by SMS"),
    Channel.VOICE: _l("by phone call"),
    Channel.ON_BEHALF: _l("through a coordinator"),
}


@bp.get("/inbox")
@requires(Act.SEE_POOL)
def inbox() -> str:
    """What nobody has understood yet, then what was settled lately."""
    unclear = messages.unclear_replies(session(), MOST_UNCLEAR)
    members = {row.member_id for row in unclear if row.member_id is not None}
    return render_template(
        "dashboard/inbox.html",
        unclear=unclear,
        settled=messages.settled_replies(session(), MOST_SETTLED),
        open_offers=asked.open_offers_of(session(), members),
        decline_reasons=REASONS,
        opted_out=delivery.opted_out(session(), {row.from_number for row in unclear}),
        held=undelivered.held_messages(session(), MOST_HELD),
        lost=undelivered.lost_messages(session(), now(), MOST_LOST),
        zone=ZONE,
        **WORDS,
    )


@bp.post("/inbox/<int:message_id>/handled")
@requires(Act.ANSWER_ON_BEHALF)
def handle_text(message_id: int) -> ResponseReturnValue:
    """Take a text off the list."""
    with work() as unit:
        services.mark_handled(unit, actor(), now(), message_id)
    flash(_("The text is off the list."), "good")
    return redirect(url_for("dashboard.inbox"), 303)


@bp.post("/offers/<int:offer_id>/accept")
@requires(Act.ANSWER_ON_BEHALF)
def accept_offer(offer_id: int) -> ResponseReturnValue:
    """Yes, as the member has told the coordinator."""
    return _answer(offer_id, offers.accept, _("The yes is noted; the member gets a text."))


@bp.post("/offers/<int:offer_id>/decline")
@requires(Act.ANSWER_ON_BEHALF)
def decline_offer(offer_id: int) -> ResponseReturnValue:
    """No, with the reason where the member gave one."""
    chosen = request.form.get("reason", "")
    reason = DeclineReason(chosen) if chosen in set(DeclineReason) else None
    decline = partial(offers.decline, reason=reason)
    return _answer(offer_id, decline, _("The no is noted; the seat is free again."))


def _answer(offer_id: int, act: Callable[..., Any], done: str) -> ResponseReturnValue:
    """Answer, and take the text that said so off the list; both or neither."""
    message_id = request.form.get("message", type=int)
    try:
        with work() as unit:
            act(unit, actor(), now(), offer_id)
            if message_id is not None:
                services.mark_handled(unit, actor(), now(), message_id)
        flash(done, "good")
    except ConflictError as error:
        flash(translated(error.message), "bad")
    return redirect(safe_page(request.form.get("back")) or url_for("dashboard.inbox"), 303)
