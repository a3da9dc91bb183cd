"""Twilio's Programmable Messaging and Voice, through its own client.

Sending is not idempotent: the client neither retries nor waits long, and whatever leaves open
whether Twilio took the message is an UncertainError. Error codes: twilio.com/docs/api/errors.
"""

import re
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from requests.exceptions import RequestException
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.http.response import Response
from twilio.rest import Client

from app.adapters.sms.gateway import (
    BusyError,
    HandedOver,
    Outgoing,
    Received,
    RefusedError,
    SmsError,
    UncertainError,
)
from app.adapters.sms.statuses import CALL_STATUSES, STATUSES
from app.adapters.sms.transport import transport_meaning
from app.domain.messages import MessageChannel
from config import TwilioSettings

API = "https://api.twilio.com"
TIMEOUT_SECONDS = 10
#: Our clock and Twilio's may differ by so much.
CLOCK_SLACK = timedelta(minutes=2)
SEARCHED, LISTED = 50, 1000
#: How long a phone rings.
RING_SECONDS = 30
CALL_EVENTS = ["initiated", "ringing", "answered", "completed"]
NUMBER = re.compile(r"\+[1-9][0-9]{6,14}")

#: Refusals that are about the account or the moment, not about the text or its number.
PASSING_STATUSES = frozenset({401, 403, 404, 429})
TIMED_OUT = 408
SERVER_ERRORS = 500


class _HttpClient(TwilioHttpClient):  # type: ignore[misc]
    """The client's own transport, to another base address where one is given."""

    def __init__(self, api_base: str | None, timeout: float) -> None:
        super().__init__(timeout=timeout, max_retries=0)
        self._api_base = api_base

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Response:
        if self._api_base is not None and url.startswith(API):
            url = self._api_base + url.removeprefix(API)
        return super().request(method, url, *args, **kwargs)


class TwilioGateway:
    """Sends through one Twilio account."""

    name = "twilio"
    wakes_people = True
    takes_replies = False
    is_priced = True

    def __init__(
        self, settings: TwilioSettings, public_base_url: str, timeout: float = TIMEOUT_SECONDS
    ) -> None:
        self._settings = settings
        self._base = public_base_url
        self._client = Client(
            settings.account_sid,
            settings.auth_token,
            http_client=_HttpClient(settings.api_base, timeout),
        )

    def caller(self, sender: str) -> str | None:
        """A number: a messaging service or a name cannot call."""
        return next((s for s in (sender, self._settings.sender) if NUMBER.fullmatch(s)), None)

    def send(self, text: Outgoing) -> HandedOver:
        """Hand a message over; its receipts come to ``/sms/status/<message>``, of a call to
        ``/voice/status/<message>``."""
        return _handed_over(
            self._call if text.channel is MessageChannel.VOICE else self._text, text
        )

    def _text(self, text: Outgoing) -> HandedOver:
        sent = self._client.messages.create(
            to=text.to,
            body=text.body,
            status_callback=f"{self._base}/sms/status/{text.message_id}",
            **self._sender(text.sender),
        )
        return HandedOver(str(sent.sid), STATUSES[str(sent.status)])

    def _call(self, call: Outgoing) -> HandedOver:
        made = self._client.calls.create(
            to=call.to,
            from_=self.caller(call.sender),
            url=f"{self._base}/voice/offer/{call.message_id}",
            method="POST",
            status_callback=f"{self._base}/voice/status/{call.message_id}",
            status_callback_event=CALL_EVENTS,
            status_callback_method="POST",
            timeout=RING_SECONDS,
        )
        return HandedOver(str(made.sid), CALL_STATUSES[str(made.status)])

    def find(self, text: Outgoing) -> Sequence[HandedOver]:
        """Messages of Twilio's list to this number since the first try: texts with these words,
        or calls, of which the list does not say what they were about."""
        is_call = text.channel is MessageChannel.VOICE
        listing = self._client.calls if is_call else self._client.messages
        known = CALL_STATUSES if is_call else STATUSES
        try:
            # Not by date sent: what still waits at Twilio has none.
            listed = listing.list(to=text.to, limit=SEARCHED)
            since = text.first_tried_at - CLOCK_SLACK
            same = [
                each
                for each in listed
                if each.date_created >= since and (is_call or each.body == text.body)
            ]
            return [HandedOver(str(each.sid), known[str(each.status)]) for each in same]
        except (TwilioException, RequestException, ValueError, KeyError, TypeError) as error:
            raise SmsError("the message list cannot be read") from error

    def received(self, since: datetime) -> Sequence[Received]:
        """Texts of Twilio's list that came to our number, or messaging service, since then."""
        sender = self._settings.sender
        through_service = sender.startswith("MG")
        wanted = {} if through_service else {"to": sender}
        try:
            listed = self._client.messages.list(date_sent_after=since, limit=LISTED, **wanted)
            return [
                Received(str(each.sid), str(each.from_), str(each.body), each.date_sent)
                for each in listed
                if each.direction == "inbound"
                and (not through_service or each.messaging_service_sid == sender)
            ]
        except (TwilioException, RequestException, ValueError, KeyError, TypeError) as error:
            raise SmsError("the message list cannot be read") from error

    def _sender(self, wanted: str) -> dict[str, str]:
        sender = wanted or self._settings.sender
        return {"messaging_service_sid" if sender.startswith("MG") else "from_": sender}


def _handed_over(hand: Callable[[Outgoing], HandedOver], text: Outgoing) -> HandedOver:
    """Do it once, and say what a failure means."""
    try:
        return hand(text)
    except TwilioRestException as error:
        raise _meaning(error) from error
    except RequestException as error:
        raise transport_meaning(error) from error
    except (TwilioException, ValueError, KeyError) as error:
        raise UncertainError("unreadable answer") from error


def _meaning(error: TwilioRestException) -> SmsError:
    code = str(error.code or error.status)
    if error.status >= SERVER_ERRORS or error.status == TIMED_OUT:
        return UncertainError(code)
    return BusyError(code) if error.status in PASSING_STATUSES else RefusedError(code)
