"""SMS through an Android phone with a local SIM: SMS Gate (sms-gate.app), by its own client.

The message has an id of ours, which the gateway refuses to take twice and can be asked for: what
became of a try that nobody answered is always known. Calls are not made by it.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import requests
from android_sms_gateway import (
    APIClient,
    InboxRefreshRequest,
    Message,
    ProcessState,
    TextMessage,
)
from android_sms_gateway.errors import APIError
from android_sms_gateway.http import RequestsHttpClient
from requests.exceptions import RequestException

from app.adapters.sms.gateway import (
    BusyError,
    HandedOver,
    Outgoing,
    Received,
    RefusedError,
    SmsError,
    UncertainError,
)
from app.adapters.sms.transport import transport_meaning
from app.domain.messages import ProviderStatus
from config import AndroidSettings

TIMEOUT_SECONDS = 10
BAD_REQUEST, NOT_FOUND, CONFLICT, SERVER_ERRORS = 400, 404, 409, 500
#: Refusals that are about this text or its number.
FINAL = frozenset({BAD_REQUEST, 422})

STATES = {
    ProcessState.Pending: ProviderStatus.QUEUED,
    ProcessState.Cancelling: ProviderStatus.QUEUED,
    ProcessState.Processed: ProviderStatus.SENDING,
    ProcessState.Sent: ProviderStatus.SENT,
    ProcessState.Delivered: ProviderStatus.DELIVERED,
    ProcessState.Failed: ProviderStatus.FAILED,
    ProcessState.Cancelled: ProviderStatus.FAILED,
}


class _Session(requests.Session):
    """A session that waits no longer than it should: the client gives no time-out."""

    def __init__(self, timeout: float) -> None:
        super().__init__()
        self._timeout = timeout

    def request(self, *args: Any, **kwargs: Any) -> requests.Response:
        return super().request(*args, **{"timeout": self._timeout, **kwargs})


def name_of(text: Outgoing) -> str:
    """The message's id at the gateway: another one for a later installation's same number."""
    return f"{text.message_id}-{int(text.first_tried_at.timestamp())}"


class AndroidGateway:
    """Sends through the phones of one account of SMS Gate."""

    name = "android"
    wakes_people = True
    takes_replies = True
    is_priced = False

    def __init__(self, settings: AndroidSettings, timeout: float = TIMEOUT_SECONDS) -> None:
        self.session = _Session(timeout)
        self._client = APIClient(
            settings.login,
            settings.password,
            base_url=settings.url,
            http=RequestsHttpClient(self.session),
        )

    def caller(self, sender: str) -> None:
        """None: the phone sends texts only."""

    def send(self, text: Outgoing) -> HandedOver:
        """Hand a text over; one that the gateway has already counts as handed over."""
        message = Message(
            id=name_of(text),
            phone_numbers=[text.to],
            text_message=TextMessage(text=text.body),
            with_delivery_report=True,
        )
        try:
            return _handed_over(self._client.send(message))
        except APIError as error:
            return _taken_before(text, error)
        except RequestException as error:
            raise transport_meaning(error) from error
        except (ValueError, KeyError, TypeError) as error:
            raise UncertainError("unreadable answer") from error

    def find(self, text: Outgoing) -> Sequence[HandedOver]:
        """The text under its id, if the gateway has it."""
        try:
            return [_handed_over(self._client.get_state(name_of(text)))]
        except APIError as error:
            if error.status_code == NOT_FOUND:
                return ()
            raise SmsError("the gateway cannot be asked") from error
        except (RequestException, ValueError, KeyError, TypeError) as error:
            raise SmsError("the gateway cannot be asked") from error

    def received(self, since: datetime) -> Sequence[Received]:
        """Nothing: the phone is told to call us again about every text since then."""
        until = datetime.now(since.tzinfo)
        try:
            self._client.refresh_inbox(InboxRefreshRequest(since=since, until=until))
        except (APIError, RequestException, ValueError) as error:
            raise SmsError("the gateway cannot be asked") from error
        return ()


def _handed_over(state: Any) -> HandedOver:
    return HandedOver(str(state.id), STATES[state.state])


def _taken_before(text: Outgoing, error: APIError) -> HandedOver:
    """The gateway refuses an id that it has; any other refusal is raised as what it means."""
    if error.status_code == CONFLICT:
        return HandedOver(name_of(text), ProviderStatus.QUEUED)
    raise _meaning(error) from error


def _meaning(error: APIError) -> SmsError:
    status = error.status_code or SERVER_ERRORS
    if status >= SERVER_ERRORS:
        return UncertainError(str(status))
    return RefusedError(str(status)) if status in FINAL else BusyError(str(status))
