"""SMS Gate on the loopback address: messages under the caller's ids, faults included."""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

from config import AndroidSettings

LOGIN, PASSWORD, KEY = "office", "the phone's password", "the phone's signing key"
TAKEN = 202


@dataclass
class PhoneGateway:
    """What the gateway took, and what shall go wrong: one fault a call, in order."""

    url: str
    messages: dict[str, dict[str, Any]] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)
    refreshed: list[dict[str, Any]] = field(default_factory=list)
    #: Statuses to refuse with; "lose", "stall" and "nonsense" take the message all the same.
    faults: list[int | str] = field(default_factory=list)
    released: Event = field(default_factory=Event)
    calls: int = 0

    @property
    def settings(self) -> AndroidSettings:
        return AndroidSettings(self.url, LOGIN, PASSWORD, KEY)

    def described(self, name: str) -> dict[str, Any]:
        state = self.states.get(name, "Pending")
        recipients = [
            {"phoneNumber": number, "state": state}
            for number in self.messages[name]["phoneNumbers"]
        ]
        return {"id": name, "state": state, "recipients": recipients, "isHashed": False}


def signed(event: Mapping[str, Any], now: datetime, key: str = KEY) -> dict[str, Any]:
    """A webhook of the phone, as a test client sends it."""
    body = json.dumps(event).encode()
    stamp = str(int(now.timestamp()))
    made = hmac.new(key.encode(), body + stamp.encode(), hashlib.sha256).hexdigest()
    headers = {"X-Signature": made, "X-Timestamp": stamp, "Content-Type": "application/json"}
    return {"data": body, "headers": headers}


@contextmanager
def serving_phone() -> Iterator[PhoneGateway]:
    """A gateway that answers until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = False
    gateway = PhoneGateway(f"http://127.0.0.1:{server.server_port}/3rdparty/v1")
    server.gateway = gateway  # type: ignore[attr-defined]
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield gateway
    finally:
        gateway.released.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    @property
    def gateway(self) -> PhoneGateway:
        return self.server.gateway  # type: ignore[attr-defined, no-any-return]

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- its name there
        """Say nothing."""

    def do_POST(self) -> None:
        sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        assert self._is_ours(), "another account than the phone's"
        if self.path.endswith("/inbox/refresh"):
            self.gateway.refreshed.append(sent)
            self._send(TAKEN, {})
        else:
            self._take(sent)

    def _take(self, sent: dict[str, Any]) -> None:
        gateway = self.gateway
        gateway.calls += 1
        fault = gateway.faults.pop(0) if gateway.faults else None
        if isinstance(fault, int):
            self._send(fault, {"message": "refused"})
        elif sent["id"] in gateway.messages:
            self._send(409, {"message": "Message with the same ID already exists"})
        else:
            gateway.messages[sent["id"]] = sent
            self._answer(fault, sent["id"])

    def _answer(self, fault: str | None, name: str) -> None:
        if fault == "stall":
            self.gateway.released.wait(60)
        elif fault == "nonsense":
            self._send(TAKEN, {"id": name})
        elif fault != "lose":
            self._send(TAKEN, self.gateway.described(name))

    def do_GET(self) -> None:
        assert self._is_ours(), "another account than the phone's"
        name = self.path.rpartition("/")[2]
        if self.gateway.faults:
            self._send(int(self.gateway.faults.pop(0)), {"message": "refused"})
        elif name in self.gateway.messages:
            self._send(200, self.gateway.described(name))
        else:
            self._send(404, {"message": "not found"})

    def _is_ours(self) -> bool:
        expected = base64.b64encode(f"{LOGIN}:{PASSWORD}".encode()).decode()
        return self.headers["Authorization"] == f"Basic {expected}"

    def _send(self, status: int, body: object) -> None:
        raw = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)
