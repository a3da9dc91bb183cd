"""Phones to try the service with: what members get, and a reply as if one of them had sent it."""

import re
from uuid import uuid4

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.db.models import Member
from app.db.queries import asked
from app.db.queries import phones as queries
from app.db.queries.phone_texts import texts_of
from app.domain.borders import ZONE
from app.domain.errors import NotFoundError
from app.domain.permissions import Act
from app.domain.words import words_of
from app.http.request import actor, now, requires, session, settings, work
from app.services import calls, inbox, keys
from app.services.calling import call_now
from app.services.inbox import Inbound
from app.services.keys import Answered
from app.services.simulation.trouble import own_trouble, trouble_of
from app.services.speech import Next
from app.simulator import bp
from app.simulator.controls import DELAYS, LOSSES, clock_shown

LINK = re.compile(r"https?://\S+")


@bp.get("/phones")
@requires(Act.SEE_POOL)
def phones() -> str:
    """Phones that have got texts, the latest first; a search finds any phone."""
    wanted = request.args.get("q", "").strip()[:40]
    number = max(request.args.get("page", 1, type=int), 1)
    page = queries.phone_page(session(), wanted, number)
    return render_template(
        "simulator/phones.html",
        page=page,
        number=number,
        wanted=wanted,
        zone=ZONE,
        clock=clock_shown(),
        trouble=own_trouble(session(), None),
        losses=LOSSES,
        delays=DELAYS,
        direction_of=lambda tag: words_of(tag).direction,
    )


@bp.get("/phones/<int:member_id>")
@requires(Act.SEE_POOL)
def phone(member_id: int) -> str:
    """One phone with its texts."""
    return _show("simulator/phone.html", member_id)


@bp.get("/phones/<int:member_id>/texts")
@requires(Act.SEE_POOL)
def phone_texts(member_id: int) -> str:
    """The texts alone, for the page to renew itself."""
    return _show("simulator/_texts.html", member_id)


@bp.post("/phones/<int:member_id>/replies")
@requires(Act.ANSWER_ON_BEHALF)
def reply(member_id: int) -> ResponseReturnValue:
    """Send a text from this phone; the page then says what was made of it."""
    body = request.form.get("body", "").strip()
    from_number = _member(member_id).phone
    if body:
        inbound = Inbound(f"SIM-IN-{uuid4().hex}", from_number, body)
        repeats = trouble_of(session(), member_id).repeats
        for _time in range(2 if repeats else 1):
            with work() as unit:
                inbox.receive(unit, now(), inbound)
        if repeats:
            flash(_("The network handed the reply over twice; it counts once."), "info")
    return redirect(url_for("simulator.phone", member_id=member_id), 303)


@bp.post("/phones/<int:member_id>/keys")
@requires(Act.ANSWER_ON_BEHALF)
def press(member_id: int) -> ResponseReturnValue:
    """Press a key in a call; the page then says what the voice answers. A worker may be slow,
    and a simulated phone cannot wait: a yes or a no is done at once."""
    message_id = request.form.get("message", 0, type=int)
    call = Answered(message_id, f"SIM-{message_id}", _member(member_id).phone)
    with work() as unit:
        speech = calls.press(unit, now(), call, request.form.get("key", "")[:1], 1)
        if speech is not None and speech.next is Next.LOOKS:
            speech = keys.do_at_once(unit, now(), call)
    if speech is None:
        raise NotFoundError(_("There is no such call."))
    if speech.next is Next.ASKS:
        flash(" ".join(speech.sentences), "info")
    return redirect(url_for("simulator.phone", member_id=member_id), 303)


@bp.post("/phones/<int:member_id>/calls")
@requires(Act.ANSWER_ON_BEHALF)
def ring(member_id: int) -> ResponseReturnValue:
    """Call this phone about an open offer now, without waiting until it is nearly over."""
    with work() as unit:
        call_now(unit, actor(), now(), request.form.get("offer", 0, type=int))
    return redirect(url_for("simulator.phone", member_id=member_id), 303)


def _member(member_id: int) -> Member:
    found = session().get(Member, member_id)
    if found is None:
        raise NotFoundError(_("There is no such phone."))
    return found


def _show(template: str, member_id: int) -> str:
    words = words_of(_member(member_id).page_language)
    texts = texts_of(session(), member_id)
    return render_template(
        template,
        member=_member(member_id),
        words=words,
        texts=texts,
        called={text.offer for text in texts if text.is_call},
        offers=asked.open_offers_of(session(), [member_id]).get(member_id, []),
        pieces=pieces,
        zone=ZONE,
        clock=clock_shown(),
        trouble=own_trouble(session(), member_id),
        losses=LOSSES,
        delays=DELAYS,
    )


def pieces(body: str) -> list[tuple[str, str]]:
    """A text cut at its links: (words, "") or (words, address). Links of ours become paths, so
    that they open on whatever address the service is looked at."""
    found: list[tuple[str, str]] = []
    end = 0
    for link in LINK.finditer(body):
        found += [(body[end : link.start()], ""), (link[0], _path(link[0]))]
        end = link.end()
    return [*found, (body[end:], "")]


def _path(address: str) -> str:
    return address.removeprefix(settings().public_base_url)
