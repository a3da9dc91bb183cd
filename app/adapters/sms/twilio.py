"""Twilio's Programmable Messaging, through its own client.

Sending is not idempotent: the client neither retries nor waits long, and whatever leaves open
whether Twilio took the text is an UncertainError. Error codes: twilio.com/docs/api/errors.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from requests.exceptions import ConnectionError as ConnectionFailedError
from requests.exceptions import ConnectTimeout, RequestException
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.http.response import Response
from twilio.rest import Client
from urllib3.exceptions import MaxRetryError, NewConnectionError

from app.adapters.sms.gateway import (
    BusyError,
    HandedOver,
    Outgoing,
    Received,
    RefusedError,
    SmsError,
    UncertainError,
)
from app.adapters.sms.statuses import STATUSES
from config import TwilioSettings

API = "https://api.twilio.com"
TIMEOUT_SECONDS = 10
#: Our clock and Twilio's may differ by so much.
CLOCK_SLACK = timedelta(minutes=2)
SEARCHED, LISTED = 50, 1000

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

    def __init__(
        self, settings: TwilioSettings, public_base_url: str, timeout: float = TIMEOUT_SECONDS
    ) -> None:
        self._settings = settings
        self._callback = f"{public_base_url}/sms/status"
        self._client = Client(
            settings.account_sid,
            settings.auth_token,
            http_client=_HttpClient(settings.api_base, timeout),
        )

    def send(self, text: Outgoing) -> HandedOver:
        """Hand a text over; its receipts come to ``/sms/status/<message>``."""
        try:
            sent = self._client.messages.create(
                to=text.to,
                body=text.body,
                status_callback=f"{self._callback}/{text.message_id}",
                **self._sender(),
            )
            return HandedOver(str(sent.sid), STATUSES[str(sent.status)])
        except TwilioRestException as error:
            raise _meaning(error) from error
        except RequestException as error:
            raise _transport_meaning(error) from error
        except (TwilioException, ValueError, KeyError) as error:
            raise UncertainError("unreadable answer") from error

    def find(self, text: Outgoing) -> Sequence[HandedOver]:
        """Texts of Twilio's list to this number with these words since the first try."""
        try:
            # Not by date sent: a text that still waits at Twilio has none.
            listed = self._client.messages.list(to=text.to, limit=SEARCHED)
            since = text.first_tried_at - CLOCK_SLACK
            same = [
                each for each in listed if each.body == text.body and each.date_created >= since
            ]
            return [HandedOver(str(each.sid), STATUSES[str(each.status)]) for each in same]
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

    def _sender(self) -> dict[str, str]:
        sender = self._settings.sender
        return {"messaging_service_sid" if sender.startswith("MG") else "from_": sender}


def _meaning(error: TwilioRestException) -> SmsError:
    code = str(error.code or error.status)
    if error.status >= SERVER_ERRORS or error.status == TIMED_OUT:
        return UncertainError(code)
    return BusyError(code) if error.status in PASSING_STATUSES else RefusedError(code)


def _transport_meaning(error: RequestException) -> SmsError:
    """Without a connection nothing was sent; after one it may have been."""
    if isinstance(error, ConnectTimeout):
        return BusyError("no connection")
    if isinstance(error, ConnectionFailedError) and error.args:
        reason = error.args[0]
        if isinstance(reason, MaxRetryError) and isinstance(reason.reason, NewConnectionError):
            return BusyError("no connection")
    return UncertainError("no answer")
