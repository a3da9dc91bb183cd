"""What every webhook of the provider must show before it is read."""

import re
from http import HTTPStatus

from flask import abort, request

from app.adapters.sms import signature
from app.http.request import settings

#: SM for a text, MM for one with pictures.
REFERENCE = re.compile(r"(SM|MM)[0-9a-f]{32}")


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
    if not signature.is_for_us(twilio, request.form, number_field):
        abort(HTTPStatus.FORBIDDEN)


def field(name: str, longest: int) -> str:
    """A field of the form; 400 where it is missing, too long or cannot be kept."""
    value = request.form.get(name)
    if value is None or len(value) > longest or "\0" in value:
        abort(HTTPStatus.BAD_REQUEST)
    return value


def reference() -> str:
    """The provider's reference of the text; 400 for what is none."""
    value = field("MessageSid", 34)
    if REFERENCE.fullmatch(value) is None:
        abort(HTTPStatus.BAD_REQUEST)
    return value
