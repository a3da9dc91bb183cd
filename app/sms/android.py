"""What the phone that is our second provider calls: texts that came to it, and receipts."""

import hashlib
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, abort, request

from app.adapters.sms import android_signature as signature
from app.domain.messages import ProviderStatus
from app.extensions import csrf
from app.http.request import is_public, now, settings, work
from app.services import inbox
from app.services.inbox import Inbound
from app.services.receipts import record_receipt

bp = Blueprint("android", __name__, url_prefix="/sms")
# The signature says who calls.
csrf.exempt(bp)

LONGEST_BODY, LONGEST_TEXT, LONGEST_NUMBER = 100_000, 10_000, 40
RECEIPTS = {
    "sms:sent": ProviderStatus.SENT,
    "sms:delivered": ProviderStatus.DELIVERED,
    "sms:failed": ProviderStatus.FAILED,
    "sms:cancelled": ProviderStatus.FAILED,
}


@bp.post("/android")
@is_public
def android() -> Response:
    """Keep a text or a receipt; a repeated call changes nothing, other events are not ours."""
    _require_phone()
    event, payload = _event()
    if event == "sms:received":
        _receive(payload)
    elif event in RECEIPTS:
        _record(RECEIPTS[event], payload)
    return Response(status=HTTPStatus.NO_CONTENT)


def _require_phone() -> None:
    """Answer 404 where no phone is configured, 403 to anybody but it."""
    phone = settings().android
    if phone is None:
        abort(HTTPStatus.NOT_FOUND)
    if (request.content_length or 0) > LONGEST_BODY:
        abort(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    stamp = request.headers.get(signature.TIMESTAMP, "")
    signed = request.headers.get(signature.SIGNATURE, "")
    if not signature.is_signed(phone, request.get_data(), stamp, signed, now()):
        abort(HTTPStatus.FORBIDDEN)


def _event() -> tuple[str, dict[str, Any]]:
    document = request.get_json(silent=True, force=True)
    if not isinstance(document, dict) or not isinstance(document.get("payload"), dict):
        abort(HTTPStatus.BAD_REQUEST)
    return str(document.get("event")), document["payload"]


def _receive(payload: dict[str, Any]) -> None:
    sender = _text(payload, "sender", "phoneNumber", longest=LONGEST_NUMBER)
    body = _text(payload, "message", longest=LONGEST_TEXT)
    came_at = _text(payload, "receivedAt", longest=LONGEST_NUMBER)
    # The phone's own id is made from the words alone, so the same words twice would be one text.
    digest = hashlib.sha256(f"{sender}\n{came_at}\n{body}".encode()).hexdigest()
    with work() as session:
        inbox.keep(session, now(), Inbound(f"AG{digest[:32]}", sender, body))


def _record(status: ProviderStatus, payload: dict[str, Any]) -> None:
    ref = _text(payload, "messageId", longest=LONGEST_NUMBER)
    number = ref.partition("-")[0]
    if not (number.isascii() and number.isdigit() and len(number) < len(str(2**63))):
        # A text that somebody sent by hand.
        return
    code = "not sent" if status is ProviderStatus.FAILED else ""
    with work() as session:
        record_receipt(session, now(), int(number), ref, status, code)


def _text(payload: dict[str, Any], *names: str, longest: int) -> str:
    """The first of these fields; 400 where it is missing, too long or cannot be kept."""
    value = next((payload[name] for name in names if payload.get(name)), None)
    if not isinstance(value, str) or len(value) > longest or "\0" in value:
        abort(HTTPStatus.BAD_REQUEST)
    return value
