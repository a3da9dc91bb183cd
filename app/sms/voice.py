"""What the provider calls while a phone rings, is answered, and keys are pressed."""

from http import HTTPStatus

from flask import Blueprint, Response, abort, request

from app.adapters.sms.signature import status_of_call
from app.extensions import csrf
from app.http.request import is_public, now, settings, work
from app.services import calls, keys
from app.services.keys import Answered
from app.services.receipts import record_receipt
from app.services.speech import Next, Speech
from app.sms.checks import LARGEST_ID, call_reference, field, require_provider, taken
from app.sms.twiml import said_in_call

bp = Blueprint("voice", __name__, url_prefix="/voice")
# The signature says who calls, as for texts.
csrf.exempt(bp)

LONGEST_NUMBER, LONGEST_WORD, MOST_ROUNDS = 40, 20, 9


@bp.post("/offer/<int:message_id>")
@is_public
def answered(message_id: int) -> Response:
    """The phone is answered: say what the call is about."""
    call = _call(message_id)
    with work() as session:
        speech = calls.begin(session, now(), call)
    return _say(speech, message_id, 1)


@bp.post("/key/<int:message_id>")
@is_public
def key(message_id: int) -> Response:
    """A key was pressed, or none: a yes or a no is kept for a job to do at once."""
    call, round_ = _call(message_id), _round()
    pressed = request.form.get("Digits", "")[:1]
    with work() as session:
        speech = calls.press(session, now(), call, pressed, round_)
    looks = speech is not None and speech.next is Next.LOOKS
    return _say(speech, message_id, 1 if looks else round_ + 1)


@bp.post("/outcome/<int:message_id>")
@is_public
def outcome(message_id: int) -> Response:
    """Say what came of a key, or look again in a moment."""
    call, round_ = _call(message_id), _round()
    with work() as session:
        speech = keys.outcome(session, now(), call, round_)
    return _say(speech, message_id, round_ + 1)


@bp.post("/status/<int:message_id>")
@is_public
def status(message_id: int) -> Response:
    """Keep what became of a call; 404 when it is none of ours."""
    require_provider("From")
    word = field("CallStatus", LONGEST_WORD)
    ref, said = call_reference(), status_of_call(word)
    if said is None or message_id > LARGEST_ID:
        abort(HTTPStatus.BAD_REQUEST)
    code = word if word in ("busy", "no-answer", "failed", "canceled") else ""
    with work() as session:
        if not record_receipt(session, now(), message_id, ref, said, code):
            abort(HTTPStatus.NOT_FOUND)
    return taken()


def _call(message_id: int) -> Answered:
    require_provider("From")
    if message_id > LARGEST_ID:
        abort(HTTPStatus.BAD_REQUEST)
    return Answered(message_id, call_reference(), field("To", LONGEST_NUMBER))


def _round() -> int:
    return min(max(request.args.get("round", 1, type=int), 1), MOST_ROUNDS)


def _say(speech: Speech | None, message_id: int, next_round: int) -> Response:
    if speech is None:
        abort(HTTPStatus.NOT_FOUND)
    what = "outcome" if speech.next is Next.LOOKS else "key"
    address = f"{settings().public_base_url}/voice/{what}/{message_id}?round={next_round}"
    return Response(said_in_call(speech, address), mimetype="text/xml")
