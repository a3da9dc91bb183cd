"""What every webhook of the provider must show before it is read."""

import re
from http import HTTPStatus

from flask import Response, abort, request

from app.adapters.sms import signature
from app.db.queries.delivery import senders
from app.http.request import session, settings

#: SM for a text, MM for one with pictures.
REFERENCE = re.compile(r"(SM|MM)[0-9a-f]{32}")
CALL = re.compile(r"CA[0-9a-f]{32}")
LARGEST_ID = 2**63 - 1


def require_provider(number_field: str) -> None:
    """Answer 404 where no provider is configured, 403 to anybody but our account with it.

    The address signed is the public one: what a proxy makes of it does not count.
    """
    twilio = settings().twilio
    if twilio is None:
        abort(HTTPStatus.NOT_FOUND)
    query = f"?{request.query_string.decode('latin-1')}" if request.query_string else ""
    address = f"{settings().public_base_url}{request.path}{query}"
    signed = request.headers.get(signature.HEADER, "")
    if not signature.is_signed(twilio, address, request.form, signed):
        abort(HTTPStatus.FORBIDDEN)
    if not signature.is_for_us(twilio, request.form, number_field, lambda: senders(session())):
        abort(HTTPStatus.FORBIDDEN)


def field(name: str, longest: int) -> str:
    """A field of the form; 400 where it is missing, too long or cannot be kept."""
    value = request.form.get(name)
    if value is None or len(value) > longest or "\0" in value:
        abort(HTTPStatus.BAD_REQUEST)
    return value


def reference() -> str:
    """The provider's reference of the text; 400 for what is none."""
    return _matching(REFERENCE, "MessageSid")


def call_reference() -> str:
    """The provider's reference of the call; 400 for what is none."""
    return _matching(CALL, "CallSid")


def _matching(pattern: re.Pattern[str], name: str) -> str:
    value = field(name, 34)
    if pattern.fullmatch(value) is None:
        abort(HTTPStatus.BAD_REQUEST)
    return value


def taken() -> Response:
    """Nothing to say back."""
    return Response("<Response></Response>", mimetype="text/xml")
