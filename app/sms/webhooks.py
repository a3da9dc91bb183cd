"""What the provider calls: answered at once, with one short transaction each."""

from http import HTTPStatus

from flask import Blueprint, Response, abort, request

from app.adapters.sms.signature import status_of
from app.extensions import csrf
from app.http.request import is_public, now, work
from app.services import inbox
from app.services.inbox import Inbound
from app.services.receipts import record_receipt
from app.sms.checks import LARGEST_ID, field, reference, require_provider, taken

bp = Blueprint("sms", __name__, url_prefix="/sms")
# The signature says who calls; a provider has no page to take a token from.
csrf.exempt(bp)

#: Several texts joined, in letters of four bytes: more than any phone sends.
LONGEST_TEXT = 10_000
LONGEST_NUMBER, LONGEST_WORD = 40, 20


@bp.post("/inbound")
@bp.post("/fallback")
@is_public
def inbound() -> Response:
    """Keep a text from a phone, for a job to read at once; a repeated call changes nothing.

    The provider calls the second address with the same text when the first gave no good answer.
    """
    require_provider("To")
    sender = field("From", LONGEST_NUMBER)
    text = Inbound(reference(), sender, field("Body", LONGEST_TEXT))
    if not sender:
        abort(HTTPStatus.BAD_REQUEST)
    with work() as session:
        inbox.keep(session, now(), text)
    return taken()


@bp.post("/status/<int:message_id>")
@is_public
def status(message_id: int) -> Response:
    """Keep a receipt of a text of ours; 404 when there is no such text."""
    require_provider("From")
    ref, said = reference(), status_of(field("MessageStatus", LONGEST_WORD))
    if said is None or message_id > LARGEST_ID:
        abort(HTTPStatus.BAD_REQUEST)
    code = field("ErrorCode", LONGEST_WORD) if "ErrorCode" in request.form else ""
    with work() as session:
        if not record_receipt(session, now(), message_id, ref, said, code):
            abort(HTTPStatus.NOT_FOUND)
    return taken()
