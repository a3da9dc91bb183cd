"""A provider on the loopback address that speaks Twilio's public message and call API, faults
included. Every request is checked against the published description."""

import base64
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import format_datetime
from enum import Enum, auto
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

from twilio.request_validator import RequestValidator

from app.adapters.sms.twilio import TwilioGateway
from config import Settings, TwilioSettings
from tests.support.twilio_spec import faults_of

SID = "AC" + "0" * 32
TOKEN = "the account's token"
SENDER = "+381112223344"
PUBLIC = "https://pool.example"
ACCOUNT = f"/2010-04-01/Accounts/{SID}"
MESSAGES, CALLS = f"{ACCOUNT}/Messages.json", f"{ACCOUNT}/Calls.json"


class Fault(Enum):
    """What becomes of one call."""

    LOSE = auto()
    HANG_UP_AFTER_TAKING = auto()
    STALL_AFTER_TAKING = auto()
    ERROR_AFTER_TAKING = auto()
    NONSENSE_AFTER_TAKING = auto()
    UNAVAILABLE = auto()
    TOO_MANY = auto()
    BAD_NUMBER = auto()
    OPTED_OUT = auto()
    WRONG_TOKEN = auto()


#: What is answered, and whether the text is taken all the same.
_REFUSALS: Mapping[Fault, tuple[int, int]] = {
    Fault.ERROR_AFTER_TAKING: (500, 20500),
    Fault.UNAVAILABLE: (503, 20503),
    Fault.TOO_MANY: (429, 20429),
    Fault.BAD_NUMBER: (400, 21211),
    Fault.OPTED_OUT: (400, 21610),
    Fault.WRONG_TOKEN: (401, 20003),
}
_TAKING = {
    Fault.HANG_UP_AFTER_TAKING,
    Fault.STALL_AFTER_TAKING,
    Fault.ERROR_AFTER_TAKING,
    Fault.NONSENSE_AFTER_TAKING,
}


@dataclass
class Text:
    """A text the provider has taken."""

    sid: str
    to: str
    body: str
    callback: str
    created_at: datetime
    status: str = "queued"
    sender: str = SENDER

    @property
    def message_id(self) -> int:
        """Ours, as the address for its receipts says."""
        return int(self.callback.rsplit("/", 1)[1])


@dataclass
class PhoneCall(Text):
    """A call it makes: ``url`` says what to say, once the phone is answered."""

    url: str = ""
    form: Mapping[str, list[str]] = field(default_factory=dict)


@dataclass
class Provider:
    """The provider's side: what it took, and what shall go wrong."""

    url: str
    now: Callable[[], datetime]
    texts: list[Text] = field(default_factory=list)
    phone_calls: list[PhoneCall] = field(default_factory=list)
    #: Requests that the published description does not allow.
    broken: list[str] = field(default_factory=list)
    #: One fault a call, in order; calls after them go well.
    faults: list[Fault] = field(default_factory=list)
    #: Called before and after a text is taken.
    before: Callable[[str], None] = lambda _to: None
    after: Callable[[Text], None] = lambda _text: None
    #: Texts from phones, as its list has them.
    replies: list[dict[str, Any]] = field(default_factory=list)
    list_is_away: bool = False
    hidden: set[str] = field(default_factory=set)
    released: Event = field(default_factory=Event)
    calls: int = 0
    lock: Lock = field(default_factory=Lock)

    def take(self, path: str, form: Mapping[str, list[str]]) -> Text:
        with self.lock:
            return self._call(form) if path == CALLS else self._text(form)

    def _text(self, form: Mapping[str, list[str]]) -> Text:
        sid = f"SM{len(self.texts) + 1:032x}"
        said = (form["To"][0], form["Body"][0], form["StatusCallback"][0], self.now())
        text = Text(sid, *said, sender=form.get("From", [SENDER])[0])
        self.texts.append(text)
        return text

    def _call(self, form: Mapping[str, list[str]]) -> PhoneCall:
        sid = f"CA{len(self.phone_calls) + 1:032x}"
        said = (form["To"][0], "", form["StatusCallback"][0], self.now())
        call = PhoneCall(sid, *said, sender=form["From"][0], url=form["Url"][0], form=form)
        self.phone_calls.append(call)
        return call

    def reply(self, from_number: str, body: str, **changes: Any) -> None:
        """A phone has written to us; nobody was called."""
        text = Text(f"SM{len(self.replies):032x}", SENDER, body, "/0", self.now())
        sent = {"date_sent": format_datetime(text.created_at), "from": from_number}
        self.replies.append(_described(text) | {"direction": "inbound"} | sent | changes)

    def next_fault(self) -> Fault | None:
        with self.lock:
            self.calls += 1
            return self.faults.pop(0) if self.faults else None

    def copies(self) -> Counter[int]:
        """How often it has each message of ours."""
        return Counter(text.message_id for text in self.texts)


def settings_with(settings: Settings, api_base: str | None, **changes: Any) -> Settings:
    """The settings with an account of this provider."""
    account = TwilioSettings(SID, TOKEN, SENDER, api_base=api_base)
    return replace(settings, twilio=replace(account, **changes), public_base_url=PUBLIC)


@contextmanager
def gateway_to(url: str, timeout: float = 10) -> Iterator[TwilioGateway]:
    """The real client, speaking to that address."""
    gateway = TwilioGateway(TwilioSettings(SID, TOKEN, SENDER, api_base=url), PUBLIC, timeout)
    yield gateway
    gateway._client.http_client.session.close()


def sign(path: str, form: Mapping[str, str], token: str = TOKEN) -> dict[str, str]:
    """The header with which Twilio calls a path of ours."""
    made = RequestValidator(token).compute_signature(f"{PUBLIC}{path}", form)
    return {"X-Twilio-Signature": made}


@contextmanager
def serving(now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> Iterator[Provider]:
    """A provider that answers until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = False
    provider = Provider(f"http://127.0.0.1:{server.server_port}", now)
    server.provider = provider  # type: ignore[attr-defined]
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield provider
    finally:
        provider.released.set()
        server.shutdown()
        server.server_close()
        thread.join()
    assert provider.broken == [], "requests that Twilio's description does not allow"


class _Handler(BaseHTTPRequestHandler):
    @property
    def provider(self) -> Provider:
        return self.server.provider  # type: ignore[attr-defined, no-any-return]

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- its name there
        """Say nothing."""

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        form = parse_qs(self.rfile.read(length).decode(), keep_blank_values=True)
        path = self._checked(form)
        provider = self.provider
        provider.before(form["To"][0])
        fault = provider.next_fault()
        text = provider.take(path, form) if fault is None or fault in _TAKING else None
        if text is not None:
            provider.after(text)
        if fault in (Fault.LOSE, Fault.HANG_UP_AFTER_TAKING):
            return
        if fault is Fault.STALL_AFTER_TAKING:
            provider.released.wait(60)
        elif fault is Fault.NONSENSE_AFTER_TAKING:
            self._send(201, b"<html>a proxy's page</html>")
        elif fault is not None:
            self._refuse(*_REFUSALS[fault])
        elif text is not None:
            self._send(201, json.dumps(_described(text)).encode())

    def do_GET(self) -> None:
        query = parse_qs(urlsplit(self.path).query)
        path = self._checked(query)
        if self.provider.list_is_away:
            self._refuse(503, 20503)
            return
        found = self._listed(path, query.get("To", [""])[0])
        page = {"next_page_uri": None, "uri": self.path, "page": 0}
        name = "calls" if path == CALLS else "messages"
        self._send(200, json.dumps(page | {name: found}).encode())

    def _listed(self, path: str, to: str) -> list[dict[str, Any]]:
        provider = self.provider
        with provider.lock:
            kept = provider.phone_calls if path == CALLS else provider.texts
            found = [
                _described(text)
                for text in reversed(kept)
                if to in ("", text.to) and text.sid not in provider.hidden
            ]
        asks_for_replies = path == MESSAGES and (not to or to == SENDER)
        return [*found, *provider.replies] if asks_for_replies else found

    def _checked(self, sent: Mapping[str, list[str]]) -> str:
        """The path, of a request of ours; what is wrong with it is kept for the test's end."""
        path = urlsplit(self.path).path
        self.provider.broken += faults_of(self.command, path, sent)
        assert self._is_ours(), "another address or account than Twilio's"
        return path

    def _is_ours(self) -> bool:
        expected = base64.b64encode(f"{SID}:{TOKEN}".encode()).decode()
        return (
            urlsplit(self.path).path in (MESSAGES, CALLS)
            and self.headers["Authorization"] == f"Basic {expected}"
        )

    def _refuse(self, status: int, code: int) -> None:
        body = {"code": code, "message": "refused", "status": status, "more_info": ""}
        self._send(status, json.dumps(body).encode())

    def _send(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _described(text: Text) -> dict[str, Any]:
    """A message as twilio-oai's ``api.v2010.account.message``, or ``.call``, has it."""
    if isinstance(text, PhoneCall):
        return _described_call(text)
    return {
        "account_sid": SID,
        "api_version": "2010-04-01",
        "body": text.body,
        "date_created": format_datetime(text.created_at),
        "date_sent": None,
        "date_updated": format_datetime(text.created_at),
        "direction": "outbound-api",
        "error_code": None,
        "error_message": None,
        "from": text.sender,
        "messaging_service_sid": None,
        "num_media": "0",
        "num_segments": "1",
        "price": None,
        "price_unit": "USD",
        "sid": text.sid,
        "status": text.status,
        "subresource_uris": {},
        "to": text.to,
        "uri": f"/2010-04-01/Accounts/{SID}/Messages/{text.sid}.json",
    }


def _described_call(call: PhoneCall) -> dict[str, Any]:
    created = format_datetime(call.created_at)
    empty = "annotation answered_by caller_name duration end_time forwarded_from group_sid"
    empty += " parent_call_sid price queue_time start_time trunk_sid"
    return dict.fromkeys(empty.split()) | {
        "account_sid": SID,
        "api_version": "2010-04-01",
        "date_created": created,
        "date_updated": created,
        "direction": "outbound-api",
        "from": call.sender,
        "from_formatted": call.sender,
        "phone_number_sid": "PN" + "0" * 32,
        "price_unit": "USD",
        "sid": call.sid,
        "status": call.status,
        "subresource_uris": {},
        "to": call.to,
        "to_formatted": call.to,
        "uri": f"{ACCOUNT}/Calls/{call.sid}.json",
    }
